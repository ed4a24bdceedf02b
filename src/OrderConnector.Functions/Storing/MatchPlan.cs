using System.Globalization;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Storing;

/// <summary>What becomes of matches, the same for each engine: from what was read to what is answered.</summary>
internal static class MatchPlan
{
    /// <summary>How a day is stored; empty where there is none.</summary>
    public static string Day(DateOnly? date) =>
        date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A stored day.</summary>
    public static DateOnly? Day(string stored) =>
        stored.Length == 0 ? null : DateOnly.ParseExact(stored, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Judges one order of a list; the store does nothing unless every one is Matched.</summary>
    /// <param name="match">What was asked for.</param>
    /// <param name="order">The order in it.</param>
    /// <param name="view">How it stands; null where it is unknown.</param>
    /// <param name="taken">Other orders that a receipt of this number stands for, of whatever day.</param>
    public static MatchOutcome Judge(
        MatchOrders match, OrderToMatch order, FlagView? view, IEnumerable<TakenReceipt> taken)
    {
        if (view is null)
        {
            return new MatchOutcome(order.Id, MatchResult.Unknown, 0, 0);
        }

        var outcome = new MatchOutcome(order.Id, MatchResult.Matched, view.Number, view.TotalCents);
        if (IsDone(match, order, view))
        {
            return outcome;
        }

        if (view.MatchRow is not null || view.OrderState != OrderState.TransmittedManually)
        {
            return view.MatchRow is null
                ? outcome with { Result = MatchResult.NotFlagged }
                : outcome with { Result = MatchResult.AlreadyMatched, Receipt = view.Receipt };
        }

        var other = match.IsShared ? null : taken.FirstOrDefault(one => IsSame(one.ReceiptDate, Day(order.Date)));
        return other is not null ? outcome with { Result = MatchResult.ReceiptTaken, TakenBy = other.Number }
            : order.TotalCents is { } total && total != view.TotalCents && !match.AcceptsDifference
            ? outcome with { Result = MatchResult.TotalDiffers }
            : outcome;
    }

    /// <summary>Whether an earlier try of the same call has made this match: its answer was lost.</summary>
    public static bool IsDone(MatchOrders match, OrderToMatch order, FlagView view) =>
        view.MatchRow is not null && view.Receipt == order.Receipt && view.MatchedBy == match.Actor
        && view.MatchedAt == match.At.ToStored();

    /// <summary>
    /// Orders of the same list before this one that name its receipt: they take it as those in the store do.
    /// </summary>
    public static IEnumerable<TakenReceipt> TakenBefore(
        MatchOrders match, OrderToMatch order, IReadOnlyDictionary<OrderId, FlagView?> views) =>
        match.Orders.TakeWhile(one => one != order)
            .Where(one => one.Receipt == order.Receipt && views[one.Id] is not null)
            .Select(one => new TakenReceipt
            {
                Receipt = one.Receipt, ReceiptDate = Day(one.Date), Number = views[one.Id]!.Number,
            });

    /// <summary>For the audit log.</summary>
    public static Act Matched(OrderToMatch order, FlagView view, MatchSource source, string actor, DateTimeOffset at)
    {
        var details = new Dictionary<string, string>
        {
            ["number"] = view.Number.ToString(CultureInfo.InvariantCulture), ["receipt"] = order.Receipt,
            ["source"] = source.ToWire(),
        };
        if (order.Date is { } date)
        {
            details["receiptDate"] = Day(date);
        }

        if (order.TotalCents is { } total && total != view.TotalCents)
        {
            details["receiptCents"] = total.ToString(CultureInfo.InvariantCulture);
            details["orderCents"] = view.TotalCents.ToString(CultureInfo.InvariantCulture);
        }

        return new Act(at, actor, "order.matched", order.Id.Value, view.BranchId, null, details);
    }

    /// <summary>For the audit log.</summary>
    public static Act Undone(UnmatchOrder unmatch, FlagView view) => new(
        unmatch.At, unmatch.Actor, "order.matchUndone", unmatch.Id.Value, view.BranchId, unmatch.Reason,
        new Dictionary<string, string>
        {
            ["number"] = view.Number.ToString(CultureInfo.InvariantCulture), ["receipt"] = view.Receipt!,
        });

    // Many tills count anew each day: two days are two receipts. A day that nobody named may be any day.
    private static bool IsSame(string one, string other) => one.Length == 0 || other.Length == 0 || one == other;
}
