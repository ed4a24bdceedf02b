using OrderConnector.Core.Orders;
using OrderConnector.Functions.Numbering;

namespace OrderConnector.Functions.Storing;

/// <summary>What an order tells of its number.</summary>
internal sealed record NumberedFate(
    long Number, string Fate, DateTimeOffset At, string? Reason, string OrderId, string Actor);

/// <summary>Numbers the sequence stepped over after a restore.</summary>
internal sealed record NumberGap(long First, long Last, DateTimeOffset At, string Actor, string Reason);

/// <summary>What a branch reported of a number whose order the store lost.</summary>
internal sealed record LostNumber(long Number, string OrderId, DateTimeOffset At, string Kind, string AgentId);

/// <summary>Explains every number of a span: each has an order, was lost by a restore, or was never drawn.</summary>
internal static class NumberRegister
{
    /// <summary>The part of a span that lies in the range and fits on a page; null where nothing does.</summary>
    public static (long From, long To)? Page(NumberRange range, long from, long to, int max)
    {
        var first = Math.Max(from, range.First);
        var last = Math.Min(Math.Min(to, range.Last), first + Math.Max(max, 1) - 1);
        return first > last ? null : (first, last);
    }

    /// <summary>One fate per number of the page, ascending.</summary>
    public static IReadOnlyList<NumberFate> Explain(
        NumberRange range, long from, long to, IEnumerable<NumberedFate> orders, IReadOnlyList<NumberGap> gaps,
        IEnumerable<LostNumber> lost)
    {
        var known = orders.ToDictionary(order => order.Number);
        // Several reports may tell of one number; the last says how it ended.
        var told = lost.GroupBy(one => one.Number).ToDictionary(group => group.Key, group => group.Last());
        var fates = new List<NumberFate>((int)(to - from + 1));
        for (var number = from; number <= to; number++)
        {
            fates.Add(known.TryGetValue(number, out var order)
                ? new NumberFate(number, order.Fate, order.At, order.Reason, order.OrderId, order.Actor)
                : ExplainMissing(range, number, gaps, told));
        }

        return fates;
    }

    private static NumberFate ExplainMissing(
        NumberRange range, long number, IReadOnlyList<NumberGap> gaps, Dictionary<long, LostNumber> told)
    {
        if (told.TryGetValue(number, out var report))
        {
            return new NumberFate(
                number, "lostByRestore", report.At, $"The branch reports \"{report.Kind}\".", report.OrderId,
                AgentActor.Of(report.AgentId));
        }

        if (gaps.FirstOrDefault(gap => gap.First <= number && number <= gap.Last) is { } gap)
        {
            return new NumberFate(number, "lostByRestore", gap.At, gap.Reason, null, gap.Actor);
        }

        // Below the next number without order or gap cannot be: they are written together. An auditor must see it.
        return number >= range.Next
            ? new NumberFate(number, "notDrawn", null, null, null, null)
            : new NumberFate(number, "unexplained", null, "The store has no record of this number.", null, null);
    }
}
