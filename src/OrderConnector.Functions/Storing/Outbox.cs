using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing;

/// <summary>An order that stands in Queued and must be announced to its branch.</summary>
/// <param name="BranchId">Its branch.</param>
/// <param name="Id">The order.</param>
public sealed record QueuedOrder(string BranchId, OrderId Id);

/// <summary>A queue message that cannot be worked off, to be kept for a person.</summary>
/// <param name="Queue">The queue it lay in.</param>
/// <param name="BranchId">The branch of that queue.</param>
/// <param name="MessageId">The queue's id of it; with the queue it is unique.</param>
/// <param name="Text">The message as it lay there, 64 KiB at most.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="At">When.</param>
public sealed record NewSetAsideMessage(
    string Queue, string BranchId, string MessageId, string Text, string Reason, DateTimeOffset At);

/// <summary>A message set aside on which nobody decided yet.</summary>
/// <param name="Id">For people to name it by.</param>
/// <param name="Queue">The queue it lay in.</param>
/// <param name="BranchId">The branch of that queue.</param>
/// <param name="Text">The message as it lay there.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record SetAsideMessage(
    long Id, string Queue, string BranchId, string Text, string Reason, DateTimeOffset At);

/// <summary>What a person decides on a message set aside.</summary>
public enum SetAsideDecision
{
    /// <summary>It went into its queue again.</summary>
    Replayed,

    /// <summary>It is needed no more.</summary>
    Dropped,
}

/// <summary>A decision on a message set aside.</summary>
/// <param name="Id">The message.</param>
/// <param name="Decision">What was decided.</param>
/// <param name="Actor">Who: "operator:…".</param>
/// <param name="Reason">Why; null where none was asked for.</param>
/// <param name="At">When.</param>
public sealed record DecideSetAside(
    long Id, SetAsideDecision Decision, string Actor, string? Reason, DateTimeOffset At);
