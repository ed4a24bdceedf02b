using System.Globalization;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Storing;

/// <summary>What becomes of a flag, the same for each engine: from what was read to what is answered.</summary>
internal static class FlagPlan
{
    /// <summary>
    /// Judges one order; Flagged means that it is to be flagged, or that this batch has flagged it and a flag stands.
    /// </summary>
    /// <param name="flag">What was asked for.</param>
    /// <param name="order">The order in it.</param>
    /// <param name="view">How it stands; null where it is unknown.</param>
    /// <param name="taken">Orders that its receipt stands for, where the slip is one.</param>
    public static FlagOutcome Judge(
        FlagOrders flag, OrderToFlag order, FlagView? view, IReadOnlyList<TakenReceipt> taken)
    {
        if (view is null)
        {
            return new FlagOutcome(order.Id, FlagResult.Unknown, 0, OrderState.Queued, "", flag.At);
        }

        var result = view switch
        {
            { OfBatch: 1, OrderState: OrderState.TransmittedManually } => FlagResult.Flagged,
            // Flagged by this very form and taken back since: the form acted once, and its page must not say that the
            // agent never gets what it is about to sign.
            { OfBatch: 1, OrderState: OrderState.Queued } => FlagResult.Elsewhere,
            { OrderState: OrderState.Queued } => taken.Count > 0 && !flag.IsShared
                ? FlagResult.ReceiptTaken
                : FlagResult.Flagged,
            { OrderState: OrderState.Collected or OrderState.Signed or OrderState.Unsigned } => FlagResult.Collected,
            _ => FlagResult.Elsewhere,
        };
        return new FlagOutcome(
            order.Id, result, view.Number, view.OrderState, view.StateActor, StoredTime.FromStored(view.StateSince),
            result == FlagResult.ReceiptTaken ? taken[0].Number : null);
    }

    /// <summary>How an order stands once it is flagged.</summary>
    public static FlagOutcome Done(FlagOrders flag, FlagOutcome judged) => judged with
    {
        State = OrderState.TransmittedManually, By = flag.Actor, Since = StoredTime.FromStored(flag.At.ToStored()),
    };

    /// <summary>What becomes of taking a flag back.</summary>
    public static UnflagResult Judge(UnflagOrder unflag, FlagView? view) => view switch
    {
        null => UnflagResult.Unknown,
        { OrderState: not OrderState.TransmittedManually } => UnflagResult.NotFlagged,
        { MatchRow: not null } => UnflagResult.Matched,
        { AgentId: not null } when !unflag.EvenOfLostAgent => UnflagResult.AgentLost,
        _ => UnflagResult.Withdrawn,
    };

    /// <summary>The receipt that a flag of this kind is matched with at once; null for a paper slip.</summary>
    public static OrderToMatch? MatchOf(FlagOrders flag, OrderToFlag order) => flag.Kind switch
    {
        SlipKind.PaperSlip => null,
        SlipKind.TillReceipt => new OrderToMatch(order.Id, order.Slip, null, null),
    };

    /// <summary>For the audit log.</summary>
    public static Act Flagged(FlagOrders flag, OrderToFlag order, FlagView view) => new(
        flag.At, flag.Actor, "order.flagged", order.Id.Value, view.BranchId, flag.Reason,
        new Dictionary<string, string>
        {
            ["number"] = Text(view.Number), ["slip"] = order.Slip, ["slipKind"] = flag.Kind.ToWire(),
        });

    /// <summary>For the audit log.</summary>
    public static Act Withdrawn(UnflagOrder unflag, FlagView view) => new(
        unflag.At, unflag.Actor, "order.flagWithdrawn", unflag.Id.Value, view.BranchId, unflag.Reason,
        new Dictionary<string, string> { ["number"] = Text(view.Number) });

    /// <summary>For the audit log.</summary>
    public static Act Switched(SwitchEmergency change, string action) =>
        new(change.At, change.Actor, action, change.BranchId, change.BranchId, change.Reason);

    /// <summary>For the audit log.</summary>
    public static Act Set(SetProcedure set) => new(
        set.At, set.Actor, "emergency.procedureSet", set.BranchId, set.BranchId, set.Reason,
        new Dictionary<string, string> { ["procedure"] = set.Procedure.ToWire() });

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
