using OrderConnector.Core.Orders;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing;

/// <summary>
/// A page of orders, the same for each engine. Where age decides, each part of the list is read from where the page
/// before ended and no further than the page goes; otherwise the first ten thousand are looked at.
/// </summary>
internal static class OrderListPlan
{
    /// <summary>How many rows of each part are needed: one more than shown tells whether there are more.</summary>
    public static int Take(OrderQuery query) => (query.IsByAge ? query.Max : OrderQuery.MostLookedAt) + 1;

    /// <summary>The row to read from, exclusive.</summary>
    public static long From(OrderQuery query) =>
        query is { IsByAge: true, After: { } after } ? after.Row
        : query.IsNewestFirst ? long.MaxValue
        : 0;

    /// <summary>States that a list is made of, each with an index of its own.</summary>
    public static IReadOnlyList<OrderState> States(OrderGroup group) => group switch
    {
        OrderGroup.Pending => [OrderState.Queued, OrderState.Held, OrderState.AwaitingPayment],
        OrderGroup.Overdue => [OrderState.Queued],
        OrderGroup.Collected or OrderGroup.Waiting => [OrderState.Collected],
    };

    /// <summary>Whether names must be known before the page is chosen.</summary>
    public static bool NeedsNames(OrderQuery query) => query.CustomerName is not null;

    /// <summary>Of channels, each with its branches as stored, the ids of those that post to one in scope.</summary>
    public static IReadOnlyList<string> Channels(
        IEnumerable<(string Id, string Branches)> channels, IReadOnlyList<string>? scope) =>
        [
            .. channels
                .Where(channel => scope is null
                    || StoredList.FromJson(channel.Branches).Intersect(scope, StringComparer.Ordinal).Any())
                .Select(channel => channel.Id),
        ];

    /// <summary>Chooses the page out of what was read.</summary>
    public static OrderList Choose(OrderQuery query, IEnumerable<OrderHead> heads)
    {
        var byAge = query.IsNewestFirst
            ? heads.OrderByDescending(head => head.Row).ToList()
            : [.. heads.OrderBy(head => head.Row)];
        var isCapped = !query.IsByAge && byAge.Count > OrderQuery.MostLookedAt;
        var page = byAge.Take(query.IsByAge ? int.MaxValue : OrderQuery.MostLookedAt)
            .Where(head => IsAsked(query, head))
            .Select(head => (Place: PlaceOf(query.Sort, head), Head: head))
            .Where(one => query.After is not { } after || one.Place > after)
            .OrderBy(one => one.Place.Key).ThenBy(one => one.Place.Row)
            .Take(query.Max + 1)
            .ToList();
        OrderPlace? next = page.Count > query.Max ? page[query.Max - 1].Place : null;
        return new OrderList([.. page.Take(query.Max).Select(one => one.Head.ToRow())], next, isCapped);
    }

    // Of ten thousand rows that are looked at fifty are shown: only those are made what pages know.
    private static bool IsAsked(OrderQuery query, OrderHead head) =>
        (query.Channel is null || head.Channel == query.Channel)
        && (query.CustomerName is null
            || OrderHead.CustomerOf(head.Payload!)?.Contains(query.CustomerName, StringComparison.OrdinalIgnoreCase)
                == true)
        && query.Group switch
        {
            OrderGroup.Pending => true,
            OrderGroup.Overdue => head.ToRow().IsLate(query.Now, query.Lead),
            OrderGroup.Collected => !head.Waiting,
            OrderGroup.Waiting => head.Waiting,
        };

    private static OrderPlace PlaceOf(OrderSort sort, OrderHead head) => sort switch
    {
        OrderSort.Oldest => new OrderPlace(0, head.Row),
        OrderSort.Newest => new OrderPlace(-head.Row, head.Row),
        OrderSort.Due => new OrderPlace(head.DueAt ?? head.CreatedAt, head.Row),
        OrderSort.Total => new OrderPlace(-head.TotalCents, head.Row),
    };
}
