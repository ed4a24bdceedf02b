using System.Globalization;
using System.Text;

namespace OrderConnector.Fiscal.Receipts;

/// <summary>Lines of a till roll: 42 columns, nothing a printer would act on.</summary>
internal sealed class Columns
{
    public const int Width = 42;

    private readonly StringBuilder _text = new();

    /// <summary>
    /// Names come from shops: what could move a printer's head or turn the reading direction becomes a blank.
    /// </summary>
    public static string Printable(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var breaks = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            clean.Append(breaks ? " " : rune.ToString());
        }

        return string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>A text, wrapped at blanks where it must be; further lines are indented as far as asked.</summary>
    public Columns Text(string text, int indent = 0, int hanging = 0)
    {
        var room = Width - indent;
        foreach (var line in Wrap(Printable(text), room, Width - indent - hanging))
        {
            _text.Append(' ', line.IsFirst ? indent : indent + hanging).Append(line.Text).Append('\n');
        }

        return this;
    }

    /// <summary>A text in the middle, wrapped where it must be.</summary>
    public Columns Centered(string text)
    {
        foreach (var line in Wrap(Printable(text), Width, Width))
        {
            _text.Append(' ', (Width - line.Text.Length) / 2).Append(line.Text).Append('\n');
        }

        return this;
    }

    /// <summary>Left and right on one line; a left text that is too long goes on above.</summary>
    public Columns Pair(string left, string right, int indent = 0)
    {
        var room = Width - indent - right.Length - 1;
        var lines = Wrap(Printable(left), room, room);
        foreach (var (text, index) in lines.Select((line, index) => (line.Text, index)))
        {
            var last = index == lines.Count - 1;
            _text.Append(' ', indent).Append(last ? text.PadRight(room + 1) + right : text).Append('\n');
        }

        return this;
    }

    /// <summary>A line whose columns are set already.</summary>
    public Columns Raw(string line)
    {
        _text.Append(line).Append('\n');
        return this;
    }

    /// <summary>A line across.</summary>
    public Columns Rule(char mark = '-')
    {
        _text.Append(mark, Width).Append('\n');
        return this;
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    private static List<(string Text, bool IsFirst)> Wrap(string text, int first, int next)
    {
        var lines = new List<(string Text, bool IsFirst)>();
        var rest = text;
        while (true)
        {
            var room = lines.Count == 0 ? first : next;
            if (rest.Length <= room)
            {
                lines.Add((rest, lines.Count == 0));
                return lines;
            }

            var at = rest.LastIndexOf(' ', room);
            var cut = at > 0 ? at : WholeCharacters(rest, room);
            lines.Add((rest[..cut], lines.Count == 0));
            rest = rest[cut..].TrimStart(' ');
        }
    }

    // Half of a surrogate pair would print as rubbish.
    private static int WholeCharacters(string text, int room) =>
        char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
}
