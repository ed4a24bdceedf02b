using System.Globalization;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    /// <summary>Old keys that are cleared at once; a long delete would lock the whole table.</summary>
    private const int KeysAtOnce = 2000;

    // Compare and set: the state that was read is part of the condition, whatever happened in between. Here the shop's
    // cancel, the manager's flag, the payment and the timer race for one order.
    private static readonly Statement s_move = new(
        $"""
        {OrderSql.Whole}
        DECLARE @row BIGINT, @from NVARCHAR(24), @moved BIT;
        SET @moved = 0;
        BEGIN TRANSACTION;
        SELECT @row = o.order_row, @from = o.state FROM dbo.orders AS o WHERE o.id = @id;
        IF CHARINDEX(N'|' + @from + N'|', @allowed) > 0
        BEGIN
            UPDATE dbo.orders SET state = @to, state_reason = @reason, state_actor = @actor, state_since = @at,
                moves = orders.moves + 1, waiting = 0, payments = COALESCE(@payments, orders.payments),
                agent_id = CASE WHEN @to = N'queued' THEN NULL ELSE orders.agent_id END
            WHERE orders.order_row = @row AND orders.state = @from;
            IF @@ROWCOUNT <> 1
                THROW 50001, N'The order moved in between.', 1;
            {OrderSql.AfterMove}
            SET @moved = 1;
        END;
        COMMIT TRANSACTION;
        SELECT @moved AS moved;
        {OrderSql.Select} WHERE o.order_row = @row;
        """);

    // The same for an order whose state is known, inside a longer transaction.
    private static readonly Statement s_moveRow = new(
        $"""
        {OrderSql.Whole}
        UPDATE dbo.orders SET state = @to, state_reason = @reason, state_actor = @actor, state_since = @at,
            moves = orders.moves + 1, waiting = 0,
            agent_id = CASE WHEN @to = N'queued' THEN NULL ELSE COALESCE(@agent, orders.agent_id) END
        WHERE orders.order_row = @row AND orders.state = @from;
        IF @@ROWCOUNT <> 1
            THROW 50001, N'The order moved in between.', 1;
        {OrderSql.AfterMove}
        """);

    private static readonly Statement s_findMove = new(
        """
        SELECT COUNT(*) AS moves FROM dbo.order_events AS e INNER JOIN dbo.orders AS o ON o.order_row = e.order_row
        WHERE o.id = @id AND e.to_state = @to AND e.happened_at = @at AND e.actor = @actor;
        """);

    private static readonly Statement s_expire = new(
        $"""
        {OrderSql.Whole}
        DECLARE @moved TABLE (order_row BIGINT, moves INT);
        BEGIN TRANSACTION;
        UPDATE dbo.orders SET state = N'expired', state_reason = @reason, state_actor = @actor, state_since = @now,
            moves = orders.moves + 1, waiting = 0
        OUTPUT inserted.order_row, inserted.moves INTO @moved (order_row, moves)
        WHERE orders.state = N'awaitingPayment'
          AND orders.order_row IN (SELECT TOP (@max) o.order_row FROM dbo.orders AS o
                                   WHERE o.state = N'awaitingPayment' AND o.expires_at <= @now ORDER BY o.expires_at);
        INSERT INTO dbo.order_events (order_row, place, from_state, to_state, happened_at, actor, reason)
        SELECT m.order_row, m.moves, N'awaitingPayment', N'expired', @now, @actor, @reason FROM @moved AS m;
        COMMIT TRANSACTION;
        SELECT COUNT(*) AS moved FROM @moved AS m;
        """);

    private static readonly Statement s_clearKeys = new(
        """
        DELETE FROM dbo.idempotency_keys
        WHERE idempotency_keys.used_at <= @before
          AND idempotency_keys.key_row IN (SELECT TOP (@max) k.key_row FROM dbo.idempotency_keys AS k
                                           ORDER BY k.key_row);
        """);

    /// <inheritdoc />
    public Task<MoveOutcome> MoveAsync(MoveOrder move, CancellationToken cancellationToken)
    {
        foreach (var from in move.From)
        {
            AssertAllowed(from, move.To);
        }

        return WriteAsync((session, mayBeDone, token) => MoveAsync(session, move, mayBeDone, token), cancellationToken);
    }

    private async Task<MoveOutcome> MoveAsync(
        SqlServerSession session, MoveOrder move, bool mayBeDone, CancellationToken cancellationToken)
    {
        var allowed = string.Create(
            CultureInfo.InvariantCulture, $"|{string.Join('|', move.From.Select(from => from.ToWire()))}|");
        var (moved, order) = await TryMoveAsync(session, move, allowed, cancellationToken);
        if (order is null)
        {
            return new MoveOutcome(MoveOutcomeKind.Unknown, null);
        }

        // The answer to an earlier try of this call was lost: its event is there, wherever the order went since.
        if (!moved && mayBeDone)
        {
            moved = await session.FindAsync<int>(
                s_findMove,
                new
                {
                    id = FixedBinary.Of(move.Id), to = move.To.ToWire(), at = move.At.ToStored(), actor = move.Actor,
                },
                cancellationToken) > 0;
        }

        return new MoveOutcome(moved ? MoveOutcomeKind.Moved : MoveOutcomeKind.NotAllowed, order);
    }

    private async Task<(bool Moved, StoredOrder? Order)> TryMoveAsync(
        SqlServerSession session, MoveOrder move, string allowed, CancellationToken cancellationToken)
    {
        await using var results = await session.ReadManyAsync(
            s_move,
            new
            {
                id = FixedBinary.Of(move.Id), allowed, to = move.To.ToWire(), reason = move.Reason, actor = move.Actor,
                at = move.At.ToStored(), payments = move.Payments, due = move.At.ToStored(),
                announces = settings.KeepsOutbox, marks = !settings.KeepsOutbox, writer = marks.Writer,
                slot = marks.NextSlot(), marked = move.At.ToStored(),
            },
            cancellationToken);
        var moved = await results.ReadSingleAsync<bool>();
        return (moved, (await results.ReadSingleOrDefaultAsync<OrderRecord>())?.ToOrder());
    }

    /// <summary>One guarded move inside a transaction; loses the race where the order stands elsewhere.</summary>
    private async Task MoveRowAsync(
        SqlServerSession session, RowMove move, DateTimeOffset at, CancellationToken cancellationToken)
    {
        AssertAllowed(move.From, move.To);
        await session.ExecuteAsync(
            s_moveRow,
            new
            {
                row = move.Row, from = move.From.ToWire(), to = move.To.ToWire(), actor = move.Actor,
                reason = move.Reason, at = at.ToStored(), agent = move.Agent, due = at.ToStored(),
                announces = settings.KeepsOutbox, marks = !settings.KeepsOutbox, writer = marks.Writer,
                slot = marks.NextSlot(), marked = at.ToStored(),
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<int> ExpireAsync(DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        var expired = await WriteAsync(
            (session, _, token) => session.FindAsync<int>(
                s_expire,
                new { now = now.ToStored(), max, actor = "timer", reason = "no payment came in time" },
                token),
            cancellationToken);
        await ClearKeysAsync(now, cancellationToken);
        return expired;
    }

    // Beside the timer and not with the orders: a post must not pay for what is old.
    private async Task ClearKeysAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = (now - s_keyLife).ToStored();
        while (await WriteAsync(
            (session, _, token) => session.ExecuteAsync(s_clearKeys, new { before, max = KeysAtOnce }, token),
            cancellationToken) == KeysAtOnce)
        {
        }
    }

    private static void AssertAllowed(OrderState from, OrderState to)
    {
        if (!OrderMoves.IsAllowed(from, to))
        {
            throw new InvalidOperationException($"No order goes from {from} to {to}.");
        }
    }

    private sealed record RowMove(
        long Row, OrderState From, OrderState To, string Actor, string? Reason, string? Agent = null);
}
