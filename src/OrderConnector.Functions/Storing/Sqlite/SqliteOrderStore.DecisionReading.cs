using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private const string SelectToDecide =
        """
        SELECT o.row AS Row, o.id AS Id, o.number AS Number, o.branch_id AS BranchId, o.channel AS Channel,
               o.external_id AS ExternalId, o.total_cents AS TotalCents, o.state AS State, o.state_reason AS Reason,
               o.state_since AS Since
        FROM orders o
        """;

    private const string AmongBranches = "(@it IS NULL OR o.branch_id IN (SELECT value FROM json_each(@it)))";

    /// <inheritdoc />
    public Task<DecisionPage> ReadHeldOrdersAsync(
        IReadOnlyList<string>? scope, long after, int max, CancellationToken cancellationToken) =>
        ReadToDecideAsync("orders_held", "o.state = 'held'", scope, after, max, cancellationToken);

    /// <inheritdoc />
    public Task<DecisionPage> ReadSetAsideOrdersAsync(
        IReadOnlyList<string>? scope, long after, int max, CancellationToken cancellationToken) =>
        ReadToDecideAsync("orders_set_aside", "o.state = 'setAside'", scope, after, max, cancellationToken);

    /// <inheritdoc />
    public Task<OrderToDecide?> FindOrderToDecideAsync(OrderId id, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<OrderToDecideRecord>(
                $"{SelectToDecide} WHERE o.id = @id", new { id = OrderRecord.Bytes(id) })?.ToOrder(),
            cancellationToken);

    private Task<DecisionPage> ReadToDecideAsync(
        string index, string state, IReadOnlyList<string>? scope, long after, int max,
        CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => DecisionPage.Of(
                ReadToDecide(
                    connection, index, $"{state} AND {AmongBranches}", scope is null ? null : StoredList.ToJson(scope),
                    after, max),
                max),
            cancellationToken);

    // The index is named: told a branch, the planner would rather walk through all that the branch has stored.
    private static IEnumerable<OrderToDecide> ReadToDecide(
        SqliteConnection connection, string index, string where, string? it, long after, int max) =>
        connection.Query<OrderToDecideRecord>(
            $"{SelectToDecide} INDEXED BY {index} WHERE {where} AND o.row > @after ORDER BY o.row LIMIT @limit",
            new { it, after, limit = max + 1 })
        .Select(order => order.ToOrder());

    /// <inheritdoc />
    public Task<StrayPage> ReadStrayMessagesAsync(
        IReadOnlyList<string>? scope, long after, int max, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => StrayPage.Of(
                BranchScopes.Of(scope).SelectMany(branch => ReadStrays(connection, branch, after, max + 1)), max),
            cancellationToken);

    private static IEnumerable<StrayMessage> ReadStrays(
        SqliteConnection connection, string? branch, long after, int max) =>
        connection.Query<(long Id, string Queue, string Branch, string Text, string Reason, long At)>(
            $"""
            SELECT id, queue, branch_id, text, reason, set_aside_at
            FROM set_aside_messages INDEXED BY set_aside_messages_open
            WHERE decision IS NULL AND id > @after {(branch is null ? "" : "AND branch_id = @branch")}
            ORDER BY id LIMIT @max
            """,
            new { branch, after, max })
        .Select(row => new StrayMessage(
            row.Id, row.Queue, row.Branch, row.Text, row.Reason, StoredTime.FromStored(row.At)));

    /// <inheritdoc />
    public Task<long?> FindNumberSinceAsync(
        string branchId, DateTimeOffset since, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection =>
            {
                if (ReadRange(connection, branchId) is not { } range)
                {
                    return null;
                }

                var search = new NumberSearch(range, since.ToStored());
                while (search.Wanted is { } number)
                {
                    search.Take(connection.QuerySingleOrDefault<DrawnNumber>(
                        """
                        SELECT number AS Number, created_at AS CreatedAt FROM orders
                        WHERE branch_id = @branchId AND number >= @number ORDER BY number LIMIT 1
                        """,
                        new { branchId, number }));
                }

                return search.Found;
            },
            cancellationToken);
}
