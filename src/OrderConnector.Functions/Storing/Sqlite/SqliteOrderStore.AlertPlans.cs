using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private static readonly HotSql s_keepLate = new(
        """
        INSERT INTO late_collections (order_row, since, collected_at) VALUES (@row, @since, @at)
        ON CONFLICT (order_row) DO UPDATE SET since = excluded.since, collected_at = excluded.collected_at
        """,
        "@row", "@since", "@at");

    private static readonly HotSql s_keepWait = new(
        """
        INSERT INTO order_waits (order_row, since) VALUES (@row, @since)
        ON CONFLICT (order_row) DO UPDATE SET since = excluded.since
        """,
        "@row", "@since");

    private static readonly HotSql s_forgetWait = new("DELETE FROM order_waits WHERE order_row = @row", "@row");

    /// <inheritdoc />
    public Task<bool> CommitAlertsAsync(AlertPlan plan, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => CommitAlerts(session.Connection, plan), cancellationToken);

    private static bool CommitAlerts(SqliteConnection connection, AlertPlan plan)
    {
        // Compare and set: here two processes race that have both seen the same orders late.
        if (connection.Execute(
            "UPDATE alert_turns SET turn = turn + 1 WHERE id = 1 AND turn = @Turn", new { plan.Turn }) != 1)
        {
            return false;
        }

        connection.Execute(
            """
            INSERT INTO incidents (id, branch_id, kind, opened_at, orders, level, told_orders)
            VALUES (@Id, @BranchId, @kind, @at, 0, 0, 0)
            """,
            plan.Opened.Select(one => new { one.Id, one.BranchId, kind = one.Kind.ToWire(), at = one.At.ToStored() }));
        connection.Execute(
            """
            INSERT INTO incident_orders (order_row, kind, incident_id, since, overdue_at, listed_at)
            VALUES (@Row, @kind, @IncidentId, @since, @overdue, @at)
            """,
            plan.Listed.Select(one => new
            {
                one.Row, kind = one.Kind.ToWire(), one.IncidentId, since = one.Since.ToStored(),
                overdue = one.OverdueAt.ToStored(), at = one.At.ToStored(),
            }));
        connection.Execute(
            """
            UPDATE incident_orders SET outcome = @state, outcome_at = @at
            WHERE order_row = @Row AND kind = @kind AND outcome IS NULL
            """,
            plan.Settled.Select(one => new
            {
                one.Row, kind = one.Kind.ToWire(), state = one.State.ToWire(), at = one.At.ToStored(),
            }));
        connection.Execute(
            """
            UPDATE incidents SET orders = @Orders, level = @Level, escalate_at = @escalate, told_orders = @ToldOrders,
                told_at = @told, calm_since = @calm, closed_at = @closed, since = COALESCE(@since, since),
                amount = COALESCE(@Amount, amount)
            WHERE id = @Id
            """,
            plan.Changed.Select(one => new
            {
                one.Id, one.Orders, one.Level, escalate = one.EscalateAt.ToStored(), one.ToldOrders,
                told = one.ToldAt.ToStored(), calm = one.CalmSince.ToStored(), closed = one.ClosedAt.ToStored(),
                since = one.Since.ToStored(), one.Amount,
            }));
        plan.Notices.ToList().ForEach(notice => InsertNotice(connection, notice));
        CommitSamples(connection, plan);
        connection.Execute(
            "DELETE FROM late_collections WHERE order_row = @row", plan.Judged.Select(row => new { row }));
        return true;
    }

    private static void CommitSamples(SqliteConnection connection, AlertPlan plan)
    {
        connection.Execute(
            "DELETE FROM queue_samples WHERE branch_id = @BranchId",
            plan.Samples.Select(change => new { change.BranchId }));
        connection.Execute(
            "INSERT INTO queue_samples (branch_id, length, at) VALUES (@BranchId, @Length, @at)",
            from change in plan.Samples
            let sample = change.Sample
            where sample is not null
            select new { change.BranchId, sample.Length, at = sample.At.ToStored() });
    }

    private static void InsertNotice(SqliteConnection connection, NewNotice notice) =>
        connection.Execute(
            """
            INSERT INTO notices (id, incident_id, contact_id, kind, made_at, due_at, attempts, claimed_until)
            VALUES (@Id, @IncidentId, @ContactId, @kind, @at, @at, 0, 0)
            """,
            new
            {
                notice.Id, notice.IncidentId, notice.ContactId, kind = notice.Kind.ToWire(), at = notice.At.ToStored(),
            });
}
