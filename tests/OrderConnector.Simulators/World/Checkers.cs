using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.Simulators.World;

/// <summary>The invariants: what must hold after any day, whatever died in it.</summary>
public static class Checkers
{
    /// <summary>Every broken invariant in words; empty where all hold.</summary>
    /// <param name="world">The world at rest.</param>
    /// <param name="expected">States each order may have; an order not listed only has to be at its end.</param>
    public static Task<IReadOnlyList<string>> FindFaultsAsync(
        DayWorld world, IReadOnlyDictionary<OrderId, OrderState[]> expected) =>
        FindFaultsAsync(world.Traces, expected);

    /// <summary>The same for one branch of a chain.</summary>
    public static async Task<IReadOnlyList<string>> FindFaultsAsync(
        BranchTraces world, IReadOnlyDictionary<OrderId, OrderState[]> expected)
    {
        List<string> faults = [];
        var entries = world.Journal.Read(1, int.MaxValue);
        await OrdersAreWhereTheyBelong(world, expected, faults);
        await EveryNumberIsExplained(world, faults);
        await NoMoreIsVoidedThanWasSold(world, faults);
        NothingIsSignedTwice(entries, faults);
        foreach (var site in world.Devices)
        {
            await TssCheckers.TheTssAgreesWithTheJournal(site, entries, faults);
            TssCheckers.EveryDayIsClosedOnce(site, entries, faults);
        }

        TssCheckers.EveryUnsignedSaleHasItsOutage(entries, faults);
        TheTillHasEveryOrderOnce(world, entries, faults);
        TheChainIsWhole(world.Journal, entries, faults);
        ReplayGivesTheSameState(world.Journal, entries, faults);
        NoCustomerIsNamed(world, entries, faults);
        return faults;
    }

    private static async Task OrdersAreWhereTheyBelong(
        BranchTraces world, IReadOnlyDictionary<OrderId, OrderState[]> expected, List<string> faults)
    {
        foreach (var (id, number) in world.Accepted)
        {
            var order = await world.Disk.FindAsync(id, CancellationToken.None);
            if (order is null || order.Number != number)
            {
                faults.Add($"Order {number} was accepted and is lost.");
                continue;
            }

            var allowed = expected.TryGetValue(id, out var states) ? states : [OrderState.Signed, OrderState.Unsigned];
            if (!allowed.Contains(order.State))
            {
                faults.Add($"Order {number} ({order.ExternalId}) is {order.State} ({order.StateReason}), "
                    + $"not {string.Join(" or ", allowed)}.");
            }

            if (order.State is OrderState.Signed or OrderState.Unsigned && order.Receipt is null)
            {
                faults.Add($"Order {number} has no receipt.");
            }

            await MovesAreAllowed(world, order.Id, number, faults);
        }
    }

    private static async Task MovesAreAllowed(BranchTraces world, OrderId id, long number, List<string> faults)
    {
        OrderState? at = null;
        foreach (var move in await world.Disk.ReadEventsAsync(id, CancellationToken.None))
        {
            if (move.From != at || (at is { } from && !OrderMoves.IsAllowed(from, move.To)))
            {
                faults.Add($"Order {number} moved from {move.From} to {move.To} and stood at {at}.");
            }

            at = move.To;
        }
    }

    private static async Task EveryNumberIsExplained(BranchTraces world, List<string> faults)
    {
        var last = world.Accepted.Values.DefaultIfEmpty(39_999_999).Max();
        if (last < 40_000_000)
        {
            return;
        }

        var page = await world.Disk.ReadNumbersAsync(
            world.BranchId, 40_000_000, last, 10_000, CancellationToken.None);
        if (page.Numbers.Count != last - 40_000_000 + 1)
        {
            faults.Add($"The register explains {page.Numbers.Count} numbers up to {last}.");
        }

        faults.AddRange(page.Numbers.Where(n => n.Fate == "notDrawn").Select(n => $"Number {n.Number} has no fate."));
        var orders = page.Numbers.Where(n => n.OrderId is not null).Select(n => n.OrderId).ToList();
        if (orders.Distinct().Count() != orders.Count)
        {
            faults.Add("An order has two numbers.");
        }
    }

