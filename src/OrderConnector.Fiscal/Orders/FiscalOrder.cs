using OrderConnector.Core;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Fiscal.Orders;

/// <summary>An order in the law's words: what is signed, and each line's place in the records.</summary>
/// <param name="Type">Beleg where it is paid, AVBestellung where it is paid on site.</param>
/// <param name="Data">What the TSS signs.</param>
/// <param name="Sums">Gross sums per VAT bucket, sub-lines included.</param>
/// <param name="Lines">All lines, sub-lines behind their line.</param>
/// <param name="Payments">As the shop told them; empty where paid on site.</param>
public sealed record FiscalOrder(
    ReceiptType Type,
    ProcessData Data,
    VatSums Sums,
    IReadOnlyList<FiscalLine> Lines,
    IReadOnlyList<Payment> Payments)
{
    /// <summary>What is paid or to be paid.</summary>
    public Money Total => Sums.Total;

    /// <summary>
    /// Decides what an order means for the TSS, or names every reason why it must not be signed: nothing unknown ever
    /// falls into a default bucket. A counter order comes with its signs turned and needs no other rule.
    /// </summary>
    /// <param name="order">
    /// The order, already checked by its shop's rules; checked again here, for this is what is signed.
    /// </param>
    /// <param name="germanDate">The day whose VAT rates hold, in the German calendar.</param>
    public static FiscalOrderOutcome For(ShopOrder order, DateOnly germanDate)
    {
        var faults = new List<Rejection>();
        var lines = new List<FiscalLine>();
        FiscalLine.Append(lines, order.Lines, "/lines", depth: 0, germanDate, faults);
        var tenders = Tenders(order.Payments, faults);
        if (faults.Count > 0)
        {
            return new FiscalOrderOutcome.Refused(faults);
        }

        var sums = lines.Aggregate(default(VatSums), (all, line) => all.Plus(line.Bucket, line.Line.Amount));
        CheckSums(order, sums, tenders, faults);
        return faults.Count > 0
            ? new FiscalOrderOutcome.Refused(faults)
            : new FiscalOrderOutcome.Ready(For(order, sums, lines, tenders));
    }

    private static FiscalOrder For(
        ShopOrder order, VatSums sums, List<FiscalLine> lines, List<TenderAmount> tenders)
    {
        if (order.Payment == PaymentMode.OnSite)
        {
            var items = lines.ConvertAll(l => new OrderedItem(l.Line.Quantity, l.Line.Name, l.Line.UnitPrice));
            var taken = new ProcessData(BestellungV1.ProcessType, BestellungV1.Write(items))
            {
                Content = new SoldContent(lines, []),
            };
            return new FiscalOrder(ReceiptType.AVBestellung, taken, sums, lines, []);
        }

        var text = KassenbelegV1.Write(ReceiptType.Beleg, sums, tenders);
        var paid = new ProcessData(KassenbelegV1.ProcessType, text)
        {
            Content = new SoldContent(lines, order.Payments),
        };
        return new FiscalOrder(ReceiptType.Beleg, paid, sums, lines, order.Payments);
    }

    private static List<TenderAmount> Tenders(IReadOnlyList<Payment> payments, List<Rejection> faults)
    {
        var tenders = new List<TenderAmount>();
        for (var i = 0; i < payments.Count; i++)
        {
            if (!Enum.IsDefined(payments[i].Type))
            {
                faults.Add(new($"/payments/{i}/type", "payment-type-unknown", "This kind of payment is not known."));
            }
            else if (FiscalLine.IsTooLarge(payments[i].Amount))
            {
                faults.Add(FiscalLine.TooLarge($"/payments/{i}/amount"));
            }
            else
            {
                tenders.Add(new TenderAmount(KindOf(payments[i].Type), payments[i].Amount));
            }
        }

        return tenders;
    }

    private static Tender KindOf(PaymentType type) => type switch
    {
        PaymentType.Cash => Tender.Bar,
        PaymentType.DebitCard or PaymentType.CreditCard or PaymentType.PaymentService
            or PaymentType.PrepaidCard or PaymentType.Other => Tender.Unbar,
    };

    private static void CheckSums(
        ShopOrder order, VatSums sums, List<TenderAmount> tenders, List<Rejection> faults)
    {
        if (order.Lines.Count == 0)
        {
            faults.Add(new("/lines", "no-lines", "An order has at least one line."));
        }

        if (sums.Total != order.Total)
        {
            faults.Add(new(
                "/total", "total-differs-from-lines", $"The lines add up to {sums.Total}, total says {order.Total}."));
        }

        if (PaymentFault(order, sums.Total, tenders.Aggregate(Money.Zero, (sum, t) => sum + t.Amount)) is { } fault)
        {
            faults.Add(fault);
        }
    }

    // For a Beleg the five sums and the payments must be the same money (DSFinV-K, Annex I).
    private static Rejection? PaymentFault(ShopOrder order, Money due, Money paid) => order.Payment switch
    {
        PaymentMode.Prepaid => paid == due
            ? null
            : new("/payments", "payments-differ-from-total", $"The payments add up to {paid}, the total is {due}."),
        PaymentMode.OnSite => order.Payments.Count == 0
            ? null
            : new("/payments", "payments-not-expected", "An order paid on site carries no payments."),
        PaymentMode.Pending => new("/payment", "payment-pending", "An order whose payment is open is not signed."),
    };
}
