using System.Text.Json.Serialization;

namespace OrderConnector.Core.Orders;

/// <summary>
/// What a shop, a till and a receipt page learn about an order's signature ("fiscal" of the wire contract).
/// </summary>
/// <param name="Status">"signed" or "unsigned".</param>
/// <param name="Reason">Why unsigned.</param>
/// <param name="Test">True for everything a simulated TSS signed.</param>
/// <param name="SignedBy">"agent".</param>
/// <param name="EasSerialNumber">Serial number of the recording system, the TSS client id.</param>
/// <param name="TssSerialNumber">SHA-256 of the TSS public key, 64 hex digits.</param>
/// <param name="TransactionNumber">Number of the TSS transaction.</param>
/// <param name="SignatureCounter">Counter of the finishing signature.</param>
/// <param name="StartedAt">Log time of the start; the agent's clock where unsigned.</param>
/// <param name="FinishedAt">Log time of the finish; the agent's clock where unsigned.</param>
/// <param name="SignatureAlgorithm">"ecdsa-plain-SHA256" and the like.</param>
/// <param name="LogTimeFormat">"unixTime" and the like.</param>
/// <param name="ProcessType">"Kassenbeleg-V1" or "Bestellung-V1".</param>
/// <param name="ProcessData">What was, or would have been, signed.</param>
/// <param name="Signature">Base64.</param>
/// <param name="PublicKey">Base64 of the uncompressed point.</param>
/// <param name="Qr">The QR text "V0;…"; null on slips and outage receipts.</param>
/// <param name="LogMessage">
/// Base64 of the log message, only where the signature covers more than the members named here.
/// </param>
public sealed record FiscalSummary(
    string Status,
    string? Reason,
    bool Test,
    string SignedBy,
    string EasSerialNumber,
    string? TssSerialNumber,
    long? TransactionNumber,
    long? SignatureCounter,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    string? SignatureAlgorithm,
    string? LogTimeFormat,
    string ProcessType,
    string ProcessData,
    string? Signature,
    string? PublicKey,
    string? Qr,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LogMessage = null)
{
    /// <summary>The outage in which it was sold unsigned; null where the reason is the order's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Outage { get; init; }
}
