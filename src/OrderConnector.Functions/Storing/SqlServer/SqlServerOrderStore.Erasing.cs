using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    // Compare and set: an order that moved since it was read may carry other documents.
    private static readonly Statement s_erase = new(
        $"""
        {OrderSql.Whole}
        DECLARE @erased BIT;
        SET @erased = 0;
        BEGIN TRANSACTION;
        UPDATE dbo.orders SET payload = @payload, payments = @payments
        WHERE orders.id = @id AND orders.state = @state AND orders.state_since = @since;
        IF @@ROWCOUNT = 1
        BEGIN
            INSERT INTO dbo.erasures (order_row, happened_at, actor, reason)
            SELECT o.order_row, @at, @actor, @reason FROM dbo.orders AS o WHERE o.id = @id;
            SET @erased = 1;
        END;
        COMMIT TRANSACTION;
        SELECT @erased AS erased;
        """);

    private static readonly Statement s_readErasures = new(
        """
        SELECT e.happened_at AS At, e.actor AS Actor, e.reason AS Reason
        FROM dbo.erasures AS e INNER JOIN dbo.orders AS o ON o.order_row = e.order_row
        WHERE o.id = @id ORDER BY e.erasure_row;
        """);

    /// <inheritdoc />
    public Task<bool> ErasePersonalAsync(ErasePersonal erase, CancellationToken cancellationToken) =>
        WriteAsync(
            async (session, mayBeDone, token) =>
                // The answer to an earlier try was lost: one erasure is one record.
                (mayBeDone && (await ReadErasuresAsync(session, erase.Id, token)).Contains(
                    new Erasure(Cut(erase.At), erase.Actor, erase.Reason)))
                || await session.FindAsync<bool>(
                    s_erase,
                    new
                    {
                        id = FixedBinary.Of(erase.Id), state = erase.State.ToWire(),
                        since = erase.StateSince.ToStored(),
                        payload = FixedBinary.OfAny(ToArray(erase.Payload)), payments = erase.Payments,
                        at = erase.At.ToStored(), actor = erase.Actor, reason = erase.Reason,
                    },
                    token),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Erasure>> ReadErasuresAsync(OrderId id, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<Erasure>>(
            async (session, token) => await ReadErasuresAsync(session, id, token), cancellationToken);

    private static async Task<List<Erasure>> ReadErasuresAsync(
        SqlServerSession session, OrderId id, CancellationToken cancellationToken) =>
        (await session.ReadAsync<(long At, string Actor, string Reason)>(
            s_readErasures, new { id = FixedBinary.Of(id) }, cancellationToken))
        .ConvertAll(e => new Erasure(StoredTime.FromStored(e.At), e.Actor, e.Reason));
}
