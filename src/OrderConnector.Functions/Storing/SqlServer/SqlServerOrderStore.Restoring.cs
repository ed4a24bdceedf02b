using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private static readonly Statement s_readTold = new(
        """
        SELECT r.kind AS Kind, r.told_at AS At, r.report_data AS Data, w.agent_id AS Agent
        FROM dbo.reports_without_order AS w INNER JOIN dbo.reports AS r ON r.report_row = w.report_row
        WHERE w.branch_id = @branch AND w.order_id = @orderId ORDER BY w.report_row;
        """);

    private static readonly Statement s_nameTold = new(
        """
        INSERT INTO dbo.order_reports (order_row, report_row)
        SELECT @row, w.report_row FROM dbo.reports_without_order AS w
        WHERE w.branch_id = @branch AND w.order_id = @orderId;
        """);

    /// <summary>
    /// A shop posts an order anew that this store lost in a restore. What its branch reported meanwhile is applied in
    /// the same transaction: an order that is signed must never be offered to be signed again.
    /// </summary>
    private async Task<AddOrderOutcome> AddToldAsync(
        SqlServerSession session, NewOrder order, CancellationToken cancellationToken)
    {
        await session.BeginAsync(cancellationToken);
        var row = await session.FindAsync<long>(s_addTold, NewOrderValues(order), cancellationToken);
        // Only now: from the drawing on, the branch's row keeps further reports on this order back.
        var told = await session.ReadAsync<(string Kind, long At, string Data, string Agent)>(
            s_readTold, new { branch = order.BranchId, orderId = order.Id.Value }, cancellationToken);
        await session.ExecuteAsync(
            s_nameTold, new { row, branch = order.BranchId, orderId = order.Id.Value }, cancellationToken);
        var state = await AdoptAsync(session, told[0].Agent, order.Now, row, order.State, cancellationToken);
        foreach (var one in told)
        {
            state = await ApplyToldAsync(session, order, row, state, one, cancellationToken);
        }

        var stored = await FindByRowAsync(session, row, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return new AddOrderOutcome.Added(stored);
    }

    private static async Task<OrderState> ApplyToldAsync(
        SqlServerSession session, NewOrder order, long row, OrderState state,
        (string Kind, long At, string Data, string Agent) told, CancellationToken cancellationToken)
    {
        using var data = JsonDocument.Parse(told.Data);
        var report = new Report(
            0, "", told.Kind, order.Id.Value, StoredTime.FromStored(told.At), data.RootElement);
        var plan = ReportPlan.Decide(report, state);
        var batch = new ReceiveReports(told.Agent, order.BranchId, "", [report], order.Now);
        await session.ExecuteAsync(
            s_applyReport,
            ReportValues(
                batch, 0, new JudgedReport(report, order.Id, ReportedOrder.Owned),
                Effect.Of(plan, report, row, state, told.Agent)),
            cancellationToken);
        return plan.To ?? state;
    }

    /// <summary>The moves that lead an unowned order to the agent whose journal already has it.</summary>
    private async Task<OrderState> AdoptAsync(
        SqlServerSession session, string agentId, DateTimeOffset now, long row, OrderState from,
        CancellationToken cancellationToken)
    {
        foreach (var to in ReportPlan.AdoptionOf(from)!)
        {
            var agent = to == OrderState.Collected ? agentId : null;
            await MoveRowAsync(
                session, new RowMove(row, from, to, AgentActor.Of(agentId), ReportPlan.RestoredReason, agent), now,
                cancellationToken);
            from = to;
        }

        return from;
    }
}
