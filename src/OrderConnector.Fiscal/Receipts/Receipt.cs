using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.Orders;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Fiscal.Receipts;

/// <summary>Everything a receipt says (KassenSichV § 6). The same values always give the same text.</summary>
/// <param name="Seller">Who sells, in the version stamped on this receipt.</param>
/// <param name="Place">Receipt number and the register it belongs to.</param>
/// <param name="Order">The shop's order.</param>
/// <param name="Content">Lines, sums and payments.</param>
/// <param name="Signing">What the TSS said, or why it said nothing.</param>
/// <param name="Voids">The receipt this one takes back; null for a sale.</param>
/// <param name="FirstOrderStartedAt">
/// Start of the first Bestellung-V1 of the same business case, where there was one: it must be printed besides
/// (DSFinV-K 2.7.2).
/// </param>
public sealed record Receipt(
    SellerData Seller,
    ReceiptPlace Place,
    ReceiptOrder Order,
    FiscalOrder Content,
    ReceiptSigning Signing,
    VoidedReceipt? Voids = null,
    DateTimeOffset? FirstOrderStartedAt = null)
{
    /// <summary>Follows from what was signed and from whether it takes something back.</summary>
    public ReceiptKind Kind => (Content.Type == ReceiptType.Beleg, Voids is null) switch
    {
        (true, true) => ReceiptKind.Receipt,
        (true, false) => ReceiptKind.CounterReceipt,
        (false, true) => ReceiptKind.OrderSlip,
        (false, false) => ReceiptKind.CounterOrderSlip,
    };

    /// <summary>True for what is paid: a slip is no receipt and must not look like one.</summary>
    public bool IsReceipt => Content.Type == ReceiptType.Beleg;

    /// <summary>
    /// The QR text; null on slips, and on outage receipts: without a signature there is nothing to prove.
    /// </summary>
    public string? Qr => IsReceipt && Signing.Signature is { } signature ? QrText.Write(signature) : null;
}

/// <summary>Where a receipt stands in the records.</summary>
/// <param name="Number">BON_NR.</param>
/// <param name="Id">BON_ID.</param>
/// <param name="CashRegisterId">Z_KASSE_ID.</param>
/// <param name="ClosingNumber">The closing it will belong to (Z_NR to be).</param>
public sealed record ReceiptPlace(long Number, string Id, string CashRegisterId, long ClosingNumber);

/// <summary>
/// The order behind a receipt. No personal data: the text of a receipt is kept in the journal's chain.
/// </summary>
/// <param name="Number">Order number.</param>
/// <param name="Channel">Where it came from.</param>
/// <param name="ExternalNumber">What the shop calls it.</param>
/// <param name="Fulfilment">How it is handed out.</param>
/// <param name="Table">Where eaten in.</param>
/// <param name="DueAt">When it is wanted; null is at once.</param>
public sealed record ReceiptOrder(
    long Number,
    string Channel,
    string? ExternalNumber,
    FulfilmentType Fulfilment,
    string? Table,
    DateTimeOffset? DueAt);

/// <summary>The receipt that is taken back, in whole or in part.</summary>
/// <param name="OrderNumber">Number of its order.</param>
/// <param name="ReceiptNumber">BON_NR; null where it was issued elsewhere.</param>
/// <param name="Reason">Why; null where none was given.</param>
public sealed record VoidedReceipt(long OrderNumber, long? ReceiptNumber, string? Reason);

/// <summary>What the TSS said of a receipt, or why it said nothing.</summary>
/// <param name="EasSerialNumber">Serial number of the recording system.</param>
/// <param name="StartedAt">Log time of the start; the agent's clock where unsigned.</param>
/// <param name="FinishedAt">Log time of the finish; the agent's clock where unsigned. Also the date of issue.</param>
/// <param name="Signature">Null where unsigned.</param>
/// <param name="OutageReason">Plain words where unsigned, else null.</param>
/// <param name="Test">True where the TSS is simulated, outage or not.</param>
public sealed record ReceiptSigning(
    string EasSerialNumber,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    TssSignature? Signature,
    string? OutageReason,
    bool Test)
{
    /// <summary>A signed one.</summary>
    public static ReceiptSigning Signed(TssSignature signature) => new(
        signature.ClientId, signature.StartedAt, signature.FinishedAt, signature, null, signature.Key.Test);

    /// <summary>
    /// One issued while the TSS was out (AEAO on § 146a AO: marked, with the recording system's times).
    /// </summary>
    public static ReceiptSigning Unsigned(
        string easSerialNumber, DateTimeOffset startedAt, DateTimeOffset finishedAt, string reason, bool test) =>
        new(easSerialNumber, startedAt, finishedAt, null, reason, test);
}
