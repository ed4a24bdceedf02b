using System.Text.Json;
using Dapper;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private static readonly HotSql s_insertReport = new(
        """
        INSERT INTO reports (journal_row, sequence, entry_hash, kind, order_id, at, received_at, remark, data)
        VALUES (@journal, @sequence, @hash, @kind, @order, @at, @received, @remark, @data)
        """,
        "@journal", "@sequence", "@hash", "@kind", "@order", "@at", "@received", "@remark", "@data");

    private static readonly HotSql s_nameReport = new(
        "INSERT INTO order_reports (order_row, report_row) VALUES (@row, @report)", "@row", "@report");

    private static readonly HotSql s_markWaiting =
        new("UPDATE orders SET waiting = @waiting WHERE row = @row", "@row", "@waiting");

    private static readonly HotSql s_markHandedOver = new(
        "UPDATE orders SET handed_over_at = COALESCE(handed_over_at, @at) WHERE row = @row", "@row", "@at");

    private static readonly HotSql s_keepFiscal = new(
        """
        INSERT INTO order_receipts (order_row, fiscal) VALUES (@row, @fiscal)
        ON CONFLICT (order_row) DO UPDATE SET fiscal = excluded.fiscal
        """,
        "@row", "@fiscal");

    // A receipt is issued once: a second try brings the same bytes, and other bytes would falsify it.
    private static readonly HotSql s_keepReceipt = new(
        """
        INSERT INTO order_receipts (order_row, receipt) VALUES (@row, @receipt)
        ON CONFLICT (order_row) DO UPDATE SET receipt = COALESCE(receipt, excluded.receipt)
        """,
        "@row", "@receipt");

    private void Take(SqliteSession session, ReceiveReports batch, long journal, JudgedReport judged)
    {
        switch (judged.Whose)
        {
            case ReportedOrder.Owned or ReportedOrder.Adoptable:
                TakeForOrder(session, batch, journal, judged);
                break;
            case ReportedOrder.Lost:
                KeepWithoutOrder(session, batch, journal, judged);
                break;
            case ReportedOrder.None:
                TakeForAgent(session, batch, journal, judged.Report);
                break;
            case ReportedOrder.NotOwned:
                throw new InvalidOperationException("A batch with refused reports is not taken.");
        }
    }

    private void TakeForOrder(SqliteSession session, ReceiveReports batch, long journal, JudgedReport judged)
    {
        var report = judged.Report;
        // Read again: an earlier report of this batch may have moved it.
        var order = FindReported(session, judged.Order!.Value)!;
        var state = order.AgentId is null
            ? Adopt(session, batch.AgentId, batch.Now, order.Row, order.State)
            : order.State;
        var plan = ReportPlan.Decide(report, state);
        var reportRow = InsertReport(session, batch, journal, report, judged.Order, plan.Remark);
        session.Execute(s_nameReport, order.Row, reportRow);
        Apply(session, batch.AgentId, batch.Now, order.Row, state, report, plan);
    }

    private void Apply(
        SqliteSession session, string agentId, DateTimeOffset now, long row, OrderState state, Report report,
        ReportPlan plan)
    {
        if (plan.To is { } to)
        {
            TryMove(session, row, state, to, AgentActor.Of(agentId, plan.Actor), plan.Reason, now);
        }

        if (plan.Waiting is { } waiting)
        {
            session.Execute(s_markWaiting, row, waiting ? 1 : 0);
            if (waiting)
            {
                session.Execute(s_keepWait, row, now.ToStored());
            }
        }

        if (plan.EndsWait)
        {
            session.Execute(s_forgetWait, row);
        }

        if (plan.To is OrderState.Signed or OrderState.Unsigned)
        {
            session.Execute(s_keepFiscal, row, report.Data.GetRawText());
        }
        else if (report.Kind == "issued")
        {
            session.Execute(s_keepReceipt, row, report.Data.GetRawText());
        }
        else if (report.Kind == "handedOver")
        {
            session.Execute(s_markHandedOver, row, report.At.ToStored());
        }
    }

    private static void TakeForAgent(SqliteSession session, ReceiveReports batch, long journal, Report report)
    {
        var isHealth = report.Kind == "health";
        InsertReport(session, batch, journal, report, null, isHealth ? null : "names no order");
        if (isHealth)
        {
            session.Connection.Execute(
                """
                UPDATE agents SET tss = COALESCE(@tss, tss), version = COALESCE(@version, version), seen_at = @now
                WHERE id = @AgentId
                """,
                new
                {
                    tss = ReportPlan.Text(report, "tss"), version = ReportPlan.Text(report, "version"),
                    now = batch.Now.ToStored(), batch.AgentId,
                });
            KeepHandOver(session, batch, report);
        }
    }

    private static void KeepHandOver(SqliteSession session, ReceiveReports batch, Report report)
    {
        var handOver = ReportPlan.HandOver(report, batch.Now);
        session.Connection.Execute(
            """
            INSERT INTO agent_hand_overs (agent_id, awaiting, since) VALUES (@AgentId, @Awaiting, @since)
            ON CONFLICT (agent_id) DO UPDATE SET awaiting = excluded.awaiting, since = excluded.since
            """,
            new { batch.AgentId, handOver.Awaiting, since = handOver.Since.ToStored() });
    }

    private void KeepWithoutOrder(
        SqliteSession session, ReceiveReports batch, long journal, JudgedReport judged)
    {
        hasLostReports = true;
        var report = judged.Report;
        var row = InsertReport(
            session, batch, journal, report, judged.Order, "the store does not know the order: it was restored");
        session.Connection.Execute(
            """
            INSERT INTO reports_without_order (branch_id, report_row, order_id, number, kind, at, agent_id)
            VALUES (@BranchId, @row, @OrderId, @number, @Kind, @at, @AgentId)
            """,
            new
            {
                batch.BranchId, row, report.OrderId, number = ReportPlan.Number(report), report.Kind,
                at = report.At.ToStored(), batch.AgentId,
            });
    }

    private static long InsertReport(
        SqliteSession session, ReceiveReports batch, long journal, Report report, OrderId? id, string? remark)
    {
        session.Execute(
            s_insertReport, journal, report.Sequence, report.EntryHash, report.Kind,
            id is { } known ? OrderRecord.Bytes(known) : null, report.At.ToStored(), batch.Now.ToStored(), remark,
            report.Data.ValueKind == JsonValueKind.Undefined ? "null" : report.Data.GetRawText());
        return session.LastRow;
    }
}
