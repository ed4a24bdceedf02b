using System.Text.Json;
using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Journaling;

// What the kinds of entries carry. Stored: members may be added, never renamed.

/// <summary>Data of JournalOpened.</summary>
/// <param name="JournalId">32 hex digits.</param>
/// <param name="AgentId">Who writes.</param>
/// <param name="PreviousId">The journal continued; null for a first one.</param>
/// <param name="LastReceiptNumber">Receipt numbers of every cash register go on after this one.</param>
/// <param name="ClosingPeriod">The open closing period (Z_NR to be), 1 at first.</param>
/// <param name="HighestOrderNumber">The highest order number known.</param>
/// <param name="Remark">Plain words on a recovery; null for a first journal.</param>
public sealed record JournalOpenedData(
    string JournalId,
    string AgentId,
    string? PreviousId,
    long LastReceiptNumber,
    int ClosingPeriod,
    long HighestOrderNumber,
    string? Remark);

/// <summary>Data of OrderCollected.</summary>
/// <param name="Lease">Fencing token.</param>
/// <param name="Order">The order as delivered, without personal data.</param>
public sealed record OrderCollectedData(string Lease, JsonElement Order);

/// <summary>Data of LeaseRenewed and Confirmed.</summary>
public sealed record LeaseData(string Lease);

/// <summary>Data of Dropped.</summary>
/// <param name="Lease">Fencing token.</param>
/// <param name="Reason">Why it is gone, as the cloud said.</param>
public sealed record DroppedData(string Lease, string? Reason);

/// <summary>Data of SigningIntended: everything the receipt is stamped with.</summary>
/// <param name="ReceiptNumber">BON_NR, per cash register ascending by one, never reset.</param>
/// <param name="ReceiptId">BON_ID.</param>
/// <param name="ReceiptKind">"receipt", "orderSlip", "counterReceipt".</param>
/// <param name="EasSerialNumber">Serial number of the recording system, the TSS client id.</param>
/// <param name="CashRegisterId">Z_KASSE_ID.</param>
/// <param name="ClosingPeriod">The closing the receipt will belong to (Z_NR to be).</param>
/// <param name="Cashier">BEDIENER_ID.</param>
/// <param name="InHouse">INHAUS: eaten in.</param>
/// <param name="VatDay">The day whose VAT rates hold.</param>
/// <param name="SellerDataVersion">The version of the seller data.</param>
/// <param name="Reference">Our own reference for drivers that take one, 32 hex digits.</param>
/// <param name="Tss">The TSS it goes to, for good; null in journals from the time of one TSS.</param>
public sealed record SigningIntent(
    long ReceiptNumber,
    string ReceiptId,
    string ReceiptKind,
    string EasSerialNumber,
    string CashRegisterId,
    int ClosingPeriod,
    string Cashier,
    bool InHouse,
    DateOnly VatDay,
    int SellerDataVersion,
    string Reference,
    string? Tss = null);

/// <summary>Data of SigningStarted.</summary>
/// <param name="TransactionNumber">TSS transaction number.</param>
/// <param name="SignatureCounter">Counter of the start message.</param>
/// <param name="LogTime">Log time of the start.</param>
public sealed record SigningStart(long TransactionNumber, long SignatureCounter, DateTimeOffset LogTime);

/// <summary>Data of TransactionAborted.</summary>
/// <param name="TransactionNumber">The transaction that led nowhere.</param>
/// <param name="SignatureCounter">Counter of its finish; null where the TSS knows no such transaction.</param>
/// <param name="ProcessData">"AVBelegabbruch^…"; null where there is none.</param>
/// <param name="Reason">Why it was aborted.</param>
public sealed record AbortedData(
    long TransactionNumber, long? SignatureCounter, string? ProcessData, string Reason);

/// <summary>Data of SignatureFoundInvalid.</summary>
/// <param name="TransactionNumber">The transaction.</param>
/// <param name="Tss">Which TSS.</param>
/// <param name="Code">"signature-invalid" or "test-tss".</param>
/// <param name="Detail">Plain words.</param>
public sealed record InvalidSignatureData(long TransactionNumber, string Tss, string Code, string Detail);

