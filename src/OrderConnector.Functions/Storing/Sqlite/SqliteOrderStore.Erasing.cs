using Dapper;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    /// <inheritdoc />
    public async Task<bool> ErasePersonalAsync(ErasePersonal erase, CancellationToken cancellationToken)
    {
        var erased = await writer.WriteAsync(session => Erase(session, erase), cancellationToken);
        if (erased)
        {
            // The log still holds what was erased, and the next writes would overwrite only its beginning.
            await Task.Run(file.EmptyLog, cancellationToken);
        }

        return erased;
    }

    private static bool Erase(SqliteSession session, ErasePersonal erase)
    {
        var order = session.Connection.QuerySingleOrDefault<(long Row, string Branch, long Number)?>(
            """
            UPDATE orders SET payload = @payload, payments = @Payments
            WHERE id = @id AND state = @state AND state_since = @since
            RETURNING row, branch_id, number
            """,
            new
            {
                payload = erase.Payload.ToArray(), erase.Payments, id = OrderRecord.Bytes(erase.Id),
                state = erase.State.ToWire(), since = erase.StateSince.ToStored(),
            });
        if (order is not { } erased)
        {
            return false;
        }

        session.Connection.Execute(
            "INSERT INTO erasures (order_row, at, actor, reason) VALUES (@row, @at, @Actor, @Reason)",
            new { row = erased.Row, at = erase.At.ToStored(), erase.Actor, erase.Reason });
        Record(session, Acts.PersonalDataErased(erase, erased.Branch, erased.Number));
        return true;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Erasure>> ReadErasuresAsync(OrderId id, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<Erasure>>(
            connection =>
            [
                .. connection.Query<(long At, string Actor, string Reason)>(
                    """
                    SELECT at, actor, reason FROM erasures
                    WHERE order_row = (SELECT row FROM orders WHERE id = @id) ORDER BY row
                    """,
                    new { id = OrderRecord.Bytes(id) })
                .Select(e => new Erasure(StoredTime.FromStored(e.At), e.Actor, e.Reason)),
            ],
            cancellationToken);
}
