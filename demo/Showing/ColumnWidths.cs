namespace OrderConnector.Demo.Showing;

/// <summary>How wide each column of the table is, so that every order keeps to one line on any terminal.</summary>
/// <param name="Branch">Characters.</param>
/// <param name="What">Characters.</param>
/// <param name="State">Characters.</param>
/// <param name="Note">Characters; 0 leaves the column out.</param>
internal sealed record ColumnWidths(int Branch, int What, int State, int Note)
{
    internal const int Channel = 8;
    private const int Number = 8;
    private const int ToSigned = 9;
    private const int Between = 2;

    /// <summary>From left to right.</summary>
    internal IReadOnlyList<(string Title, int Width)> Columns =>
    [
        ("number", Number), ("channel", Channel), ("branch", Branch), ("what", What), ("state", State),
        ("to signed", ToSigned), .. Note > 0 ? [("", Note)] : Array.Empty<(string, int)>(),
    ];

    internal static ColumnWidths For(int terminal)
    {
        const int WidestWhat = 50;
        const int SmallestNote = 16;
        var (branch, state) = terminal < 100 ? (8, 11) : (14, 15);
        var left = terminal - Number - Channel - branch - state - ToSigned - (6 * Between) - 2;
        var what = Math.Clamp(left, 10, WidestWhat);
        var note = left - what - Between;
        return new ColumnWidths(branch, what, state, note < SmallestNote ? 0 : note);
    }

    /// <summary>Cuts a text to so many characters.</summary>
    internal static string Fit(string text, int width) =>
        text.Length <= width ? text : width < 1 ? "" : text[..(width - 1)] + "…";
}