/// <summary>Data of TssDayClosed.</summary>
/// <param name="Tss">Which TSS.</param>
/// <param name="EasSerialNumber">Under which client.</param>
/// <param name="Day">The last business day it closes.</param>
/// <param name="WasDoneBefore">The TSS had done it, and its answer was lost.</param>
public sealed record DayClosedData(string Tss, string EasSerialNumber, DateOnly Day, bool WasDoneBefore);

/// <summary>Data of VoidAsked.</summary>
/// <param name="Actor">Who: "staff:…".</param>
/// <param name="Reason">Why.</param>
/// <param name="Request">Names the wish; a repeat carries the same name.</param>
/// <param name="Lines">Null is all that was left.</param>
public sealed record VoidAskedData(
    string Actor, string Reason, string Request, IReadOnlyList<VoidLine>? Lines);

/// <summary>Data of ReportRefused.</summary>
/// <param name="Sequence">The entry whose report was refused.</param>
/// <param name="Type">The cloud's problem type.</param>
/// <param name="Detail">Plain words.</param>
public sealed record ReportRefusedData(long Sequence, string Type, string Detail);

/// <summary>Data of ReportedAgain.</summary>
/// <param name="Sequence">The entry that is reported once more.</param>
public sealed record ReportedAgainData(long Sequence);

/// <summary>Data of TssKeyPinned.</summary>
/// <param name="PublicKey">Base64 of the uncompressed point.</param>
/// <param name="SerialNumber">SHA-256 of the key, 64 hex digits.</param>
/// <param name="Algorithm">"ecdsa-plain-SHA256" …</param>
/// <param name="LogTimeFormat">"unixTime" …</param>
/// <param name="Test">True for every simulated TSS.</param>
/// <param name="Tss">Which TSS; null in journals from the time of one TSS.</param>
public sealed record PinnedKey(
    string PublicKey, string SerialNumber, string Algorithm, string LogTimeFormat, bool Test, string? Tss = null);

/// <summary>Data of JournalClosed.</summary>
/// <param name="NextId">The journal that goes on.</param>
/// <param name="Reason">Why.</param>
public sealed record JournalClosedData(string NextId, string Reason);

/// <summary>The one way journal data are written and read.</summary>
public static class JournalData
{
    /// <summary>A fact with its data written.</summary>
    public static JournalFact Fact<T>(
        JournalKind kind, string? orderId, DateTimeOffset at, T data, string? personal = null) =>
        new(kind, orderId, at, JsonSerializer.Serialize(data, WireJson.Options), personal) { Written = data };

    /// <summary>Reads the data of a fact; data that cannot be read are a broken journal and throw.</summary>
    public static T Read<T>(JournalFact fact)
        where T : class =>
        fact.Written as T ?? JsonSerializer.Deserialize<T>(fact.Data, WireJson.Options)
        ?? throw new InvalidDataException($"A {fact.Kind} entry carries no data.");

    /// <summary>The lease an entry is about; null where its kind has none.</summary>
    public static string? LeaseOf(JournalFact fact) => fact.Kind switch
    {
        JournalKind.OrderCollected => Read<OrderCollectedData>(fact).Lease,
        JournalKind.LeaseRenewed or JournalKind.Confirmed => Read<LeaseData>(fact).Lease,
        JournalKind.Dropped => Read<DroppedData>(fact).Lease,
        JournalKind.JournalOpened or JournalKind.SellerDataReceived or JournalKind.Waiting or JournalKind.Released
            or JournalKind.Rejected or JournalKind.SetAside or JournalKind.SigningIntended
            or JournalKind.SigningStarted or JournalKind.Signed or JournalKind.Unsigned
            or JournalKind.SignatureFoundLater or JournalKind.SignatureFoundInvalid
            or JournalKind.TransactionAborted or JournalKind.Issued
            or JournalKind.HandedOver or JournalKind.HandOverRefused or JournalKind.HandOverOmitted
            or JournalKind.OutageBegan or JournalKind.OutageEnded or JournalKind.ReportRefused
            or JournalKind.ReportedAgain or JournalKind.Health or JournalKind.JournalClosed
            or JournalKind.TssKeyPinned or JournalKind.TssDayClosed or JournalKind.VoidAsked
            or JournalKind.PersonalErased => null,
    };
}
