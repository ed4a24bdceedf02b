using System.Text.Json;
using Dapper;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    // Only ever set on the writer's thread; null until the file was asked.
    private bool? hasLostReports;

    /// <summary>
    /// A shop posts an order anew that this store lost in a restore. What its branch reported meanwhile is applied at
    /// once: an order that is signed must never be offered to be signed again. Null where nothing was reported.
    /// </summary>
    private StoredOrder? TakeBack(SqliteSession session, NewOrder order, long row)
    {
        hasLostReports ??= session.Connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM reports_without_order)");
        if (hasLostReports is false)
        {
            return null;
        }

        var told = session.Connection.Query<(string Kind, long At, string Data, string Agent, long Row)>(
            """
            SELECT r.kind, r.at, r.data, w.agent_id, w.report_row
            FROM reports_without_order w JOIN reports r ON r.row = w.report_row
            WHERE w.branch_id = @BranchId AND w.order_id = @id ORDER BY w.report_row
            """,
            new { order.BranchId, id = order.Id.Value }).AsList();
        if (told.Count == 0)
        {
            return null;
        }

        var state = Adopt(session, told[0].Agent, order.Now, row, order.State);
        foreach (var one in told)
        {
            using var data = JsonDocument.Parse(one.Data);
            var report = new Report(
                0, "", one.Kind, order.Id.Value, StoredTime.FromStored(one.At), data.RootElement);
            var plan = ReportPlan.Decide(report, state);
            session.Execute(s_nameReport, row, one.Row);
            Apply(session, one.Agent, order.Now, row, state, report, plan);
            state = plan.To ?? state;
        }

        return FindByRow(session, row);
    }

    // The moves that lead an unowned order to the agent whose journal already has it.
    private OrderState Adopt(
        SqliteSession session, string agentId, DateTimeOffset now, long row, OrderState from)
    {
        foreach (var to in ReportPlan.AdoptionOf(from)!)
        {
            TryMove(
                session, row, from, to, AgentActor.Of(agentId), ReportPlan.RestoredReason, now,
                to == OrderState.Collected ? agentId : null);
            from = to;
        }

        return from;
    }
}
