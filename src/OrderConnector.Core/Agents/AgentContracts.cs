using System.Text.Json;
using System.Text.Json.Serialization;
using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Agents;

// The wire contract between agent and cloud, version 1. Property names are camelCase on the wire.

/// <summary>Enrols an agent; repeating it with the same key and agent id is safe.</summary>
/// <param name="RegistrationKey">The key.</param>
/// <param name="AgentId">Made by the agent, once.</param>
/// <param name="EasSerialNumber">Serial number of the recording system.</param>
/// <param name="Software">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="BranchId">Which of the key's branches; may be left out where it is for one.</param>
public sealed record EnrolRequest(
    string RegistrationKey, string AgentId, string EasSerialNumber, string Software, string Version,
    string? BranchId = null);

/// <summary>The agent's own secret and its branch.</summary>
public sealed record EnrolAnswer(string Secret, string BranchId);

/// <summary>Where the agent's journal stands.</summary>
/// <param name="Id">Made once per journal, 32 hex digits.</param>
/// <param name="Sequence">Number of the last entry, 0 for none.</param>
/// <param name="HeadHash">Hash of the last entry, 64 hex digits; empty for none.</param>
/// <param name="PreviousId">The journal this one continues after `recover`; null for a first one.</param>
public sealed record JournalHead(string Id, long Sequence, string HeadHash, string? PreviousId = null);

/// <summary>Asks for orders, waiting up to WaitSeconds (0 to 60) for the first one.</summary>
/// <param name="Session">Made at each start of the agent, 32 hex digits.</param>
/// <param name="Journal">Where its journal stands.</param>
/// <param name="HighestNumber">The highest order number it knows, 0 for none.</param>
/// <param name="Max">1 to 200 orders.</param>
/// <param name="WaitSeconds">0 to 60.</param>
/// <param name="Acknowledged">
/// The last sequence the cloud has acknowledged a report of, 0 for none; an agent that tells it may be let wait
/// without a look into the store. Null where it does not tell.
/// </param>
public sealed record CollectRequest(
    string Session, JournalHead Journal, long HighestNumber, int Max, int WaitSeconds, long? Acknowledged = null);

/// <summary>Orders offered, each with a lease.</summary>
/// <param name="Role">"active" or "standby".</param>
/// <param name="Deliveries">Empty when nothing came within the wait.</param>
/// <param name="ReportsFrom">The first journal sequence the cloud has no report of.</param>
/// <param name="Emergency">The branch is in emergency operation; false from clouds that do not tell.</param>
public sealed record CollectAnswer(
    string Role, IReadOnlyList<Delivery> Deliveries, long ReportsFrom, bool Emergency = false);

/// <summary>One order offered.</summary>
/// <param name="Lease">Fencing token; confirm gives it back.</param>
/// <param name="LeaseSeconds">How long nobody else is offered it; the agent never judges by its own clock.</param>
/// <param name="Order">The posted order plus id, number, channel, release, receiptToken, masterData and, for a
/// counter order, voids, voidsNumber and reason.</param>
public sealed record Delivery(string Lease, int LeaseSeconds, JsonElement Order);

/// <summary>Takes ownership of leased orders.</summary>
public sealed record ConfirmRequest(IReadOnlyList<string> Leases);

/// <summary>Per lease, in the order asked.</summary>
public sealed record ConfirmAnswer(IReadOnlyList<Confirmation> Confirmations);

/// <summary>"yours" or "gone" with the reason: the order's state, "leaseSuperseded" or "unknown".</summary>
public sealed record Confirmation(string Lease, string Verdict, string? Reason);

/// <summary>Tells what the journal recorded.</summary>
public sealed record ReportsRequest(string JournalId, IReadOnlyList<Report> Reports);

/// <summary>One journal entry as a report.</summary>
/// <param name="Sequence">The journal's sequence, ascending, not contiguous.</param>
/// <param name="EntryHash">The entry's chain hash, 64 hex digits.</param>
/// <param name="Kind">waiting, released, rejected, signed, unsigned, issued, handedOver, setAside, voidAsked,
/// health.</param>
/// <param name="OrderId">The order; null for health.</param>
/// <param name="At">When, by the agent's clock.</param>
/// <param name="Data">What the kind carries.</param>
public sealed record Report(
    long Sequence, string EntryHash, string Kind, string? OrderId, DateTimeOffset At, JsonElement Data);

/// <summary>The highest sequence the cloud has.</summary>
public sealed record ReportsAnswer(long Acknowledged);

/// <summary>Data of the "issued" report: the finished receipt as the cloud stores and serves it.</summary>
/// <param name="ReceiptNumber">BON_NR.</param>
/// <param name="ReceiptId">BON_ID.</param>
/// <param name="Kind">"receipt", "orderSlip", "counterReceipt".</param>
/// <param name="Text">The receipt as printed, lines of at most 42 characters.</param>
/// <param name="Qr">QR text; null on slips and outage receipts.</param>
/// <param name="Test">True where a simulated TSS signed.</param>
/// <param name="IssuedAt">When.</param>
public sealed record IssuedReceipt(
    long ReceiptNumber, string ReceiptId, string Kind, string Text, string? Qr, bool Test, DateTimeOffset IssuedAt);

/// <summary>Data of the "waiting", "released", "rejected", "setAside" and "handedOver" reports.</summary>
/// <param name="Actor">Who: "staff:…" or "agent".</param>
/// <param name="Reason">Why; null where none is needed.</param>
public sealed record ReportNote(string? Actor, string? Reason);

/// <summary>Data of the "health" report.</summary>
/// <param name="Tss">"ok", "outage" or "unknown".</param>
/// <param name="Detail">Plain words.</param>
/// <param name="AwaitingHandOver">Orders signed and not yet at the point of sale.</param>
/// <param name="Version">Software version.</param>
/// <param name="Warnings">What will become trouble at the TSS, "code: detail"; null for nothing.</param>
/// <param name="AwaitingSince">
/// Since when the oldest of those waits, by the agent's clock; null where none waits longer than a hand-over takes,
/// and from older agents.
/// </param>
public sealed record HealthReport(
    string Tss, string? Detail, int AwaitingHandOver, string Version,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Warnings = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? AwaitingSince = null)
{
    /// <summary>More are not reported.</summary>
    public const int MostWarnings = 50;
}

/// <summary>The one way JSON looks on the wire.</summary>
public static class WireJson
{
    /// <summary>
    /// camelCase, nulls written, no comments. Deeper than an order may be, for a delivery must hold the deepest order
    /// the intake takes, or that order would stop its branch.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = OrderLimits.Depth + 8,
    };
}

/// <summary>Staff voids a signed order: the same document a shop posts, with the agent's own external id.</summary>
/// <param name="ExternalId">Unique per void, so that a repeat is known.</param>
/// <param name="Reason">Why; required.</param>
/// <param name="Lines">Null voids all that is left.</param>
/// <param name="Actor">Who: "staff:…"; older agents leave it out.</param>
public sealed record StaffVoidRequest(
    string ExternalId, string Reason, IReadOnlyList<VoidLine>? Lines, string? Actor = null);

/// <summary>How much of which line.</summary>
/// <param name="Line">Index of the line in the original, sub-lines go with it.</param>
/// <param name="Quantity">How many of it.</param>
public sealed record VoidLine(int Line, decimal Quantity);

/// <summary>The counter order.</summary>
public sealed record VoidAnswer(string Id, long Number, string State);
