using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private static readonly Statement s_findById = new($"{OrderSql.Select} WHERE o.id = @id;");

    private static readonly Statement s_findByRow = new($"{OrderSql.Select} WHERE o.order_row = @row;");

    private static readonly Statement s_findByNumber =
        new($"{OrderSql.Select} WHERE o.branch_id = @branch AND o.number = @number;");

    private static readonly Statement s_findVoids =
        new($"{OrderSql.Select} WHERE o.voids = @original ORDER BY o.order_row;");

    private static readonly Statement s_readHeld =
        new($"{OrderSql.Select} WHERE o.state = N'held' ORDER BY o.order_row;");

    private static readonly Statement s_readEvents = new(
        """
        SELECT e.from_state AS FromState, e.to_state AS ToState, e.happened_at AS At, e.actor AS Actor,
               e.reason AS Reason
        FROM dbo.order_events AS e INNER JOIN dbo.orders AS o ON o.order_row = e.order_row
        WHERE o.id = @id ORDER BY e.place;
        """);

    /// <inheritdoc />
    public Task<StoredOrder?> FindAsync(OrderId id, CancellationToken cancellationToken) =>
        FindOneAsync(s_findById, new { id = FixedBinary.Of(id) }, cancellationToken);

    /// <inheritdoc />
    public async Task<StoredOrder?> FindByReceiptTokenAsync(string token, CancellationToken cancellationToken) =>
        ReceiptToken.TryReadOrder(token, out var id)
        && await FindAsync(id, cancellationToken) is { } order && ReceiptToken.AreEqual(order.ReceiptToken, token)
            ? order
            : null;

    /// <inheritdoc />
    public Task<StoredOrder?> FindByNumberAsync(string branchId, long number, CancellationToken cancellationToken) =>
        FindOneAsync(s_findByNumber, new { branch = branchId, number }, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredOrder>> FindVoidsOfAsync(OrderId original, CancellationToken cancellationToken) =>
        FindManyAsync(s_findVoids, new { original = FixedBinary.Of(original) }, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredOrder>> ReadHeldAsync(CancellationToken cancellationToken) =>
        FindManyAsync(s_readHeld, null, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<OrderEvent>> ReadEventsAsync(OrderId id, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<OrderEvent>>(
            async (session, token) =>
            [
                .. (await session.ReadAsync<(string? From, string To, long At, string Actor, string? Reason)>(
                    s_readEvents, new { id = FixedBinary.Of(id) }, token))
                .Select(e => new OrderEvent(
                    e.From is null ? null : OrderRecord.StateOf(e.From), OrderRecord.StateOf(e.To),
                    StoredTime.FromStored(e.At), e.Actor, e.Reason)),
            ],
            cancellationToken);

    private static async Task<StoredOrder> FindByRowAsync(
        SqlServerSession session, long row, CancellationToken cancellationToken) =>
        (await session.FindAsync<OrderRecord>(s_findByRow, new { row }, cancellationToken))?.ToOrder()
        ?? throw new InvalidDataException($"Row {row} is named and not there.");

    private Task<StoredOrder?> FindOneAsync(Statement find, object values, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) => (await session.FindAsync<OrderRecord>(find, values, token))?.ToOrder(),
            cancellationToken);

    private Task<IReadOnlyList<StoredOrder>> FindManyAsync(
        Statement find, object? values, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<StoredOrder>>(
            async (session, token) =>
                [.. (await session.ReadAsync<OrderRecord>(find, values, token)).Select(record => record.ToOrder())],
            cancellationToken);
}