    private static async Task NoMoreIsVoidedThanWasSold(BranchTraces world, List<string> faults)
    {
        foreach (var (id, number) in world.Accepted)
        {
            var sold = (await world.Disk.FindAsync(id, CancellationToken.None))?.TotalCents ?? 0;
            var voids = await world.Disk.FindVoidsOfAsync(id, CancellationToken.None);
            var left = sold + voids.Sum(counter => counter.TotalCents);
            if (voids.Count > 0 && (left < 0 || left > sold))
            {
                faults.Add($"Of order {number} over {sold} cents {sold - left} were voided.");
            }
        }
    }

    private static void NothingIsSignedTwice(IReadOnlyList<JournalEntry> entries, List<string> faults)
    {
        foreach (var order in entries.Where(e => e.Fact.OrderId is not null).GroupBy(e => e.Fact.OrderId))
        {
            var ends = order.Count(e => e.Fact.Kind is JournalKind.Signed or JournalKind.Unsigned);
            var begun = order.Any(e => e.Fact.Kind is JournalKind.SigningIntended);
            if (ends > 1 || (begun && ends == 0))
            {
                faults.Add($"Order {order.Key} has {ends} ends: {string.Join(", ", order.Select(e => e.Fact.Kind))}");
            }
        }

        foreach (var register in entries.Where(e => e.Fact.Kind is JournalKind.SigningIntended)
            .Select(e => JournalData.Read<SigningIntent>(e.Fact)).GroupBy(intent => intent.CashRegisterId))
        {
            var receipts = register.Select(intent => intent.ReceiptNumber).ToList();
            if (!receipts.SequenceEqual(Enumerable.Range(1, receipts.Count).Select(n => (long)n)))
            {
                faults.Add($"Receipt numbers of {register.Key} have a gap or a double: {string.Join(" ", receipts)}");
            }
        }
    }

    private static void TheTillHasEveryOrderOnce(
        BranchTraces world, IReadOnlyList<JournalEntry> entries, List<string> faults)
    {
        var sold = entries.Where(e => e.Fact.Kind is JournalKind.Signed or JournalKind.Unsigned)
            .Select(e => e.Fact.OrderId!).ToHashSet();
        faults.AddRange(sold.Where(id => !world.Drawer.Orders.ContainsKey(id)).Select(id => $"The till misses {id}."));
        faults.AddRange(world.Drawer.Orders.Keys.Where(id => !sold.Contains(id)).Select(id => $"The till got {id}."));
        faults.AddRange(world.Drawer.Changed.Select(id => $"The till got {id} with other bytes."));
    }

    private static void TheChainIsWhole(IJournal journal, IReadOnlyList<JournalEntry> entries, List<string> faults)
    {
        var hash = JournalChain.Anchor(journal.Head.Id);
        foreach (var entry in entries)
        {
            hash = JournalChain.Hash(hash, entry.Sequence, entry.Fact, entry.PersonalHash);
            if (Convert.ToHexStringLower(hash) != entry.Hash)
            {
                faults.Add($"The chain breaks at entry {entry.Sequence}.");
                return;
            }
        }
    }

    private static void ReplayGivesTheSameState(
        IJournal journal, IReadOnlyList<JournalEntry> entries, List<string> faults)
    {
        var state = new BranchState();
        foreach (var entry in entries)
        {
            state.Apply(entry);
        }

        if (state.Hash != journal.Head.HeadHash || state.Leases.Count > 0 || state.Open.Count > 0)
        {
            faults.Add($"At rest {state.Open.Count} orders are open ("
                + string.Join(", ", state.Open.Values.Select(o => $"{o.Header.Number} {o.Stage}"))
                + $") and {state.Leases.Count} leases undecided.");
        }
    }

    private static void NoCustomerIsNamed(BranchTraces world, IReadOnlyList<JournalEntry> entries, List<string> faults)
    {
        string[] secrets = [DayOrders.Secret.Name, DayOrders.Secret.Phone, DayOrders.Secret.Email];
        if (world.LogLines.Any(line => secrets.Any(line.Contains)))
        {
            faults.Add("A log line names a customer.");
        }

        if (entries.Any(entry => secrets.Any(entry.Fact.Data.Contains)))
        {
            faults.Add("The journal's chain names a customer.");
        }
    }
}
