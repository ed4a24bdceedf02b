using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing;

/// <summary>Whose order a report is about.</summary>
internal enum ReportedOrder
{
    /// <summary>The agent owns it.</summary>
    Owned,

    /// <summary>
    /// It stands before Collected and nobody owns it, though a journal tells that this branch had it: the store was
    /// restored from a backup. The agent's journal decides.
    /// </summary>
    Adoptable,

    /// <summary>The store has no such order: restored from a backup. The report is kept on its own.</summary>
    Lost,

    /// <summary>Another agent's, another branch's, or decided otherwise.</summary>
    NotOwned,

    /// <summary>The report names no order.</summary>
    None,
}

/// <summary>An order as a report finds it; null columns where nobody has it.</summary>
internal sealed record ReportedOrderView(long Row, string BranchId, OrderState State, string? AgentId);

/// <summary>Stage 13 of 14: decides what a report changes.</summary>
/// <param name="To">The move it causes; null for none.</param>
/// <param name="Reason">The move's reason.</param>
/// <param name="Actor">Who at the branch decided; null for the agent itself.</param>
/// <param name="Waiting">The new mark "waits for staff"; null leaves it.</param>
/// <param name="Remark">Why it changes nothing, where it does not.</param>
internal sealed record ReportPlan(
    OrderState? To = null, string? Reason = null, string? Actor = null, bool? Waiting = null, string? Remark = null)
{
    /// <summary>Whether staff need not be waited for any more.</summary>
    public bool EndsWait => Waiting == false || To is OrderState.Rejected or OrderState.SetAside;

    /// <summary>The reason of every move that a restored store takes over from a journal.</summary>
    public const string RestoredReason = "restored: the agent's journal decides";

    /// <summary>Whose order it is.</summary>
    public static ReportedOrder Classify(Report report, ReportedOrderView? order, ReceiveReports batch)
    {
        if (report.OrderId is null)
        {
            return ReportedOrder.None;
        }

        if (order is null)
        {
            return ReportedOrder.Lost;
        }

        if (order.BranchId != batch.BranchId)
        {
            return ReportedOrder.NotOwned;
        }

        if (order.AgentId is not null)
        {
            return order.AgentId == batch.AgentId ? ReportedOrder.Owned : ReportedOrder.NotOwned;
        }

        return AdoptionOf(order.State) is null ? ReportedOrder.NotOwned : ReportedOrder.Adoptable;
    }

    /// <summary>The states an unowned order passes to become Collected; null where it cannot.</summary>
    public static IReadOnlyList<OrderState>? AdoptionOf(OrderState state) => state switch
    {
        OrderState.Queued => [OrderState.Collected],
        OrderState.AwaitingPayment or OrderState.Expired or OrderState.Held =>
            [OrderState.Queued, OrderState.Collected],
        OrderState.Aborted or OrderState.Collected or OrderState.SetAside or OrderState.Signed or OrderState.Unsigned
            or OrderState.Cancelled or OrderState.TransmittedManually or OrderState.Rejected => null,
    };

    /// <summary>What a report on an owned order changes, as the order stands.</summary>
    public static ReportPlan Decide(Report report, OrderState state) => report.Kind switch
    {
        "waiting" => Mark(state, waiting: true),
        "released" => Mark(state, waiting: false),
        "rejected" => Move(report, state, OrderState.Rejected),
        "setAside" => Move(report, state, OrderState.SetAside),
        "signed" => Move(report, state, OrderState.Signed),
        "unsigned" => Move(report, state, OrderState.Unsigned),
        "issued" or "handedOver" or "voidAsked" => new ReportPlan(),
        _ => new ReportPlan(Remark: "kind unknown"),
    };

    /// <summary>A text member of a report's data; null where it is none.</summary>
    public static string? Text(Report report, string member) =>
        report.Data.ValueKind == JsonValueKind.Object && report.Data.TryGetProperty(member, out var value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>The order number a report's data carries; null where it carries none.</summary>
    public static long? Number(Report report) =>
        report.Data.ValueKind == JsonValueKind.Object && report.Data.TryGetProperty("number", out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;

    /// <summary>
    /// What a health report tells of orders that were signed and not handed over. The agent's clock may be wrong: how
    /// long the oldest waits is taken from it, since when by ours. An older agent does not tell how long.
    /// </summary>
    public static (int Awaiting, DateTimeOffset? Since) HandOver(Report report, DateTimeOffset now)
    {
        var data = report.Data;
        var isObject = data.ValueKind == JsonValueKind.Object;
        var awaiting = isObject && data.TryGetProperty("awaitingHandOver", out var count)
            && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var number) ? number : 0;
        var waits = isObject && data.TryGetProperty("awaitingSince", out var value)
            && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var since)
            && since < report.At ? report.At - since : TimeSpan.Zero;
        return (awaiting, awaiting > 0 && waits > TimeSpan.Zero ? now - waits : null);
    }

    private static ReportPlan Mark(OrderState state, bool waiting) => state == OrderState.Collected
        ? new ReportPlan(Waiting: waiting)
        : new ReportPlan(Remark: $"already {state.ToWire()}");

    // A contradiction (signed, though the order was rejected) is kept and marked: the state machine has no way back.
    private static ReportPlan Move(Report report, OrderState state, OrderState to) =>
        state == OrderState.Collected
            ? new ReportPlan(to, Text(report, "reason"), Text(report, "actor"))
            : new ReportPlan(Remark: $"already {state.ToWire()}");
}
