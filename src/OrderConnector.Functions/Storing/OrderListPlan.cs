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

    /// <summary>Chooses the page out of what was read.</summary>
    public static OrderList Choose(OrderQuery query, IEnumerable<OrderHead> heads)
    {
        var byAge = query.IsNewestFirst
            ? heads.OrderByDescending(head => head.Row).ToList()
            : [.. heads.OrderBy(head => head.Row)];
        var isCapped = !query.IsByAge && byAge.Count > OrderQuery.MostLookedAt;
        var page = byAge.Take(query.IsByAge ? int.MaxValue : OrderQuery.MostLookedAt)
            .Select(head => head.ToRow())
            .Where(row => IsAsked(query, row))
            .OrderBy(row => PlaceOf(query.Sort, row))
            .SkipWhile(row => query.After is { } after && PlaceOf(query.Sort, row) <= after)
            .Take(query.Max + 1)
            .ToList();
        return page.Count > query.Max
            ? new OrderList(page[..query.Max], PlaceOf(query.Sort, page[query.Max - 1]), isCapped)
            : new OrderList(page, null, isCapped);
    }

    private static bool IsAsked(OrderQuery query, OrderRow row) =>
        (query.Channel is null || row.Channel == query.Channel)
        && (query.CustomerName is null
            || row.Customer?.Contains(query.CustomerName, StringComparison.OrdinalIgnoreCase) == true)
        && query.Group switch
        {
            OrderGroup.Pending => true,
            OrderGroup.Overdue => row.IsLate(query.Now),
            OrderGroup.Collected => !row.IsWaiting,
            OrderGroup.Waiting => row.IsWaiting,
        };

    private static OrderPlace PlaceOf(OrderSort sort, OrderRow row) => sort switch
    {
        OrderSort.Oldest => new OrderPlace(0, row.Row),
        OrderSort.Newest => new OrderPlace(-row.Row, row.Row),
        OrderSort.Due => new OrderPlace((row.DueAt ?? row.CreatedAt).ToStored(), row.Row),
        OrderSort.Total => new OrderPlace(-row.TotalCents, row.Row),
    };
}
