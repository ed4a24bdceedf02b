using OrderConnector.Core.Orders;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    /// <inheritdoc />
    public Task<OrderList> ReadOrdersAsync(OrderQuery query, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                var heads = new List<OrderHead>();
                foreach (var state in OrderListPlan.States(query.Group))
                {
                    heads.AddRange(await session.ReadAsync<OrderHead>(
                        StatementOf(state, query.IsNewestFirst), ValuesOf(query), token));
                }

                var list = OrderListPlan.Choose(query, heads);
                return HasNames(query) ? list : await WithNamesAsync(session, list, token);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<OrderRow>> ReadOrdersAsync(
        IReadOnlyList<OrderId> ids, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<OrderRow>>(
            async (session, token) =>
            {
                var rows = new List<OrderRow>();
                foreach (var id in ids)
                {
                    rows.AddRange((await session.ReadAsync<OrderHead>(
                        PendingSql.ById, new { id = FixedBinary.Of(id), names = 1 }, token))
                        .ConvertAll(head => head.ToRow()));
                }

                return rows;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ReadChannelIdsAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken) =>
        ReadAsync((session, token) => ReadChannelIdsAsync(session, scope, token), cancellationToken);

    private static async Task<IReadOnlyList<string>> ReadChannelIdsAsync(
        SqlServerSession session, IReadOnlyList<string>? scope, CancellationToken cancellationToken) =>
        OrderListPlan.Channels(
            await session.ReadAsync<(string, string)>(PendingSql.Channels, null, cancellationToken), scope);

    private static Statement StatementOf(OrderState state, bool isNewestFirst) => (state, isNewestFirst) switch
    {
        (OrderState.Queued, false) => PendingSql.QueuedOldest,
        (OrderState.Queued, true) => PendingSql.QueuedNewest,
        (OrderState.Collected, false) => PendingSql.CollectedOldest,
        (OrderState.Collected, true) => PendingSql.CollectedNewest,
        (OrderState.Held, false) => PendingSql.HeldOldest,
        (OrderState.Held, true) => PendingSql.HeldNewest,
        (OrderState.AwaitingPayment, false) => PendingSql.AwaitingOldest,
        (OrderState.AwaitingPayment, true) => PendingSql.AwaitingNewest,
        _ => throw new InvalidOperationException($"No list is made of {state}."),
    };

    private static object ValuesOf(OrderQuery query) => new
    {
        take = OrderListPlan.Take(query), from = OrderListPlan.From(query), scope = ScopeOf(query),
        waiting = query.Group == OrderGroup.Waiting, most = OrderQuery.MostLookedAt, names = HasNames(query) ? 1 : 0,
    };

    // A page is short, and its documents come with it; of ten thousand only those of the page are fetched after.
    private static bool HasNames(OrderQuery query) => query.IsByAge || OrderListPlan.NeedsNames(query);

    private static string? ScopeOf(OrderQuery query) => (query.Scope, query.BranchId) switch
    {
        (null, null) => null,
        (null, { } branch) => $"|{branch}|",
        ({ } scope, null) => $"|{string.Join('|', scope)}|",
        ({ } scope, { } branch) => scope.Contains(branch, StringComparer.Ordinal) ? $"|{branch}|" : "||",
    };

    private static async Task<OrderList> WithNamesAsync(
        SqlServerSession session, OrderList list, CancellationToken cancellationToken)
    {
        var named = new List<OrderRow>();
        foreach (var order in list.Orders)
        {
            var head = await session.FindAsync<OrderHead>(
                PendingSql.ById, new { id = FixedBinary.Of(order.Id), names = 1 }, cancellationToken);
            named.Add(order with { Customer = head?.ToRow().Customer });
        }

        return list with { Orders = named };
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<OrderRow>> FindOrdersAsync(
        IReadOnlyList<string>? scope, string text, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                var found = new List<OrderHead>();
                if (OrderSearch.Number(text) is { } number)
                {
                    found.AddRange(await session.ReadAsync<OrderHead>(
                        PendingSql.ByNumber, new { number, names = 1 }, token));
                }

                var channels = await ReadChannelIdsAsync(session, null, token);
                foreach (var id in OrderSearch.Ids(text, channels, idForm))
                {
                    found.AddRange(await session.ReadAsync<OrderHead>(
                        PendingSql.ById, new { id = FixedBinary.Of(id), names = 1 }, token));
                }

                return OrderSearch.Rows(found, scope);
            },
            cancellationToken);
}
