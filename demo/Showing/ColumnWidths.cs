namespace OrderConnector.Demo.Showing;

/// <summary>How wide each column is, so that every order keeps to one line on any terminal of 80 columns or more.</summary>
/// <param name="Branch">Characters.</param>
/// <param name="What">Characters.</param>
/// <param name="State">Characters.</param>
/// <param name="Note">Characters; 0 leaves the column out.</param>
internal sealed record ColumnWidths(int Branch, int What, int State, int Note)
{
    private const int Number = 8;
    private const int Channel = 8;
    private const int ToSigned = 9;
    private const string Gap = "  ";

    /// <summary>The line of titles.</summary>
    internal string Titles => Lead("number", "channel", "branch", "what") + Fit("state", State) + Tail("to signed", "");

    /// <summary>All columns together.</summary>
    internal int Whole => Titles.Length;

    internal static ColumnWidths For(int terminal)
    {
        const int WidestWhat = 50;
        const int SmallestNote = 16;
        var (branch, state) = terminal < 100 ? (8, 11) : (14, 15);
        var left = terminal - 1 - Number - Channel - branch - state - ToSigned - (5 * Gap.Length);
        var what = Math.Clamp(left, 10, WidestWhat);
        var note = left - what - Gap.Length;
        return new ColumnWidths(branch, what, state, note < SmallestNote ? 0 : note);
    }

    /// <summary>The columns before the state.</summary>
    internal string Lead(string number, string channel, string branch, string what) =>
        Fit(number, Number) + Gap + Fit(channel, Channel) + Gap + Fit(branch, Branch) + Gap + Fit(what, What) + Gap;

    /// <summary>The columns behind the state.</summary>
    internal string Tail(string toSigned, string note) =>
        Gap + toSigned.PadLeft(ToSigned) + (Note == 0 ? "" : Gap + Fit(note, Note));

    /// <summary>Cuts or fills a text to so many characters.</summary>
    internal static string Fit(string text, int width) =>
        text.Length <= width ? text.PadRight(width) : text[..Math.Max(0, width - 1)] + "…";
}
