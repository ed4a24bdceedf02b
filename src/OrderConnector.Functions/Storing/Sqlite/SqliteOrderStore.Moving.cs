using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private static readonly string s_queued = OrderState.Queued.ToWire();

    /// <inheritdoc />
    public Task<MoveOutcome> MoveAsync(MoveOrder move, CancellationToken cancellationToken)
    {
        foreach (var from in move.From)
        {
            AssertAllowed(from, move.To);
        }

        return writer.WriteAsync(session => Move(session.Connection, move), cancellationToken);
    }

    private static MoveOutcome Move(SqliteConnection connection, MoveOrder move)
    {
        var id = OrderRecord.Bytes(move.Id);
        var moved = TryMove(
            connection, "id = @id", id, move.From, move.To, move.Actor, move.Reason, move.At, move.Payments);
        var order = FindById(connection, id);
        return order is null ? new MoveOutcome(MoveOutcomeKind.Unknown, null)
            : new MoveOutcome(moved ? MoveOutcomeKind.Moved : MoveOutcomeKind.NotAllowed, order);
    }

    /// <summary>One move, guarded inside the statement, with its event; false where the order stands elsewhere.</summary>
    private static bool TryMove(
        SqliteConnection connection, string where, object key, IReadOnlyList<OrderState> from, OrderState to,
        string actor, string? reason, DateTimeOffset at, string? payments = null)
    {
        var parameters = new DynamicParameters();
        parameters.Add("id", key);
        parameters.Add("to", to.ToWire());
        parameters.Add("actor", actor);
        parameters.Add("reason", reason);
        parameters.Add("at", at.ToStored());
        parameters.Add("payments", payments);
        for (var i = 0; i < from.Count; i++)
        {
            parameters.Add($"from{i}", from[i].ToWire());
        }

        var states = string.Join(", ", from.Select((_, i) => $"@from{i}"));
        if (to == OrderState.Queued)
        {
            SupersedeLease(connection, $"{where} AND state IN ({states})", parameters);
        }

        var moved = connection.QuerySingleOrDefault<(long Row, long Seq, string From)?>(
            $"""
            UPDATE orders SET previous_state = state, state = @to, state_reason = @reason, state_actor = @actor,
                state_since = @at, moves = moves + 1, waiting = 0, payments = COALESCE(@payments, payments),
                agent_id = CASE WHEN @to = '{s_queued}' THEN NULL ELSE agent_id END
            WHERE {where} AND state IN ({states})
            RETURNING row, moves, previous_state
            """,
            parameters);
        if (moved is not { } done)
        {
            return false;
        }

        WriteEvent(connection, done.Row, done.Seq, done.From, to, at, actor, reason);
        return true;
    }

    // Back in the queue, the old token must not confirm any more.
    private static void SupersedeLease(SqliteConnection connection, string where, DynamicParameters parameters)
    {
        connection.Execute(
            $"""
            INSERT INTO superseded_leases (lease, order_row)
            SELECT lease, row FROM orders WHERE {where} AND lease IS NOT NULL
            """,
            parameters);
        connection.Execute(
            $"""
            UPDATE orders SET lease = NULL, lease_agent = NULL, lease_session = NULL, lease_until = NULL
            WHERE {where} AND lease IS NOT NULL
            """,
            parameters);
    }

    private static void WriteEvent(
        SqliteConnection connection, long row, long seq, string from, OrderState to, DateTimeOffset at, string actor,
        string? reason) =>
        connection.Execute(
            """
            INSERT INTO order_events (order_row, seq, from_state, to_state, at, actor, reason)
            VALUES (@row, @seq, @from, @to, @at, @actor, @reason)
            """,
            new { row, seq, from, to = to.ToWire(), at = at.ToStored(), actor, reason });

    /// <inheritdoc />
    public Task<int> ExpireAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => Expire(session.Connection, now, max), cancellationToken);

    private static int Expire(SqliteConnection connection, DateTimeOffset now, int max)
    {
        var rows = connection.Query<long>(
            """
            SELECT row FROM orders WHERE state = 'awaitingPayment' AND expires_at <= @now
            ORDER BY expires_at LIMIT @max
            """,
            new { now = now.ToStored(), max });
        return rows.Count(row => TryMove(
            connection, "row = @id", row, [OrderState.AwaitingPayment], OrderState.Expired, "timer",
            "no payment came in time", now));
    }

    private static void AssertAllowed(OrderState from, OrderState to)
    {
        if (!OrderMoves.IsAllowed(from, to))
        {
            throw new InvalidOperationException($"No order goes from {from} to {to}.");
        }
    }
}
