using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    // Compare and set: an order that moved since it was read may carry other documents.
    private static readonly Statement s_erase = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        UPDATE dbo.orders SET payload = @payload, payments = @payments
        WHERE orders.id = @id AND orders.state = @state AND orders.state_since = @since;
        IF @@ROWCOUNT = 1
        BEGIN
            INSERT INTO dbo.erasures (order_row, happened_at, actor, reason)
            SELECT o.order_row, @at, @actor, @reason FROM dbo.orders AS o WHERE o.id = @id;
            SET @answer = 1;
        END;
        {AuditSql.AppendIfDone}
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_readErasures = new(
        """
        SELECT e.happened_at AS At, e.actor AS Actor, e.reason AS Reason
        FROM dbo.erasures AS e INNER JOIN dbo.orders AS o ON o.order_row = e.order_row
        WHERE o.id = @id ORDER BY e.erasure_row;
        """);

    /// <inheritdoc />
    public async Task<bool> ErasePersonalAsync(ErasePersonal erase, CancellationToken cancellationToken)
    {
        if (await FindAsync(erase.Id, cancellationToken) is not { } order)
        {
            return false;
        }

        var at = erase.At.ToStored();
        var act = Acts.PersonalDataErased(erase, order.BranchId, order.Number);
        return await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_erase,
                AuditSql.With(
                    new
                    {
                        id = FixedBinary.Of(erase.Id), state = erase.State.ToWire(),
                        since = erase.StateSince.ToStored(), payload = FixedBinary.OfAny(erase.Payload.AsArray()),
                        payments = erase.Payments, at, actor = erase.Actor, reason = erase.Reason, call, called = at,
                    },
                    act),
                token),
            cancellationToken) == 1;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Erasure>> ReadErasuresAsync(OrderId id, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<Erasure>>(
            async (session, token) =>
                (await session.ReadAsync<(long At, string Actor, string Reason)>(
                    s_readErasures, new { id = FixedBinary.Of(id) }, token))
                .ConvertAll(e => new Erasure(StoredTime.FromStored(e.At), e.Actor, e.Reason)),
            cancellationToken);
}
