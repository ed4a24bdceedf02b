using Dapper;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private static readonly HotSql s_findById = new($"{OrderColumns.Select} WHERE o.id = @id", "@id");

    private static readonly HotSql s_findByRow = new($"{OrderColumns.Select} WHERE o.row = @row", "@row");

    /// <inheritdoc />
    public Task<StoredOrder?> FindAsync(OrderId id, CancellationToken cancellationToken) =>
        readers.ReadHotAsync(session => FindById(session, OrderRecord.Bytes(id)), cancellationToken);

    /// <inheritdoc />
    public async Task<StoredOrder?> FindByReceiptTokenAsync(string token, CancellationToken cancellationToken) =>
        ReceiptToken.TryReadOrder(token, out var id)
        && await FindAsync(id, cancellationToken) is { } order && ReceiptToken.AreEqual(order.ReceiptToken, token)
            ? order
            : null;

    /// <inheritdoc />
    public Task<StoredOrder?> FindByNumberAsync(string branchId, long number, CancellationToken cancellationToken) =>
        FindOneAsync("o.branch_id = @branchId AND o.number = @number", new { branchId, number }, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredOrder>> FindVoidsOfAsync(OrderId original, CancellationToken cancellationToken) =>
        FindManyAsync(
            "o.voids = @original ORDER BY o.row", new { original = OrderRecord.Bytes(original) }, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredOrder>> ReadHeldAsync(CancellationToken cancellationToken) =>
        FindManyAsync("o.state = 'held' ORDER BY o.row", new { }, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<OrderEvent>> ReadEventsAsync(OrderId id, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<OrderEvent>>(
            connection =>
            [
                .. connection.Query<(string? From, string To, long At, string Actor, string? Reason)>(
                    """
                    SELECT from_state, to_state, at, actor, reason FROM order_events
                    WHERE order_row = (SELECT row FROM orders WHERE id = @id) ORDER BY seq
                    """,
                    new { id = OrderRecord.Bytes(id) })
                .Select(e => new OrderEvent(
                    e.From is null ? null : OrderRecord.StateOf(e.From), OrderRecord.StateOf(e.To),
                    StoredTime.FromStored(e.At), e.Actor, e.Reason)),
            ],
            cancellationToken);

    private static StoredOrder? FindById(SqliteSession session, byte[] id)
    {
        using var rows = session.Read(s_findById, id);
        return rows.Read() ? OrderColumns.From(rows).ToOrder() : null;
    }

    private static StoredOrder FindByRow(SqliteSession session, long row)
    {
        using var rows = session.Read(s_findByRow, row);
        return rows.Read()
            ? OrderColumns.From(rows).ToOrder()
            : throw new InvalidDataException($"Row {row} is named and not there.");
    }

    private Task<StoredOrder?> FindOneAsync(string where, object parameters, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<OrderRecord>(
                $"{OrderColumns.Select} WHERE {where}", parameters)?.ToOrder(),
            cancellationToken);

    private Task<IReadOnlyList<StoredOrder>> FindManyAsync(
        string where, object parameters, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<StoredOrder>>(
            connection =>
            [
                .. connection.Query<OrderRecord>($"{OrderColumns.Select} WHERE {where}", parameters)
                    .Select(record => record.ToOrder()),
            ],
            cancellationToken);
}
