using System.Globalization;
using OrderConnector.Core.Texts;

namespace OrderConnector.Portal.Emergencies;

/// <summary>A line of a list and the order it means.</summary>
/// <param name="Line">The line.</param>
/// <param name="Flag">The flagged order.</param>
public sealed record ReceiptForOrder(ReceiptLine Line, OrderFlag Flag)
{
    /// <summary>Whether the totals differ.</summary>
    public bool Differs => Line.TotalCents is { } total && total != Flag.TotalCents;
}

/// <summary>Finds the flagged orders that the lines of a list mean; nothing is guessed.</summary>
public static class ReceiptImport
{
    /// <summary>
    /// What each line means: the one flagged order whose number or whose slip it names. A line that is the number of
    /// one order and the slip of another is a fault.
    /// </summary>
    /// <param name="lines">The lines.</param>
    /// <param name="workList">Orders of the branch that are flagged and not matched.</param>
    /// <returns>The orders, and every line that means none or more than one.</returns>
    public static (IReadOnlyList<ReceiptForOrder> Orders, IReadOnlyList<LineFault> Faults) Plan(
        IReadOnlyList<ReceiptLine> lines, IReadOnlyList<OrderFlag> workList)
    {
        var byNumber = workList.ToDictionary(flag => flag.Number);
        var bySlip = workList.Where(flag => flag.Slip is not null)
            .ToLookup(flag => flag.Slip!, StringComparer.OrdinalIgnoreCase);
        var (orders, faults, meant) =
            (new List<ReceiptForOrder>(), new List<LineFault>(), new Dictionary<long, int>());
        foreach (var line in lines)
        {
            var ofNumber = long.TryParse(line.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? byNumber.GetValueOrDefault(number)
                : null;
            List<OrderFlag> found = [.. bySlip[line.Key].Append(ofNumber).OfType<OrderFlag>().Distinct()];
            if (found is not [var flag])
            {
                faults.Add(new LineFault(line.Line, Named(found.Count == 0 ? s_unknown : s_several, line.Key)));
            }
            else if (meant.TryGetValue(flag.Row, out var before))
            {
                faults.Add(new LineFault(
                    line.Line, Named(s_twice, line.Key, before.ToString(CultureInfo.InvariantCulture))));
            }
            else
            {
                meant.Add(flag.Row, line.Line);
                orders.Add(new ReceiptForOrder(line, flag));
            }
        }

        return (orders, faults);
    }

    private static Text Named(Text text, params string[] values) => new(
        string.Format(CultureInfo.InvariantCulture, text.German, values),
        string.Format(CultureInfo.InvariantCulture, text.English, values));

    private static readonly Text s_unknown = new(
        "„{0}“ ist keine offene Bestellung der Arbeitsliste und keine Nummer eines Papierbons darauf.",
        "“{0}” is neither an open order of the work list nor the number of a paper slip on it.");

    private static readonly Text s_several = new(
        "„{0}“ steht für mehrere Bestellungen; bitte die Bestellnummer nennen.",
        "“{0}” stands for several orders; name the order's number.");

    private static readonly Text s_twice = new(
        "„{0}“ ist dieselbe Bestellung wie in Zeile {1}.", "“{0}” is the same order as on line {1}.");
}
