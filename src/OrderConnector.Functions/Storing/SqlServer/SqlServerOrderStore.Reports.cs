using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private const string InsertReport =
        """
        INSERT INTO dbo.reports (journal_row, sequence, entry_hash, kind, order_id, told_at, received_at, remark,
                                 report_data)
        VALUES (@journal, @sequence, @hash, @kind, @order, @told, @received, @remark, @data);
        """;

    // What a report changes of its order. The guards: another instance may hear of the same journal at once, and an
    // administrator may have taken the order from a revoked agent. A receipt is issued once: a second try brings the
    // same bytes, and other bytes would falsify it.
    private const string ApplyReport =
        $"""
        IF @to IS NOT NULL
        BEGIN
            UPDATE dbo.orders SET state = @to, state_reason = @reason, state_actor = @actor, state_since = @at,
                moves = orders.moves + 1, waiting = 0
            WHERE orders.order_row = @row AND orders.state = @from AND orders.agent_id = @agent;
            IF @@ROWCOUNT <> 1
                THROW 50001, N'The order moved in between.', 1;
            INSERT INTO dbo.order_events (order_row, place, from_state, to_state, happened_at, actor, reason)
            SELECT o.order_row, o.moves, @from, @to, @at, @actor, @reason FROM dbo.orders AS o
            WHERE o.order_row = @row;
            {HourSql.CountMove}
        END;
        IF @waiting IS NOT NULL
        BEGIN
            UPDATE dbo.orders SET waiting = @waiting
            WHERE orders.order_row = @row AND orders.state = @from AND orders.agent_id = @agent;
            IF @@ROWCOUNT <> 1
                THROW 50001, N'The order moved in between.', 1;
        END;
        IF @waiting = 1 OR @endsWait = 1
            DELETE FROM dbo.order_waits WHERE order_waits.order_row = @row;
        IF @waiting = 1
            INSERT INTO dbo.order_waits (order_row, since) VALUES (@row, @at);
        IF @fiscal IS NOT NULL OR @receipt IS NOT NULL
        BEGIN
            UPDATE dbo.order_receipts SET fiscal = COALESCE(@fiscal, order_receipts.fiscal),
                receipt = COALESCE(order_receipts.receipt, @receipt)
            WHERE order_receipts.order_row = @row;
            IF @@ROWCOUNT = 0
                INSERT INTO dbo.order_receipts (order_row, fiscal, receipt) VALUES (@row, @fiscal, @receipt);
        END;
        IF @handedOver IS NOT NULL
            UPDATE dbo.orders SET handed_over_at = COALESCE(orders.handed_over_at, @handedOver)
            WHERE orders.order_row = @row;
        """;

    private static readonly Statement s_takeReport = new(
        $"""
        {OrderSql.Whole}
        {InsertReport}
        INSERT INTO dbo.order_reports (order_row, report_row)
        SELECT @row, r.report_row FROM dbo.reports AS r WHERE r.journal_row = @journal AND r.sequence = @sequence;
        {ApplyReport}
        """);

    private static readonly Statement s_applyReport = new(
        $"""
        {OrderSql.Whole}
        {ApplyReport}
        """);

    private static readonly Statement s_takeOfAgent = new(
        $"""
        {OrderSql.Whole}
        {InsertReport}
        IF @isHealth = 1
        BEGIN
            UPDATE dbo.agents SET tss = COALESCE(@tss, agents.tss), version = COALESCE(@version, agents.version),
                seen_at = @received
            WHERE agents.id = @agent;
            UPDATE dbo.agent_hand_overs SET awaiting = @awaiting, since = @awaitingSince
            WHERE agent_hand_overs.agent_id = @agent;
            IF @@ROWCOUNT = 0
                INSERT INTO dbo.agent_hand_overs (agent_id, awaiting, since)
                VALUES (@agent, @awaiting, @awaitingSince);
        END;
        """);

    // The shop may post the lost order anew at this very moment. Both change the branch's row before they look for one
    // another, so the later one finds what the earlier one wrote: here the order, there the report.
    private static readonly Statement s_keepWithoutOrder = new(
        $"""
        {OrderSql.Whole}
        UPDATE dbo.branches SET steps = branches.steps + 1 WHERE branches.id = @branch;
        IF EXISTS (SELECT 1 FROM dbo.orders AS o WHERE o.id = @order)
            THROW 50001, N'The order was posted anew in between.', 1;
        {InsertReport}
        INSERT INTO dbo.reports_without_order (branch_id, report_row, order_id, number, kind, told_at, agent_id)
        SELECT @branch, r.report_row, @orderText, @number, @kind, @told, @agent
        FROM dbo.reports AS r WHERE r.journal_row = @journal AND r.sequence = @sequence;
        """);

    private async Task TakeAsync(
        SqlServerSession session, ReceiveReports batch, long journal, JudgedReport judged,
        Dictionary<OrderId, ReportedOrderView> orders, CancellationToken cancellationToken)
    {
        switch (judged.Whose)
        {
            case ReportedOrder.Owned or ReportedOrder.Adoptable:
                var id = judged.Order!.Value;
                orders[id] = await TakeForOrderAsync(session, batch, journal, judged, orders[id], cancellationToken);
                break;
            case ReportedOrder.Lost:
                await session.ExecuteAsync(
                    s_keepWithoutOrder, ReportValues(batch, journal, judged, new Effect(
                        Remark: "the store does not know the order: it was restored")), cancellationToken);
                break;
            case ReportedOrder.None:
                var isHealth = judged.Report.Kind == "health";
                await session.ExecuteAsync(
                    s_takeOfAgent,
                    ReportValues(batch, journal, judged, new Effect(Remark: isHealth ? null : "names no order")),
                    cancellationToken);
                break;
            case ReportedOrder.NotOwned:
                throw new InvalidOperationException("A batch with refused reports is not taken.");
        }
    }

    /// <summary>Takes a report on an order; answers how the order stands after it.</summary>
    private async Task<ReportedOrderView> TakeForOrderAsync(
        SqlServerSession session, ReceiveReports batch, long journal, JudgedReport judged, ReportedOrderView order,
        CancellationToken cancellationToken)
    {
        var state = order.AgentId is null
            ? await AdoptAsync(session, batch.AgentId, batch.Now, order.Row, order.State, cancellationToken)
            : order.State;
        var plan = ReportPlan.Decide(judged.Report, state);
        await session.ExecuteAsync(
            s_takeReport,
            ReportValues(batch, journal, judged, Effect.Of(plan, judged.Report, order.Row, state, batch.AgentId)),
            cancellationToken);
        return order with { State = plan.To ?? state, AgentId = batch.AgentId };
    }

    private static object ReportValues(ReceiveReports batch, long journal, JudgedReport judged, Effect effect)
    {
        var report = judged.Report;
        var (awaiting, awaitingSince) = ReportPlan.HandOver(report, batch.Now);
        return new
        {
            journal, sequence = report.Sequence, hash = report.EntryHash, kind = report.Kind,
            order = FixedBinary.Of(judged.Order), orderText = report.OrderId, told = report.At.ToStored(),
            received = batch.Now.ToStored(), remark = effect.Remark, number = ReportPlan.Number(report),
            data = report.Data.ValueKind == JsonValueKind.Undefined ? "null" : report.Data.GetRawText(),
            branch = batch.BranchId, agent = batch.AgentId, isHealth = report.Kind == "health",
            tss = ReportPlan.Text(report, "tss"), version = ReportPlan.Text(report, "version"),
            row = effect.Row, from = effect.From?.ToWire(), to = effect.To?.ToWire(), reason = effect.Reason,
            actor = effect.Actor, at = batch.Now.ToStored(), waiting = effect.Waiting, fiscal = effect.Fiscal,
            receipt = effect.Receipt, handedOver = effect.HandedOver, endsWait = effect.EndsWait, awaiting,
            awaitingSince = awaitingSince.ToStored(),
        };
    }

    /// <summary>What a report does to its order, column by column.</summary>
    private sealed record Effect(
        long? Row = null, OrderState? From = null, OrderState? To = null, string? Reason = null, string? Actor = null,
        bool? Waiting = null, string? Fiscal = null, string? Receipt = null, long? HandedOver = null,
        string? Remark = null, bool EndsWait = false)
    {
        public static Effect Of(ReportPlan plan, Report report, long row, OrderState state, string agent) => new(
            row, state, plan.To, plan.Reason,
            AgentActor.Of(agent, plan.Actor),
            plan.Waiting,
            plan.To is OrderState.Signed or OrderState.Unsigned ? report.Data.GetRawText() : null,
            report.Kind == "issued" ? report.Data.GetRawText() : null,
            report.Kind == "handedOver" ? report.At.ToStored() : null,
            plan.Remark, plan.EndsWait);
    }
}
