using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Reading;

/// <summary>An order as lists show it.</summary>
/// <param name="Row">Its place in the store: later orders have greater ones.</param>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number in the branch.</param>
/// <param name="BranchId">Its branch.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="ExternalId">The shop's id.</param>
/// <param name="TotalCents">Its total.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StateSince">Since when.</param>
/// <param name="CreatedAt">When it was numbered.</param>
/// <param name="DueAt">When it is wanted; null for at once.</param>
/// <param name="IsWaiting">It waits for staff at the branch.</param>
/// <param name="ChannelKind">Kind of its channel; "" where that is unknown.</param>
/// <param name="OverdueAfter">What a person set for its channel; null for nothing.</param>
/// <param name="Customer">The customer's name; null where none is known.</param>
public sealed record OrderRow(
    long Row,
    OrderId Id,
    long Number,
    string BranchId,
    string Channel,
    string ExternalId,
    long TotalCents,
    OrderState State,
    DateTimeOffset StateSince,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    bool IsWaiting,
    string ChannelKind,
    TimeSpan? OverdueAfter,
    string? Customer)
{
    /// <summary>
    /// Whether it waits in its queue past its deadline: judged by the rules that alerts are raised by.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <param name="lead">How long before the time it is wanted for a pre-order must be at the branch.</param>
    public bool IsLate(DateTimeOffset now, TimeSpan lead) => State == OrderState.Queued
        && DeadlineRules.OverdueAt(
            new WatchedOrder(Row, BranchId, ChannelKind, OverdueAfter, StateSince, DueAt), lead) <= now;
}

/// <summary>A page of orders.</summary>
/// <param name="Orders">In the order asked for.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
/// <param name="IsCapped">
/// There are more than <see cref="OrderQuery.MostLookedAt"/>; the list is made of the first of them by age.
/// </param>
public sealed record OrderList(IReadOnlyList<OrderRow> Orders, OrderPlace? Next, bool IsCapped);
