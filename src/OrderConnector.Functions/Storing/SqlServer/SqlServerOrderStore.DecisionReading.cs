using OrderConnector.Core.Orders;
using OrderConnector.Functions.Numbering;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private const string ToDecideColumns =
        """
        o.order_row AS Row, o.id AS Id, o.number AS Number, o.branch_id AS BranchId, o.channel AS Channel,
        o.external_id AS ExternalId, o.total_cents AS TotalCents, o.state AS State, o.state_reason AS Reason,
        o.state_since AS Since
        FROM dbo.orders AS o
        """;

    private const string ToDecideRest =
        "AND (@branch IS NULL OR o.branch_id = @branch) AND o.order_row > @after ORDER BY o.order_row;";

    // The state stands in each statement as it stands in the filtered index, or the index would not serve it.
    private static readonly Statement s_heldOrders =
        new($"SELECT TOP (@max) {ToDecideColumns} WHERE o.state = N'held' {ToDecideRest}");

    private static readonly Statement s_setAsideOrders =
        new($"SELECT TOP (@max) {ToDecideColumns} WHERE o.state = N'setAside' {ToDecideRest}");

    private static readonly Statement s_orderToDecide = new($"SELECT {ToDecideColumns} WHERE o.id = @id;");

    private static readonly Statement s_strayMessages = new(
        """
        SELECT TOP (@max) m.id AS Id, m.queue AS Queue, m.branch_id AS Branch, m.message_text AS Text,
               m.reason AS Reason, m.set_aside_at AS At
        FROM dbo.set_aside_messages AS m
        WHERE m.decision IS NULL AND m.id > @after AND (@branch IS NULL OR m.branch_id = @branch) ORDER BY m.id;
        """);

    private static readonly Statement s_nextDrawn = new(
        """
        SELECT TOP (1) o.number AS Number, o.created_at AS CreatedAt
        FROM dbo.orders AS o WHERE o.branch_id = @branch AND o.number >= @number ORDER BY o.number;
        """);

    /// <inheritdoc />
    public Task<DecisionPage> ReadHeldOrdersAsync(
        IReadOnlyList<string>? scope, long after, int max, CancellationToken cancellationToken) =>
        ReadToDecideAsync(s_heldOrders, scope, after, max, cancellationToken);

    /// <inheritdoc />
    public Task<DecisionPage> ReadSetAsideOrdersAsync(
        IReadOnlyList<string>? scope, long after, int max, CancellationToken cancellationToken) =>
        ReadToDecideAsync(s_setAsideOrders, scope, after, max, cancellationToken);

    /// <inheritdoc />
    public Task<OrderToDecide?> FindOrderToDecideAsync(OrderId id, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) => (await session.FindAsync<OrderToDecideRecord>(
                s_orderToDecide, new { id = FixedBinary.Of(id) }, token))?.ToOrder(),
            cancellationToken);

    private Task<DecisionPage> ReadToDecideAsync(
        Statement statement, IReadOnlyList<string>? scope, long after, int max, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                var read = new List<OrderToDecideRecord>();
                foreach (var branch in BranchScopes.Of(scope))
                {
                    read.AddRange(await session.ReadAsync<OrderToDecideRecord>(
                        statement, new { branch, after, max = max + 1 }, token));
                }

                return DecisionPage.Of(read.Select(order => order.ToOrder()), max);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<StrayPage> ReadStrayMessagesAsync(
        IReadOnlyList<string>? scope, long after, int max, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                var read = new List<StrayMessage>();
                foreach (var branch in BranchScopes.Of(scope))
                {
                    var rows = await session.ReadAsync<
                        (long Id, string Queue, string Branch, string Text, string Reason, long At)>(
                        s_strayMessages, new { branch, after, max = max + 1 }, token);
                    read.AddRange(rows.Select(row => new StrayMessage(
                        row.Id, row.Queue, row.Branch, row.Text, row.Reason, StoredTime.FromStored(row.At))));
                }

                return StrayPage.Of(read, max);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<long?> FindNumberSinceAsync(
        string branchId, DateTimeOffset since, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                var range = await session.FindAsync<NumberRange>(s_readRange, new { branch = branchId }, token);
                if (range is null)
                {
                    return null;
                }

                var search = new NumberSearch(range, since.ToStored());
                while (search.Wanted is { } number)
                {
                    search.Take(await session.FindAsync<DrawnNumber>(
                        s_nextDrawn, new { branch = branchId, number }, token));
                }

                return search.Found;
            },
            cancellationToken);
}
