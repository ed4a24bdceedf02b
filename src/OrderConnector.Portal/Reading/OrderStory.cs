using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Reading;

/// <summary>What the store keeps of the way of an order, each kind oldest first.</summary>
/// <param name="Moves">From state to state.</param>
/// <param name="Reports">What the branch told.</param>
/// <param name="Erasures">When personal data were erased.</param>
/// <param name="CounterOrders">Orders that void it.</param>
/// <param name="Alerts">Incidents that listed it.</param>
/// <param name="Notices">What was sent of those incidents while they listed it, at most 100.</param>
public sealed record OrderStory(
    IReadOnlyList<StoryMove> Moves,
    IReadOnlyList<StoryReport> Reports,
    IReadOnlyList<StoryErasure> Erasures,
    IReadOnlyList<CounterOrder> CounterOrders,
    IReadOnlyList<StoryAlert> Alerts,
    IReadOnlyList<StoryNotice> Notices);

/// <summary>One move.</summary>
/// <param name="From">Null for the first.</param>
/// <param name="To">The new state.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why, where there is one.</param>
public sealed record StoryMove(OrderState? From, OrderState To, DateTimeOffset At, string Actor, string? Reason);

/// <summary>One report of the branch.</summary>
/// <param name="Kind">"signed", "issued" …</param>
/// <param name="At">When it happened, by the agent's clock.</param>
/// <param name="ReceivedAt">When the cloud heard of it.</param>
/// <param name="AgentId">Whose journal it stands in.</param>
/// <param name="Sequence">Its place in that journal.</param>
/// <param name="Remark">Why it changed nothing, where it did not.</param>
/// <param name="Data">What it carries, JSON.</param>
public sealed record StoryReport(
    string Kind, DateTimeOffset At, DateTimeOffset ReceivedAt, string AgentId, long Sequence, string? Remark,
    string Data);

/// <summary>Personal data were erased.</summary>
public sealed record StoryErasure(DateTimeOffset At, string Actor, string Reason);

/// <summary>An order that voids another one, in whole or in part.</summary>
public sealed record CounterOrder(
    OrderId Id, long Number, OrderState State, DateTimeOffset CreatedAt, string? Reason);

/// <summary>An incident listed the order.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="Kind">"orderOverdue" …</param>
/// <param name="OverdueAt">When the order was late.</param>
/// <param name="ListedAt">When it was listed.</param>
public sealed record StoryAlert(string IncidentId, string Kind, DateTimeOffset OverdueAt, DateTimeOffset ListedAt);

/// <summary>Something that was sent to a contact.</summary>
/// <param name="Kind">"raised", "allClear" …</param>
/// <param name="ContactName">To whom.</param>
/// <param name="ContactKind">"mail" or "webhook".</param>
/// <param name="MadeAt">When it was decided.</param>
/// <param name="EndedAt">When it was delivered or given up; null while it is open.</param>
/// <param name="Outcome">"sent", "gaveUp"; null while it is open.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record StoryNotice(
    string Kind, string ContactName, string ContactKind, DateTimeOffset MadeAt, DateTimeOffset? EndedAt,
    string? Outcome, int Attempts);
