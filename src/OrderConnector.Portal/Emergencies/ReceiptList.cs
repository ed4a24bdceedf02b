using System.Globalization;
using CsvHelper;
using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Emergencies;

/// <summary>
/// A list of receipt numbers as a till exports it or a person types it: order or slip; receipt; total; day. The last
/// two may be left out. Separators are found by looking; a head line is known by its first word.
/// </summary>
public static class ReceiptList
{
    /// <summary>The longest text, in characters.</summary>
    public const int MostCharacters = 100_000;

    private static readonly string[] s_heads =
        ["order", "number", "slip", "bestellung", "bestellnummer", "nummer", "bon", "beleg", "belegnummer"];

    private static readonly string[] s_days = ["yyyy-MM-dd", "dd.MM.yyyy", "d.M.yyyy", "dd.MM.yy"];

    private static readonly CsvReaderOptions s_options = CsvReaderOptions.Default with
    {
        HasHeader = false, TrackLineNumbers = true, TrimWhitespace = true, AllowLineBreaksInQuotes = false,
    };

    /// <summary>Reads a list; where anything is wrong the faults name every faulty line.</summary>
    public static (IReadOnlyList<ReceiptLine> Lines, IReadOnlyList<LineFault> Faults) Read(string text)
    {
        if (text.Length > MostCharacters)
        {
            return ([], [new LineFault(0, s_tooLong)]);
        }

        var (lines, faults) = (new List<ReceiptLine>(), new List<LineFault>());
        using var csv = CsvReader.FromText(text, s_options with { Separator = SeparatorOf(text) });
        for (var isFirst = true; csv.Read(); isFirst = false)
        {
            string[] fields = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
            if (fields.All(string.IsNullOrWhiteSpace) || (isFirst && IsHead(fields[0])))
            {
                continue;
            }

            Read((int)csv.LineNumber, fields, lines, faults);
        }

        if (lines.Count + faults.Count == 0)
        {
            faults.Add(new LineFault(0, s_empty));
        }
        else if (lines.Count > MatchRequest.MostOrders)
        {
            faults.Add(new LineFault(0, s_tooMany));
        }

        return (lines, faults);
    }

    private static void Read(int line, string[] fields, List<ReceiptLine> lines, List<LineFault> faults)
    {
        string Field(int at) => at < fields.Length ? fields[at].Trim() : "";
        var (key, receipt) = (SlipNumber.Read(Field(0)), SlipNumber.Read(Field(1)));
        var (total, day) = (Field(2), Field(3));
        var (cents, date) = (CentsOf(total), DayOf(day));
        var wrong = new List<Text>();
        if (key is null)
        {
            wrong.Add(s_noKey);
        }

        if (receipt is null)
        {
            wrong.Add(s_noReceipt);
        }

        if (total.Length > 0 && cents is null)
        {
            wrong.Add(s_noAmount);
        }

        if (day.Length > 0 && date is null)
        {
            wrong.Add(s_noDay);
        }

        if (fields.Skip(4).Any(rest => !string.IsNullOrWhiteSpace(rest)))
        {
            wrong.Add(s_tooWide);
        }

        faults.AddRange(wrong.Select(fault => new LineFault(line, fault)));
        if (wrong.Count == 0)
        {
            lines.Add(new ReceiptLine(line, key!, receipt!, cents, date));
        }
    }

    // A comma separates only where nothing clearer does: in German amounts it stands before the cents.
    private static char SeparatorOf(string text) => text.Contains('\t') ? '\t' : text.Contains(';') ? ';' : ',';

    private static bool IsHead(string first) => s_heads.Contains(first.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>"22,55", "22.55", "1.022,55 €", "22": cents; null for anything else.</summary>
    public static long? CentsOf(string text)
    {
        var bare = text.Replace("€", "", StringComparison.Ordinal).Trim();
        var (whole, cents) = bare.Length > 3 && bare[^3] is ',' or '.' ? (bare[..^3], bare[^2..]) : (bare, "00");
        return IsWhole(whole) && cents.All(char.IsAsciiDigit)
            && long.TryParse(
                whole.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal) + cents,
                NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    // Digits, or groups of three after the first separator; eight digits at most.
    private static bool IsWhole(string whole)
    {
        var groups = whole.Split('.', ',');
        return groups.All(group => group.Length > 0 && group.All(char.IsAsciiDigit))
            && groups[1..].All(group => group.Length == 3) && groups.Sum(group => group.Length) <= 8;
    }

    /// <summary>"20.11.2026", "2026-11-20"; null for anything else.</summary>
    public static DateOnly? DayOf(string text) => DateOnly.TryParseExact(
        text.Trim(), s_days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : null;

    private static readonly Text s_tooLong = new("Die Liste ist zu lang.", "The list is too long.");
    private static readonly Text s_empty = new("Die Liste ist leer.", "The list is empty.");
    private static readonly Text s_tooMany = new(
        "Höchstens 500 Zeilen auf einmal.", "At most 500 lines at once.");

    private static readonly Text s_noKey = new(
        "Die Nummer der Bestellung oder des Papierbons fehlt.", "The number of the order or paper slip is missing.");

    private static readonly Text s_noReceipt = new(
        "Die Nummer des Kassenbons fehlt.", "The number of the till's receipt is missing.");

    private static readonly Text s_noAmount = new(
        "Der Betrag ist keiner wie 22,55.", "The total is no amount like 22.55.");

    private static readonly Text s_noDay = new(
        "Der Tag ist keiner wie 20.11.2026.", "The day is none like 2026-11-20.");

    private static readonly Text s_tooWide = new(
        "Mehr als vier Spalten.", "More than four columns.");
}
