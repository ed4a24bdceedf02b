using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;
using OrderConnector.Fiscal.Orders;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

/// <summary>
/// fiskaltrust's numbers for Germany. They exceed 2^53: never through a double. Prefix 0x4445 is "DE".
/// </summary>
internal static class FiskaltrustCases
{
    private const long Germany = 0x4445_0000_0000_0000;

    /// <summary>Sent alone, in one call.</summary>
    internal const long Implicit = 0x0000_0001_0000_0000;

    /// <summary>Asks for the answer of an earlier request and signs nothing.</summary>
    internal const long ReceiptRequest = 0x0000_8000_0000_0000;

    /// <summary>A paid receipt.</summary>
    internal const long PosReceipt = Germany | 0x01;

    /// <summary>An empty receipt; ends the failed mode when the TSS is back.</summary>
    internal const long ZeroReceipt = Germany | Implicit | 0x02;

    /// <summary>Puts a queue into operation, once.</summary>
    internal const long StartReceipt = Germany | Implicit | 0x03;

    /// <summary>Daily closing that leaves the log where it is.</summary>
    internal const long DailyClosing = Germany | Implicit | 0x0400_0000 | 0x07;

    /// <summary>Begins a transaction.</summary>
    internal const long StartTransaction = Germany | 0x08;

    /// <summary>Ends one as AVBelegabbruch.</summary>
    internal const long FailTransaction = Germany | 0x0B;

    /// <summary>Ends transactions by their numbers, those among them whose reference nobody knows.</summary>
    internal const long FailTransactions = FailTransaction | Implicit;

    /// <summary>An order; without payments it is a Bestellung-V1.</summary>
    internal const long InfoOrder = Germany | 0x10;

    /// <summary>A zero receipt that also tells what the TSS says of itself.</summary>
    internal const long TssInfo = ZeroReceipt | 0x0080_0000;

    /// <summary>Journal type: log messages still in the TSS, as TAR.</summary>
    internal const long TssLog = Germany | 0x01;

    /// <summary>Journal type: log messages the middleware keeps, as TAR.</summary>
    internal const long KeptLog = Germany | 0x03;

    /// <summary>A line whose VAT nobody named: only in an order, which is signed without VAT.</summary>
    internal const long UnknownService = Germany;

    /// <summary>
    /// ftChargeItemCase of a line; null where fiskaltrust has none for its VAT, which is then refused and never
    /// guessed.
    /// </summary>
    internal static long? OfLine(FiscalLine line) => line.BusinessCase switch
    {
        BusinessCase.TrinkgeldAN => Germany | 0x59,
        BusinessCase.MehrzweckgutscheinKauf => Germany | 0x60,
        BusinessCase.MehrzweckgutscheinEinloesung => Germany | 0x68,
        // Delivery is a service of its own kind; goods and dishes stay undefined, for the shop does not tell which.
        BusinessCase.Umsatz => Slot(line.Line.Kind == LineKind.DeliveryFee ? 0x19 : 0x01, line.VatKey),
        BusinessCase.Pfand => Slot(0x21, line.VatKey),
        BusinessCase.PfandRueckzahlung => Slot(0x29, line.VatKey),
        BusinessCase.Rabatt => Slot(0x31, line.VatKey),
        BusinessCase.Aufschlag => Slot(0x39, line.VatKey),
        BusinessCase.TrinkgeldAG => Slot(0x51, line.VatKey),
        BusinessCase.EinzweckgutscheinKauf => Slot(0x61, line.VatKey),
        BusinessCase.EinzweckgutscheinEinloesung => Slot(0x69, line.VatKey),
    };

    /// <summary>ftChargeItemCase of a gross sum of Kassenbeleg-V1 that nothing more is known of.</summary>
    internal static long OfBucket(VatBucket bucket) => Germany | bucket switch
    {
        VatBucket.General => 0x01L,
        VatBucket.Reduced => 0x02L,
        VatBucket.AverageOther => 0x03L,
        VatBucket.AverageForestry => 0x04L,
        VatBucket.Zero => 0x06L,
    };

    /// <summary>ftPayItemCase.</summary>
    internal static long OfPayment(PaymentType type) => Germany | type switch
    {
        PaymentType.Cash => 0x01L,
        PaymentType.DebitCard => 0x04L,
        PaymentType.CreditCard => 0x05L,
        PaymentType.PaymentService => 0x06L,
        PaymentType.PrepaidCard => 0x07L,
        // Not cash, and nothing more is known: the transfer that is none of the others.
        PaymentType.Other => 0x09L,
    };

    // Slots follow USt-Schlüssel 1 to 6; zero percent (§ 12(3) UStG) is 8 there and slot 6, "zero or exempt", here.
    private static long? Slot(long group, int vatKey) => vatKey switch
    {
        >= 1 and <= 6 => Germany | (group + vatKey - 1),
        8 => Germany | (group + 5),
        _ => null,
    };
}
