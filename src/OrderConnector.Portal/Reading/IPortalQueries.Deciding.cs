using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Reading;

public partial interface IPortalQueries
{
    /// <summary>Orders held for review, oldest first.</summary>
    /// <param name="scope">Branches to see; null for all.</param>
    /// <param name="after">Where the page before ended; 0 for the first.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<DecisionPage> ReadHeldOrdersAsync(
        IReadOnlyList<string>? scope, long after, int max, CancellationToken cancellationToken);

    /// <summary>Orders a branch could not process, oldest first; parameters as of the held ones.</summary>
    Task<DecisionPage> ReadSetAsideOrdersAsync(
        IReadOnlyList<string>? scope, long after, int max, CancellationToken cancellationToken);

    /// <summary>Queue messages no agent could be served by, oldest first; parameters as of the held orders.</summary>
    Task<StrayPage> ReadStrayMessagesAsync(
        IReadOnlyList<string>? scope, long after, int max, CancellationToken cancellationToken);

    /// <summary>One order as a person decides on it; null where there is none.</summary>
    Task<OrderToDecide?> FindOrderToDecideAsync(OrderId id, CancellationToken cancellationToken);
}

/// <summary>An order on which a person decides.</summary>
/// <param name="Row">Its place: later orders have greater ones.</param>
/// <param name="Id">The order.</param>
/// <param name="Number">Its number.</param>
/// <param name="BranchId">Its branch.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="ExternalId">The shop's id.</param>
/// <param name="TotalCents">Its total.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when.</param>
public sealed record OrderToDecide(
    long Row, OrderId Id, long Number, string BranchId, string Channel, string ExternalId, long TotalCents,
    OrderState State, string? Reason, DateTimeOffset Since);

/// <summary>A page of orders on which a person decides.</summary>
/// <param name="Orders">Oldest first.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
public sealed record DecisionPage(IReadOnlyList<OrderToDecide> Orders, long? Next)
{
    /// <summary>Takes what was read, one more than a page holds where there is more.</summary>
    public static DecisionPage Of(IEnumerable<OrderToDecide> read, int max)
    {
        var orders = read.OrderBy(order => order.Row).Take(max + 1).ToList();
        return orders.Count > max
            ? new DecisionPage(orders[..max], orders[max - 1].Row)
            : new DecisionPage(orders, null);
    }
}

/// <summary>A queue message on which a person decides.</summary>
/// <param name="Id">For people to name it by.</param>
/// <param name="Queue">The queue it lay in.</param>
/// <param name="BranchId">The branch of that queue.</param>
/// <param name="Text">The message as it lay there.</param>
/// <param name="Reason">Why nobody could be served by it.</param>
/// <param name="At">When it was set aside.</param>
public sealed record StrayMessage(
    long Id, string Queue, string BranchId, string Text, string Reason, DateTimeOffset At);

/// <summary>A page of them.</summary>
/// <param name="Messages">Oldest first.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
public sealed record StrayPage(IReadOnlyList<StrayMessage> Messages, long? Next)
{
    /// <summary>Takes what was read, one more than a page holds where there is more.</summary>
    public static StrayPage Of(IEnumerable<StrayMessage> read, int max)
    {
        var messages = read.OrderBy(message => message.Id).Take(max + 1).ToList();
        return messages.Count > max
            ? new StrayPage(messages[..max], messages[max - 1].Id)
            : new StrayPage(messages, null);
    }
}
