using OrderConnector.Core.Auditing;
using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Emergencies;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    private const string Manager = "user:maria";

    /// <summary>The same store, as those who act in an emergency have it.</summary>
    protected IEmergencyStore Emergencies => (IEmergencyStore)Store;

    private static FlagOrders Flags(
        int batch, SlipKind kind, params (string ExternalId, string Slip)[] orders) => new(
            batch.ToString("x32", System.Globalization.CultureInfo.InvariantCulture),
            [.. orders.Select(order => new OrderToFlag(Order(order.ExternalId).Id, order.Slip))], kind, false, Manager,
            "line down", Noon.AddMinutes(1));

    private async Task<FlagOutcome> FlagAsync(string externalId, string slip = "slip 1", int batch = 1) =>
        Assert.Single(await Emergencies.FlagAsync(Flags(batch, SlipKind.PaperSlip, (externalId, slip)), default));

    private Task<UnflagResult> UnflagAsync(string externalId) => Emergencies.UnflagAsync(
        new UnflagOrder(Order(externalId).Id, Manager, "line is back", Noon.AddMinutes(5)), default);

    // The acts of an emergency alone; the chain that they stand in is walked from its beginning.
    private async Task<IReadOnlyList<AuditEntry>> AuditAsync()
    {
        string[] acts = ["order.flagged", "order.flagWithdrawn", "order.matched", "order.matchUndone"];
        var entries = await ((IAuditStore)Store).ReadAuditChainAsync(0, 1000, default);
        var walk = new AuditWalk();
        Assert.All(entries, entry => Assert.Null(walk.Take(entry)));
        return [.. entries.Where(entry => acts.Contains(entry.Act.Action)
            || entry.Act.Action.StartsWith("emergency.", StringComparison.Ordinal))];
    }

    private async Task<IEnumerable<string>> WorkListAsync() =>
        (await Pages.ReadWorkListAsync(Branch, 0, 100, default)).Flags.Select(flag => flag.ExternalId);

    [Fact]
    public async Task A_flagged_order_is_never_offered_and_tells_who_when_why_and_by_which_slip()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));

        var outcome = await FlagAsync("A", "B-17");

        Assert.Equal(
            new FlagOutcome(
                Order("A").Id, FlagResult.Flagged, 100, OrderState.TransmittedManually, Manager, Noon.AddMinutes(1)),
            outcome);
        Assert.Empty((await CollectAsync(Visit("a1"))).Orders);
        Assert.Equal(
            new OrderEvent(
                OrderState.Queued, OrderState.TransmittedManually, Noon.AddMinutes(1), Manager, "line down"),
            (await Store.ReadEventsAsync(Order("A").Id, default))[^1]);
        var flag = Assert.Single((await Pages.ReadWorkListAsync(Branch, 0, 10, default)).Flags);
        Assert.Equal(
            (100L, "webshop", 990L, SlipKind.PaperSlip, "B-17", new Deed(Noon.AddMinutes(1), Manager, "line down")),
            (flag.Number, flag.Channel, flag.TotalCents, flag.Kind, flag.Slip, flag.Flagged));
        Assert.Equal((null, 0), (flag.Withdrawn, flag.Matches.Count));
        var act = Assert.Single(await AuditAsync()).Act;
        Assert.Equal(
            (Manager, "order.flagged", Order("A").Id.Value, Branch, "line down", "B-17"),
            (act.Actor, act.Action, act.Subject, act.BranchId, act.Reason, act.Details!["slip"]));
    }

    [Fact]
    public async Task Of_many_orders_each_has_its_own_outcome_and_one_does_not_stop_another()
    {
        await EnrolAsync("a1");
        var leased = await CollectedAsync("fast");
        Assert.Equal(["yours"], await ConfirmAsync("a1", leased.Lease));
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("gone"));
        await Store.MoveAsync(Cancel("gone"), default);
        await AddNewAsync(Order("held") with { State = OrderState.Held });
        await AddNewAsync(Order("B"));

        var outcomes = await Emergencies.FlagAsync(
            Flags(1, SlipKind.PaperSlip, ("A", "1"), ("fast", "2"), ("gone", "3"), ("held", "4"), ("none", "5"), ("B", "6")),
            default);

        Assert.Equal(
            [
                FlagResult.Flagged, FlagResult.Collected, FlagResult.Elsewhere, FlagResult.Elsewhere,
                FlagResult.Unknown, FlagResult.Flagged,
            ],
            outcomes.Select(outcome => outcome.Result));
        Assert.Equal(
            (OrderState.Collected, "agent:a1", Noon.AddSeconds(1)),
            (outcomes[1].State, outcomes[1].By, outcomes[1].Since));
        Assert.Equal(OrderState.Cancelled, outcomes[2].State);
        Assert.Equal(["A", "B"], await WorkListAsync());
        Assert.Equal(2, (await AuditAsync()).Count);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_finds_what_it_did_even_after_the_flag_was_withdrawn()
    {
        await AddNewAsync(Order("A"));
        await FlagAsync("A");

        Assert.Equal(FlagResult.Flagged, (await FlagAsync("A")).Result);
        Assert.Equal(FlagResult.Elsewhere, (await FlagAsync("A", batch: 2)).Result);
        Assert.Equal(UnflagResult.Withdrawn, await UnflagAsync("A"));
        var again = await FlagAsync("A");
        Assert.Equal((FlagResult.Elsewhere, OrderState.Queued), (again.Result, again.State));
        Assert.Equal(OrderState.Queued, (await ReadAsync("A")).State);
        Assert.Equal(2, (await AuditAsync()).Count);
    }

    [Fact]
    public async Task An_order_whose_flag_is_withdrawn_is_offered_again_and_may_be_flagged_again()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));
        await FlagAsync("A");

        Assert.Equal(UnflagResult.Withdrawn, await UnflagAsync("A"));

        Assert.Empty(await WorkListAsync());
        Assert.Equal(UnflagResult.NotFlagged, await UnflagAsync("A"));
        Assert.Equal(UnflagResult.Unknown, await UnflagAsync("none"));
        Assert.Equal(FlagResult.Flagged, (await FlagAsync("A", "slip 2", 2)).Result);
        await UnflagAsync("A");
        var leased = Assert.Single((await CollectAsync(Visit("a1", now: Noon.AddMinutes(6)))).Orders);
        Assert.Equal(["yours"], await ConfirmAsync("a1", leased.Lease));
        Assert.Equal(UnflagResult.NotFlagged, await UnflagAsync("A"));
        var history = await Pages.ReadFlagsAsync(Order("A").Id, default);
        Assert.Equal(["slip 1", "slip 2"], history.Select(flag => flag.Slip));
        Assert.All(history, flag => Assert.Equal(
            new Deed(Noon.AddMinutes(5), Manager, "line is back"), flag.Withdrawn));
    }

    [Fact]
    public async Task A_lease_given_out_before_the_flag_confirms_neither_then_nor_after_its_withdrawal()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));
        var leased = Assert.Single((await CollectAsync(Visit("a1"))).Orders);
        await FlagAsync("A");

        Assert.Equal(["transmittedManually"], await ConfirmAsync("a1", leased.Lease));
        await UnflagAsync("A");
        Assert.Equal(["leaseSuperseded"], await ConfirmAsync("a1", leased.Lease));
    }

    [Fact]
    public async Task Flags_and_confirms_at_once_have_one_winner_per_order_and_the_loser_is_told()
    {
        await EnrolAsync("a1");
        var won = 0;
        for (var round = 0; round < 12; round++)
        {
            string[] names = [.. Enumerable.Range(0, 4).Select(i => $"R{round}-{i}")];
            foreach (var name in names)
            {
                await AddNewAsync(Order(name));
            }

            var leased = (await CollectAsync(Visit("a1", max: 4))).Orders;
            var confirm = Task.Run(() => ConfirmAsync("a1", [.. leased.Select(one => one.Lease)]));
            var flags = Task.Run(() => Emergencies.FlagAsync(
                Flags(round, SlipKind.PaperSlip, [.. names.Select(name => (name, "s"))]), default));
            var (confirmed, flagged) = (await confirm, await flags);
            for (var i = 0; i < names.Length; i++)
            {
                var agentWon = confirmed[i] == "yours";
                won += agentWon ? 1 : 0;
                Assert.Equal(agentWon ? FlagResult.Collected : FlagResult.Flagged, flagged[i].Result);
                Assert.Equal(agentWon ? "agent:a1" : Manager, flagged[i].By);
                Assert.Equal(agentWon ? "yours" : "transmittedManually", confirmed[i]);
                Assert.Equal(
                    agentWon ? OrderState.Collected : OrderState.TransmittedManually, (await ReadAsync(names[i])).State);
            }
        }

        Assert.Equal(48 - won, (await WorkListAsync()).Count());
        Assert.Equal(48 - won, (await AuditAsync()).Count);
    }

    [Fact]
    public async Task Of_several_managers_who_flag_the_same_orders_one_flags_each()
    {
        string[] names = ["A", "B", "C", "D", "E"];
        foreach (var name in names)
        {
            await AddNewAsync(Order(name));
        }

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(batch => Task.Run(() => Emergencies.FlagAsync(
            Flags(
                batch, SlipKind.PaperSlip,
                [.. (batch % 2 == 0 ? names : names.Reverse()).Select(name => (name, $"s{batch}"))]),
            default))));

        Assert.Equal(5, outcomes.SelectMany(one => one).Count(outcome => outcome.Result == FlagResult.Flagged));
        Assert.Equal(5, (await WorkListAsync()).Count());
        Assert.Equal(5, (await AuditAsync()).Count);
    }

    [Fact]
    public async Task Whichever_way_an_order_is_transmitted_by_hand_it_lands_on_the_work_list()
    {
        await EnrolAsync("a1");
        var leased = await CollectedAsync("lost");
        await ConfirmAsync("a1", leased.Lease);
        await AddNewAsync(Order("moved"));
        await Store.RevokeAgentAsync("a1", "operator:o", "burnt", Noon, default);

        Assert.Equal(1, await Store.ReassignOrdersAsync(
            new ReassignOrders("a1", OrderState.TransmittedManually, "operator:o", "burnt", Noon.AddMinutes(2)), default));
        await MoveAsync("moved", OrderState.Queued, OrderState.TransmittedManually, 3);

        Assert.Equal(["lost", "moved"], await WorkListAsync());
        var flag = (await Pages.ReadWorkListAsync(Branch, 0, 1, default)).Flags[0];
        Assert.Equal((new Deed(Noon.AddMinutes(2), "operator:o", "burnt"), null), (flag.Flagged, flag.Slip));
        await MoveAsync("moved", OrderState.TransmittedManually, OrderState.Queued, 4);
        Assert.Equal(["lost"], await WorkListAsync());
    }

    [Fact]
    public async Task A_lost_agents_orders_find_their_ways_one_by_one()
    {
        await EnrolAsync("a1");
        foreach (var name in (string[])["A", "B", "C", "D"])
        {
            await ConfirmAsync("a1", (await CollectedAsync(name)).Lease);
        }

        await AddNewAsync(Order("waiting"));
        await Store.RevokeAgentAsync("a1", "operator:o", "burnt", Noon, default);
        var byHand = new ReassignOrders(
            "a1", OrderState.TransmittedManually, "operator:o", "the till has them", Noon.AddMinutes(2),
            [Order("B").Id, Order("C").Id, Order("waiting").Id, OrderId.Derive("webshop", "nowhere")]);

        Assert.Equal(2, await Store.ReassignOrdersAsync(byHand, default));
        Assert.Equal(0, await Store.ReassignOrdersAsync(byHand, default));
        Assert.Equal(0, await Store.ReassignOrdersAsync(byHand with { Only = [] }, default));
        Assert.Equal(1, await Store.ReassignOrdersAsync(
            byHand with { To = OrderState.Queued, Only = [Order("A").Id] }, default));

        Assert.Equal(["B", "C"], await WorkListAsync());
        Assert.Equal(
            [OrderState.Queued, OrderState.TransmittedManually, OrderState.Collected, OrderState.Queued],
            [
                (await ReadAsync("A")).State, (await ReadAsync("B")).State, (await ReadAsync("D")).State,
                (await ReadAsync("waiting")).State,
            ]);
        Assert.Equal(
            [("transmittedManually", "4"), ("queued", "1")],
            (await ((IAuditStore)Store).ReadAuditChainAsync(0, 1000, default))
                .Where(entry => entry.Act.Action == "agent.ordersReassigned")
                .Select(entry => (entry.Act.Details!["to"], entry.Act.Details["orders"])));
    }

    [Fact]
    public async Task The_work_list_goes_on_page_by_page()
    {
        for (var i = 0; i < 5; i++)
        {
            await AddNewAsync(Order($"{i}"));
            await FlagAsync($"{i}", batch: i);
        }

        var first = await Pages.ReadWorkListAsync(Branch, 0, 2, default);
        var second = await Pages.ReadWorkListAsync(Branch, first.Next!.Value, 2, default);
        var third = await Pages.ReadWorkListAsync(Branch, second.Next!.Value, 2, default);

        Assert.Equal(
            ["0", "1", "2", "3", "4"],
            first.Flags.Concat(second.Flags).Concat(third.Flags).Select(flag => flag.ExternalId));
        Assert.Null(third.Next);
        Assert.Empty((await Pages.ReadWorkListAsync("elsewhere", 0, 2, default)).Flags);
    }
}
