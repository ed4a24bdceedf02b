using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private const string HeadColumns =
        """
        o.row AS Row, o.id AS Id, o.number AS Number, o.branch_id AS BranchId, o.channel AS Channel,
        o.external_id AS ExternalId, o.total_cents AS TotalCents, o.state AS State, o.state_since AS StateSince,
        o.created_at AS CreatedAt, o.due_at AS DueAt, o.waiting AS Waiting,
        (SELECT c.kind FROM channels c WHERE c.id = o.channel) AS ChannelKind,
        (SELECT d.overdue_after FROM channel_deadlines d WHERE d.channel = o.channel) AS OverdueAfter
        """;

    /// <inheritdoc />
    public Task<OrderList> ReadOrdersAsync(OrderQuery query, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection =>
            {
                var branches = ReadBranchIds(connection, query.Scope, query.BranchId);
                var heads = OrderListPlan.States(query.Group)
                    .SelectMany(state => ReadHeads(connection, query, state, branches));
                var list = OrderListPlan.Choose(query, heads);
                return OrderListPlan.NeedsNames(query) ? list : WithNames(connection, list);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<OrderRow>> FindOrdersAsync(
        IReadOnlyList<string>? scope, string text, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<OrderRow>>(
            connection =>
            {
                List<OrderHead> found =
                [
                    .. OrderSearch.Number(text) is { } number ? FindByNumber(connection, scope, number) : [],
                    .. OrderSearch.Ids(text, ReadChannelIds(connection, null), idForm)
                        .SelectMany(id => FindHead(connection, id)),
                ];
                return OrderSearch.Rows(found, scope);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<OrderRow>> ReadOrdersAsync(
        IReadOnlyList<OrderId> ids, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<OrderRow>>(
            connection => [.. ids.SelectMany(id => FindHead(connection, id)).Select(head => head.ToRow())],
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ReadChannelIdsAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => ReadChannelIds(connection, scope), cancellationToken);

    private static IReadOnlyList<string> ReadChannelIds(SqliteConnection connection, IReadOnlyList<string>? scope) =>
        OrderListPlan.Channels(
            connection.Query<(string, string)>("SELECT id, branches FROM channels ORDER BY id"), scope);

    private static IEnumerable<OrderHead> FindHead(SqliteConnection connection, OrderId id) =>
        connection.Query<OrderHead>(
            $"SELECT {HeadColumns}, o.payload AS Payload FROM orders o WHERE o.id = @id",
            new { id = OrderRecord.Bytes(id) });

    // One look per branch at the index of numbers.
    private static IEnumerable<OrderHead> FindByNumber(
        SqliteConnection connection, IReadOnlyList<string>? scope, long number) =>
        ReadBranchIds(connection, scope, null).SelectMany(branch => connection.Query<OrderHead>(
            $"""
            SELECT {HeadColumns}, o.payload AS Payload FROM orders o WHERE o.branch_id = @branch AND o.number = @number
            """,
            new { branch, number }));

    private static List<string> ReadBranchIds(
        SqliteConnection connection, IReadOnlyList<string>? scope, string? only) =>
        [
            .. connection.Query<string>("SELECT id FROM branches")
                .Where(id => IsInScope(scope, id) && (only is null || id == only)),
        ];

    // The rows first, of indexes that hold nothing else, and then the columns of those that come into question alone.
    private static IEnumerable<OrderHead> ReadHeads(
        SqliteConnection connection, OrderQuery query, OrderState state, List<string> branches)
    {
        var rows = state switch
        {
            OrderState.Queued => branches.SelectMany(branch => ReadRows(
                connection, query, "orders_queued", "o.branch_id = @it AND o.state = 'queued'", branch)),
            OrderState.Collected => branches.SelectMany(branch => connection.Query<string>(
                    "SELECT id FROM agents WHERE branch_id = @branch", new { branch }))
                .SelectMany(agent => ReadRows(
                    connection, query, "orders_collected",
                    $"o.agent_id = @it AND o.state = 'collected' AND o.waiting = {IsWaiting(query)}", agent)),
            OrderState.Held => ReadRows(
                connection, query, "orders_held", $"o.state = 'held' AND {OfBranches}", StoredList.ToJson(branches)),
            // Few at a time: each is paid or expires within the half hour.
            _ => ReadRows(
                connection, query, "orders_awaiting", $"o.state = 'awaitingPayment' AND {OfBranches}",
                StoredList.ToJson(branches)),
        };
        var columns = HeadColumns + (OrderListPlan.NeedsNames(query) ? ", o.payload AS Payload" : "");
        var nearest = query.IsNewestFirst ? rows.OrderDescending() : rows.Order();
        return connection.Query<OrderHead>(
            $"SELECT {columns} FROM orders o WHERE o.row IN (SELECT value FROM json_each(@rows))",
            new { rows = $"[{string.Join(',', nearest.Take(OrderListPlan.Take(query)))}]" });
    }

    private const string OfBranches = "o.branch_id IN (SELECT value FROM json_each(@it))";

    private static int IsWaiting(OrderQuery query) => query.Group == OrderGroup.Waiting ? 1 : 0;

    private static IEnumerable<long> ReadRows(
        SqliteConnection connection, OrderQuery query, string index, string where, string it)
    {
        var (beyond, order) = query.IsNewestFirst ? ("<", "DESC") : (">", "ASC");
        return connection.Query<long>(
            $"""
            SELECT o.row FROM orders o INDEXED BY {index} WHERE {where} AND o.row {beyond} @from
            ORDER BY o.row {order} LIMIT @take
            """,
            new { it, from = OrderListPlan.From(query), take = OrderListPlan.Take(query) });
    }

    private static OrderList WithNames(SqliteConnection connection, OrderList list)
    {
        var names = connection.Query<(long Row, byte[] Payload)>(
            "SELECT row, payload FROM orders WHERE row IN (SELECT value FROM json_each(@rows))",
            new { rows = $"[{string.Join(',', list.Orders.Select(order => order.Row))}]" })
            .ToDictionary(one => one.Row, one => OrderHead.CustomerOf(one.Payload));
        return list with { Orders = [.. list.Orders.Select(order => order with { Customer = names[order.Row] })] };
    }
}
