using OrderConnector.Core;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;

namespace OrderConnector.Fiscal.Orders;

/// <summary>A line with its place in the fiscal records.</summary>
/// <param name="Line">The line as ordered; its sub-lines stand behind it as lines of their own.</param>
/// <param name="Depth">0 for a line, 1 for its modifiers and parts, and so on.</param>
/// <param name="BusinessCase">GV_TYP.</param>
/// <param name="VatKey">USt-Schlüssel.</param>
/// <param name="Bucket">The sum of Kassenbeleg-V1 it counts into.</param>
public sealed record FiscalLine(OrderLine Line, int Depth, BusinessCase BusinessCase, int VatKey, VatBucket Bucket)
{
    internal static Rejection TooLarge(string pointer) =>
        new(pointer, "amount-too-large", $"Amounts over {OrderLimits.Amount} are not processed.");

    internal static bool IsTooLarge(Money amount) => amount > OrderLimits.Amount || amount < -OrderLimits.Amount;

    /// <summary>
    /// Appends lines and, behind each, its sub-lines; faults are added to a list, with their JSON Pointer.
    /// </summary>
    internal static void Append(
        List<FiscalLine> target, IReadOnlyList<OrderLine> lines, string pointer, int depth, DateOnly day,
        List<Rejection> faults)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var place = $"{pointer}/{i}";
            if (Place(lines[i], place, depth, day, faults) is { } line)
            {
                target.Add(line);
            }

            Append(target, lines[i].Lines, $"{place}/lines", depth + 1, day, faults);
        }
    }

    private static FiscalLine? Place(
        OrderLine line, string pointer, int depth, DateOnly day, List<Rejection> faults)
    {
        if (!Enum.IsDefined(line.Kind))
        {
            faults.Add(new($"{pointer}/kind", "line-kind-unknown", "This kind of line is not known."));
            return null;
        }

        if (IsTooLarge(line.Amount))
        {
            faults.Add(TooLarge($"{pointer}/amount"));
            return null;
        }

        var businessCase = BusinessCases.Of(line.Kind);
        if (!line.Kind.BearsVat())
        {
            if (line.VatRate is null)
            {
                return new FiscalLine(line, depth, businessCase, VatRates.NotTaxableKey, VatBucket.Zero);
            }

            faults.Add(new($"{pointer}/vatRate", "vat-rate-not-allowed", $"{businessCase} lies outside VAT."));
            return null;
        }

        if (line.VatRate is not { } rate)
        {
            faults.Add(new($"{pointer}/vatRate", "vat-rate-missing", $"{businessCase} bears VAT; name the rate."));
            return null;
        }

        if (VatRates.Find(rate, day) is not { } known)
        {
            faults.Add(new($"{pointer}/vatRate", "vat-rate-unknown", $"There is no VAT rate of {rate} % on {day:O}."));
            return null;
        }

        return new FiscalLine(line, depth, businessCase, known.VatKey, known.Bucket);
    }
}
