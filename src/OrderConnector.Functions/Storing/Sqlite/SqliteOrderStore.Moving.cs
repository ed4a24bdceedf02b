using Dapper;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    // The guard stands in the statement, whatever was read before.
    private static readonly HotSql s_move = new(
        """
        UPDATE orders SET state = @to, state_reason = @reason, state_actor = @actor, state_since = @at,
            moves = moves + 1, waiting = 0,
            agent_id = CASE WHEN @to = 'queued' THEN NULL ELSE COALESCE(@agent, agent_id) END
        WHERE row = @row AND state = @from
        """,
        "@row", "@from", "@to", "@actor", "@reason", "@at", "@agent");

    private static readonly HotSql s_readMoves =
        new("SELECT moves, branch_id FROM orders WHERE row = @row", "@row");

    private static readonly HotSql s_keepLease = new(
        """
        INSERT INTO superseded_leases (lease, order_row)
        SELECT lease, row FROM orders WHERE row = @row AND lease IS NOT NULL
        """,
        "@row");

    private static readonly HotSql s_dropLease = new(
        """
        UPDATE orders SET lease = NULL, lease_agent = NULL, lease_session = NULL, lease_until = NULL
        WHERE row = @row AND lease IS NOT NULL
        """,
        "@row");

    /// <inheritdoc />
    public Task<MoveOutcome> MoveAsync(MoveOrder move, CancellationToken cancellationToken)
    {
        foreach (var from in move.From)
        {
            AssertAllowed(from, move.To);
        }

        return writer.WriteAsync(session => Move(session, move), cancellationToken);
    }

    private MoveOutcome Move(SqliteSession session, MoveOrder move)
    {
        var stands = session.Connection.QuerySingleOrDefault<(long Row, string State, string Branch, long Number)?>(
            "SELECT row, state, branch_id, number FROM orders WHERE id = @id",
            new { id = OrderRecord.Bytes(move.Id) });
        if (stands is not { } order)
        {
            return new MoveOutcome(MoveOutcomeKind.Unknown, null);
        }

        var from = OrderRecord.StateOf(order.State);
        var moved = move.From.Contains(from)
            && TryMove(session, order.Row, from, move.To, move.Actor, move.Reason, move.At);
        if (moved && move.Payments is not null)
        {
            session.Connection.Execute(
                "UPDATE orders SET payments = @Payments WHERE row = @Row", new { move.Payments, order.Row });
        }

        RecordIf(session, Acts.OrderMoved(move, order.Branch, order.Number), moved && Acts.IsOfPerson(move.Actor));
        return new MoveOutcome(
            moved ? MoveOutcomeKind.Moved : MoveOutcomeKind.NotAllowed, FindByRow(session, order.Row));
    }

    /// <summary>One guarded move with its event; false where the order stands elsewhere.</summary>
    private bool TryMove(
        SqliteSession session, long row, OrderState from, OrderState to, string actor, string? reason,
        DateTimeOffset at, string? agent = null)
    {
        AssertAllowed(from, to);
        // A receipt of the till stands for the order: the agent would book it a second time.
        if ((from == OrderState.TransmittedManually && IsMatched(session, row))
            || session.Execute(s_move, row, from.ToWire(), to.ToWire(), actor, reason, at.ToStored(), agent) != 1)
        {
            return false;
        }

        KeepFlag(session, row, from, to, actor, reason, at);
        if (to == OrderState.Queued)
        {
            DropLease(session, row);
            ExpectAnnouncement(session, row, at);
        }

        WriteEvent(session, row, from, to, actor, reason, at);
        return true;
    }

    private static void WriteEvent(
        SqliteSession session, long row, OrderState from, OrderState to, string actor, string? reason,
        DateTimeOffset at)
    {
        var (moves, branchId) = ReadMoves(session, row);
        session.Execute(s_insertEvent, row, moves, from.ToWire(), to.ToWire(), at.ToStored(), actor, reason);
        session.Hours.Add(branchId, at, HourCount.Of(to));
    }

    private static (long Moves, string BranchId) ReadMoves(SqliteSession session, long row)
    {
        using var rows = session.Read(s_readMoves, row);
        return rows.Read()
            ? (rows.GetInt64(0), rows.GetString(1))
            : throw new InvalidDataException($"Row {row} is named and not there.");
    }

    // A token that was given out before must not confirm any more; it is kept to tell its bearer why.
    private static void DropLease(SqliteSession session, long row)
    {
        session.Execute(s_keepLease, row);
        session.Execute(s_dropLease, row);
    }

    /// <inheritdoc />
    public Task<int> ExpireAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => Expire(session, now, max), cancellationToken);

    private int Expire(SqliteSession session, DateTimeOffset now, int max) =>
        session.Connection.Query<long>(
            """
            SELECT row FROM orders WHERE state = 'awaitingPayment' AND expires_at <= @now
            ORDER BY expires_at LIMIT @max
            """,
            new { now = now.ToStored(), max })
        .Count(row => TryMove(
            session, row, OrderState.AwaitingPayment, OrderState.Expired, "timer", "no payment came in time", now));

    private static void AssertAllowed(OrderState from, OrderState to)
    {
        if (!OrderMoves.IsAllowed(from, to))
        {
            throw new InvalidOperationException($"No order goes from {from} to {to}.");
        }
    }
}
