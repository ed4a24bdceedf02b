using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    /// <summary>Old rows that are cleared at once; a long delete would lock the whole table.</summary>
    private const int RowsAtOnce = 2000;

    // Compare and set: the state that was read is part of the condition, whatever happened in between. Here the shop's
    // cancel, the manager's flag, the payment and the timer race for one order.
    private static readonly Statement s_move = new(Move("", ""));

    // The same for a person.
    private static readonly Statement s_moveByPerson = new(Move(AuditSql.Declare, AuditSql.AppendIfDone));

    private static string Move(string declare, string record) =>
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {declare}
        DECLARE @row BIGINT, @from NVARCHAR(24);
        BEGIN TRANSACTION;
        SELECT @row = o.order_row, @from = o.state FROM dbo.orders AS o WHERE o.id = @id;
        IF CHARINDEX(N'|' + @from + N'|', @allowed) > 0
            AND NOT EXISTS (SELECT 1 FROM dbo.order_flags AS f
                            WHERE f.order_row = @row AND f.withdrawn_at IS NULL AND f.match_row IS NOT NULL)
        BEGIN
            UPDATE dbo.orders SET state = @to, state_reason = @reason, state_actor = @actor, state_since = @at,
                moves = orders.moves + 1, waiting = 0, payments = COALESCE(@payments, orders.payments),
                agent_id = CASE WHEN @to = N'queued' THEN NULL ELSE orders.agent_id END
            WHERE orders.order_row = @row AND orders.state = @from;
            IF @@ROWCOUNT <> 1
                THROW 50001, N'The order moved in between.', 1;
            {OrderSql.AfterMove}
            SET @answer = 1;
        END;
        {record}
        {Answers.CommitAndAnswer}
        {OrderSql.Select} WHERE o.id = @id;
        """;

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

    private static readonly Statement s_expire = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
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
        SET @answer = @@ROWCOUNT;
        {HourSql.CountMoves("@moved", "@now", "N'expired'")}
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_clearKeys = new(
        """
        DELETE FROM dbo.idempotency_keys
        WHERE idempotency_keys.used_at <= @before
          AND idempotency_keys.key_row IN (SELECT TOP (@max) k.key_row FROM dbo.idempotency_keys AS k
                                           ORDER BY k.key_row);
        """);

    /// <inheritdoc />
    public async Task<MoveOutcome> MoveAsync(MoveOrder move, CancellationToken cancellationToken)
    {
        foreach (var from in move.From)
        {
            AssertAllowed(from, move.To);
        }

        var allowed = $"|{string.Join('|', move.From.Select(from => from.ToWire()))}|";
        StoredOrder? order = null;
        // Branch and number never change: what is read here holds inside the transaction.
        var byPerson = Acts.IsOfPerson(move.Actor) ? await FindAsync(move.Id, cancellationToken) : null;
        var moved = await AnswerOnceAsync(
            async (session, call, token) =>
            {
                var values = MoveValues(move, allowed, call);
                await using var results = byPerson is null
                    ? await session.ReadManyAsync(s_move, values, token)
                    : await session.ReadManyAsync(
                        s_moveByPerson,
                        AuditSql.With(values, Acts.OrderMoved(move, byPerson.BranchId, byPerson.Number)),
                        token);
                var answer = await results.ReadSingleAsync<long>();
                order = (await results.ReadSingleOrDefaultAsync<OrderRecord>())?.ToOrder();
                return answer;
            },
            cancellationToken);
        // Where the answer was lost, the order that came with it was lost as well.
        order ??= moved > 0 ? await FindAsync(move.Id, cancellationToken) : null;
        return order is null
            ? new MoveOutcome(MoveOutcomeKind.Unknown, null)
            : new MoveOutcome(moved > 0 ? MoveOutcomeKind.Moved : MoveOutcomeKind.NotAllowed, order);
    }

    private object MoveValues(MoveOrder move, string allowed, FixedBinary call)
    {
        var at = move.At.ToStored();
        return new
        {
            id = FixedBinary.Of(move.Id), allowed, to = move.To.ToWire(), reason = move.Reason, actor = move.Actor, at,
            payments = move.Payments, due = at, announces = settings.KeepsOutbox, marks = !settings.KeepsOutbox,
            writer = marks.Writer, slot = marks.NextSlot(), marked = at, call, called = at,
        };
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
        var at = now.ToStored();
        var expired = await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_expire,
                new { now = at, max, actor = "timer", reason = "no payment came in time", call, called = at },
                token),
            cancellationToken);
        // Beside the timer and not with the orders: a post must not pay for what is old.
        await ForgetAsync(s_clearKeys, now, cancellationToken);
        await ForgetAsync(Answers.Forget, now, cancellationToken);
        return (int)expired;
    }

    private async Task ForgetAsync(Statement forget, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var values = new { before = (now - s_keyLife).ToStored(), max = RowsAtOnce };
        while (await WriteAsync(
            (session, _, token) => session.ExecuteAsync(forget, values, token), cancellationToken) == RowsAtOnce)
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
