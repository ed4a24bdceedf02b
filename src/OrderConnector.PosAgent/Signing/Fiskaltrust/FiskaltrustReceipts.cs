using System.Text;
using OrderConnector.Core;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

/// <summary>Lines and payments of a receipt, and the case it is sent under.</summary>
internal sealed record FtContent(
    long Case, IReadOnlyList<FtChargeItem> ChargeItems, IReadOnlyList<FtPayItem> PayItems);

/// <summary>
/// What a queue must be told so that it writes the processData we mean: it takes no text of ours. From the order's own
/// lines where they are at hand; otherwise from the text, one line per gross sum.
/// </summary>
internal static class FiskaltrustReceipts
{
    /// <summary>The receipt of a text; null, with the reason, where fiskaltrust has no case for it.</summary>
    internal static (FtContent? Content, string? Reason) Of(ProcessData data) => data switch
    {
        { ProcessType: KassenbelegV1.ProcessType, Text: var text } when text == KassenbelegV1.Aborted =>
            (new FtContent(FiskaltrustCases.FailTransaction, [], []), null),
        { Content: { } content, ProcessType: BestellungV1.ProcessType } =>
            Of(FiskaltrustCases.InfoOrder, content, paid: false),
        { Content: { } content, ProcessType: KassenbelegV1.ProcessType } =>
            Of(FiskaltrustCases.PosReceipt, content, paid: true),
        { ProcessType: BestellungV1.ProcessType } when BestellungV1.TryRead(data.Text, out var order) =>
            (new FtContent(FiskaltrustCases.InfoOrder, [.. order.Items.Select(Ordered)], []), null),
        { ProcessType: KassenbelegV1.ProcessType } when KassenbelegV1.TryRead(data.Text, out var receipt) =>
            OfSums(receipt),
        _ => (null, "fiskaltrust writes no processData of this kind."),
    };

    private static (FtContent? Content, string? Reason) Of(long receiptCase, SoldContent content, bool paid)
    {
        var lines = new List<FtChargeItem>();
        foreach (var line in content.Lines)
        {
            if (FiskaltrustCases.OfLine(line) is not { } lineCase)
            {
                return (null, $"fiskaltrust has no case for VAT key {line.VatKey}.");
            }

            lines.Add(Item(
                line.Line.Quantity, Printable(line.Line.Name), line.Line.Amount.ToEuro(),
                line.Line.VatRate?.ToPercent() ?? 0m, lineCase));
        }

        var payments = content.Payments.Select(payment => new FtPayItem(
            1, payment.Name ?? payment.Type.ToString(), payment.Amount.ToEuro(),
            FiskaltrustCases.OfPayment(payment.Type)));
        return (new FtContent(receiptCase, lines, paid ? [.. payments] : []), null);
    }

    // As our own texts have it: a carriage return inside a name would read as the next item.
    private static string Printable(string name) =>
        string.Concat(name.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? " " : rune.ToString()));

    // The queue turns an amount round whose quantity is negative: both have the sign of the amount.
    private static FtChargeItem Item(
        Quantity quantity, string name, decimal amount, decimal rate, long lineCase) => new(
        amount == 0 ? quantity.ToDecimal() : Math.Sign(amount) * Math.Abs(quantity.ToDecimal()), name, amount, rate,
        lineCase);

    private static FtChargeItem Ordered(OrderedItem item) => Item(
        item.Quantity, item.Text, decimal.Round(item.Quantity.ToDecimal() * item.UnitPrice.ToEuro(), 2),
        0m, FiskaltrustCases.UnknownService);

    private static (FtContent? Content, string? Reason) OfSums(KassenbelegV1 receipt)
    {
        if (receipt.Type is not ReceiptType.Beleg)
        {
            return (null, $"Receipts of type {receipt.Type} are not sent to fiskaltrust.");
        }

        (VatBucket Bucket, Money Sum, decimal Rate)[] sums =
        [
            (VatBucket.General, receipt.Sums.General, 19m), (VatBucket.Reduced, receipt.Sums.Reduced, 7m),
            (VatBucket.AverageOther, receipt.Sums.AverageOther, 7.8m),
            (VatBucket.AverageForestry, receipt.Sums.AverageForestry, 5.5m), (VatBucket.Zero, receipt.Sums.Zero, 0m),
        ];
        var lines = sums.Where(s => s.Sum != Money.Zero).Select(s => new FtChargeItem(
            1, s.Bucket.ToString(), s.Sum.ToEuro(), s.Rate, FiskaltrustCases.OfBucket(s.Bucket)));
        return receipt.Payments.All(payment => payment.Currency == TenderAmount.Euro)
            ? (new FtContent(FiskaltrustCases.PosReceipt, [.. lines], [.. receipt.Payments.Select(Paid)]), null)
            : (null, "Payments in another currency are not sent to fiskaltrust.");
    }

    private static FtPayItem Paid(TenderAmount payment) => new(
        1, payment.Kind.ToString(), payment.Amount.ToEuro(), FiskaltrustCases.OfPayment(
            payment.Kind == Tender.Bar ? PaymentType.Cash : PaymentType.Other));
}
