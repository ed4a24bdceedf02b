using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Reading;

/// <summary>What the store keeps of the way of an order, each kind oldest first.</summary>
/// <param name="Moves">From state to state.</param>
/// <param name="Reports">What the branch told.</param>
/// <param name="Erasures">When personal data were erased.</param>
/// <param name="CounterOrders">Orders that void it.</param>
public sealed record OrderStory(
    IReadOnlyList<StoryMove> Moves,
    IReadOnlyList<StoryReport> Reports,
    IReadOnlyList<StoryErasure> Erasures,
    IReadOnlyList<CounterOrder> CounterOrders);

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
