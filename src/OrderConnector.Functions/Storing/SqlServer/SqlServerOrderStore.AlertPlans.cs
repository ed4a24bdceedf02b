using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    // Compare and set: here two processes race that have both seen the same orders late. Whoever waits for the row
    // finds it raised, and changes nothing.
    private static readonly Statement s_takeTurn = new(
        """
        UPDATE dbo.alert_turns SET turn = alert_turns.turn + 1
        WHERE alert_turns.id = 1 AND alert_turns.turn = @turn;
        """);

    private static readonly Statement s_openIncident = new(
        """
        INSERT INTO dbo.incidents (id, branch_id, kind, opened_at, orders, level_no, told_orders)
        VALUES (@id, @branch, @kind, @at, 0, 0, 0);
        """);

    private static readonly Statement s_listOrder = new(
        """
        INSERT INTO dbo.incident_orders (order_row, kind, incident_id, since, overdue_at, listed_at)
        VALUES (@row, @kind, @incident, @since, @overdue, @at);
        """);

    private static readonly Statement s_settleOrder = new(
        """
        UPDATE dbo.incident_orders SET outcome = @state, outcome_at = @at
        WHERE incident_orders.order_row = @row AND incident_orders.kind = @kind AND incident_orders.outcome IS NULL;
        """);

    private static readonly Statement s_changeIncident = new(
        """
        UPDATE dbo.incidents SET orders = @orders, level_no = @level, escalate_at = @escalate,
            told_orders = @toldOrders, told_at = @told, calm_since = @calm, closed_at = @closed,
            since = COALESCE(@since, incidents.since), amount = COALESCE(@amount, incidents.amount)
        WHERE incidents.id = @id;
        """);

    private static readonly Statement s_addNotice = new(
        """
        INSERT INTO dbo.notices (id, incident_id, contact_id, kind, made_at, due_at, attempts, claimed_until)
        VALUES (@id, @incident, @contact, @kind, @at, @at, 0, 0);
        """);

    private static readonly Statement s_forgetSample =
        new("DELETE FROM dbo.queue_samples WHERE queue_samples.branch_id = @branch;");

    private static readonly Statement s_keepSample =
        new("INSERT INTO dbo.queue_samples (branch_id, length, sampled_at) VALUES (@branch, @length, @at);");

    private static readonly Statement s_forgetLate =
        new("DELETE FROM dbo.late_collections WHERE late_collections.order_row = @row;");

    private static readonly Statement s_keepAnswer =
        new("INSERT INTO dbo.answered_calls (call_id, answer, answered_at) VALUES (@call, 1, @called);");

    /// <inheritdoc />
    public async Task<bool> CommitAlertsAsync(AlertPlan plan, CancellationToken cancellationToken) =>
        await AnswerOnceAsync(
            (session, call, token) => CommitAlertsAsync(session, plan, call, token), cancellationToken) == 1;

    private async Task<long> CommitAlertsAsync(
        SqlServerSession session, AlertPlan plan, FixedBinary call, CancellationToken cancellationToken)
    {
        await session.BeginAsync(cancellationToken);
        if (await session.ExecuteAsync(s_takeTurn, new { turn = plan.Turn }, cancellationToken) != 1)
        {
            return 0;
        }

        foreach (var one in plan.Opened)
        {
            await session.ExecuteAsync(
                s_openIncident,
                new { id = one.Id, branch = one.BranchId, kind = one.Kind.ToWire(), at = one.At.ToStored() },
                cancellationToken);
        }

        await CommitOrdersAsync(session, plan, cancellationToken);
        foreach (var one in plan.Changed)
        {
            await session.ExecuteAsync(
                s_changeIncident,
                new
                {
                    id = one.Id, orders = one.Orders, level = one.Level, escalate = one.EscalateAt.ToStored(),
                    toldOrders = one.ToldOrders, told = one.ToldAt.ToStored(), calm = one.CalmSince.ToStored(),
                    closed = one.ClosedAt.ToStored(), since = one.Since.ToStored(), amount = one.Amount,
                },
                cancellationToken);
        }

        foreach (var notice in plan.Notices)
        {
            await session.ExecuteAsync(
                s_addNotice,
                new
                {
                    id = notice.Id, incident = notice.IncidentId, contact = notice.ContactId,
                    kind = notice.Kind.ToWire(), at = notice.At.ToStored(),
                },
                cancellationToken);
        }

        await CommitSamplesAsync(session, plan, cancellationToken);
        await session.ExecuteAsync(
            s_keepAnswer, new { call, called = clock.GetUtcNow().ToStored() }, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return 1;
    }

    private static async Task CommitOrdersAsync(
        SqlServerSession session, AlertPlan plan, CancellationToken cancellationToken)
    {
        foreach (var one in plan.Listed)
        {
            await session.ExecuteAsync(
                s_listOrder,
                new
                {
                    row = one.Row, kind = one.Kind.ToWire(), incident = one.IncidentId, since = one.Since.ToStored(),
                    overdue = one.OverdueAt.ToStored(), at = one.At.ToStored(),
                },
                cancellationToken);
        }

        foreach (var one in plan.Settled)
        {
            await session.ExecuteAsync(
                s_settleOrder,
                new { row = one.Row, kind = one.Kind.ToWire(), state = one.State.ToWire(), at = one.At.ToStored() },
                cancellationToken);
        }

        foreach (var row in plan.Judged)
        {
            await session.ExecuteAsync(s_forgetLate, new { row }, cancellationToken);
        }
    }

    private static async Task CommitSamplesAsync(
        SqlServerSession session, AlertPlan plan, CancellationToken cancellationToken)
    {
        foreach (var change in plan.Samples)
        {
            await session.ExecuteAsync(s_forgetSample, new { branch = change.BranchId }, cancellationToken);
            if (change.Sample is { } sample)
            {
                await session.ExecuteAsync(
                    s_keepSample,
                    new { branch = change.BranchId, length = sample.Length, at = sample.At.ToStored() },
                    cancellationToken);
            }
        }
    }
}
