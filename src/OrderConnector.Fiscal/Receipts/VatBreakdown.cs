using OrderConnector.Core;
using OrderConnector.Core.Vat;
using OrderConnector.Fiscal.Orders;

namespace OrderConnector.Fiscal.Receipts;

/// <summary>One row of the receipt's VAT table.</summary>
/// <param name="VatKey">USt-Schlüssel.</param>
/// <param name="Letter">What stands behind each line and in front of the row.</param>
/// <param name="Rate">The rate; null for what lies outside VAT.</param>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">The tax.</param>
/// <param name="Gross">With tax.</param>
public sealed record VatRow(int VatKey, char Letter, VatRate? Rate, Money Net, Money Tax, Money Gross);

/// <summary>Net and tax of a receipt, per rate, from the gross sums.</summary>
public static class VatBreakdown
{
    /// <summary>One row per USt-Schlüssel that occurs, ascending. On one day a key has one rate.</summary>
    public static IReadOnlyList<VatRow> Of(IReadOnlyList<FiscalLine> lines) =>
    [
        .. lines.GroupBy(line => (line.VatKey, line.Line.VatRate)).OrderBy(group => group.Key.VatKey).Select(group =>
        {
            var gross = group.Aggregate(Money.Zero, (sum, line) => sum + line.Line.Amount);
            var tax = Tax(gross, group.Key.VatRate ?? default);
            return new VatRow(
                group.Key.VatKey, Letter(group.Key.VatKey), group.Key.VatRate, gross - tax, tax, gross);
        }),
    ];

    /// <summary>A for the general rate, B for the reduced one, and so on by the key.</summary>
    public static char Letter(int vatKey) => (char)('A' + vatKey - 1);

    /// <summary>
    /// The tax inside a gross sum: gross × rate ÷ (100 + rate). The one rounding there is: once per rate and receipt,
    /// on the sum and never line by line, to the nearest cent, half a cent away from zero. So a full void has exactly
    /// the turned tax of its original.
    /// </summary>
    public static Money Tax(Money gross, VatRate rate)
    {
        var numerator = (Int128)gross.Cents * rate.BasisPoints * 2;
        var denominator = (Int128)(10_000 + rate.BasisPoints) * 2;
        var half = denominator / 2;
        var rounded = (numerator + (gross.Cents < 0 ? -half : half)) / denominator;
        return new Money((long)rounded);
    }
}
