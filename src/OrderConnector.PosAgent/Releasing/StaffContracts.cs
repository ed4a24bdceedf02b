using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Releasing;

// The contract of the local channel between the command line and the running agent; camelCase on the wire.

/// <summary>What is open, in the order of the numbers.</summary>
public sealed record StaffOrders(IReadOnlyList<StaffOrder> Orders);

/// <summary>One open order.</summary>
/// <param name="Number">Order number.</param>
/// <param name="OrderId">Its id.</param>
/// <param name="Channel">Where it came from.</param>
/// <param name="State">How far it has come in the branch: "waiting", "released", "issued" …</param>
/// <param name="Total">Gross euro; null where the order cannot be read.</param>
/// <param name="Since">Since when it stands so.</param>
/// <param name="DueAt">When it is wanted; null is at once.</param>
/// <param name="Remark">What holds it up; null where nothing does.</param>
public sealed record StaffOrder(
    long Number, string OrderId, string Channel, string State, decimal? Total, DateTimeOffset Since,
    DateTimeOffset? DueAt, string? Remark);

/// <summary>Releases a waiting order.</summary>
/// <param name="Actor">Who: "staff:…".</param>
public sealed record ReleaseWish(string Actor);

/// <summary>Refuses a waiting order.</summary>
/// <param name="Actor">Who: "staff:…".</param>
/// <param name="Reason">Why.</param>
public sealed record RejectWish(string Actor, string Reason);

/// <summary>Voids a sold order, or a part of it.</summary>
/// <param name="Actor">Who: "staff:…".</param>
/// <param name="Request">Names the wish, so that a repeat is known: 1 to 60 of a-z, A-Z, 0-9 and "-".</param>
/// <param name="Reason">Why.</param>
/// <param name="Lines">Null voids all that is left.</param>
public sealed record VoidWish(string Actor, string Request, string Reason, IReadOnlyList<VoidLine>? Lines);

/// <summary>Erases an order's personal data.</summary>
/// <param name="Actor">Who: "staff:…".</param>
/// <param name="Reason">Why.</param>
public sealed record EraseWish(string Actor, string Reason);

/// <summary>Closes the outage of a TSS.</summary>
/// <param name="Tss">Name of the TSS.</param>
/// <param name="Actor">Who: "staff:…".</param>
/// <param name="Reason">Why.</param>
public sealed record CloseOutageWish(string Tss, string Actor, string Reason);

/// <summary>What became of a wish.</summary>
/// <param name="Outcome">
/// "done", "unknownOrder", "notNow", "cloudUnavailable", "cloudRefused" or "notUnderstood".
/// </param>
/// <param name="Detail">One sentence.</param>
/// <param name="CounterOrder">The counter order, where one was made.</param>
public sealed record StaffAnswer(string Outcome, string Detail, VoidAnswer? CounterOrder = null);

/// <summary>A receipt once more.</summary>
/// <param name="OrderNumber">The order.</param>
/// <param name="Receipt">The receipt, the same bytes as when it was issued.</param>
public sealed record ReceiptAnswer(long OrderNumber, IssuedReceipt Receipt);

/// <summary>The TSS as the branch sees it.</summary>
/// <param name="State">"ok", "outage" or "unknown".</param>
/// <param name="Since">Begin of the outage; null while there is none.</param>
/// <param name="Reason">Its reason.</param>
/// <param name="SerialNumber">The TSS that signed last; null before the first signature.</param>
/// <param name="Test">True where that is a simulated one.</param>
/// <param name="AwaitingSignature">Orders released and not signed yet.</param>
/// <param name="UnsettledTransactions">TSS transactions whose end is still to be found out.</param>
/// <param name="Warnings">What will become trouble, "code: detail".</param>
public sealed record TssAnswer(
    string State, DateTimeOffset? Since, string? Reason, string? SerialNumber, bool Test, int AwaitingSignature,
    int UnsettledTransactions, IReadOnlyList<string> Warnings);
