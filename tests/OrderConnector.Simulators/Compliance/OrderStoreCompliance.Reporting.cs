using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    [Fact]
    public async Task Reports_tell_the_whole_way_through_the_branch()
    {
        await EnrolAsync("a1");
        await CollectedAsync("A");

        Assert.Equal(3, (await ReportAsync("a1", Tell(3, "waiting", "A"))).Acknowledged);
        Assert.True((await ReadAsync("A")).Waiting);
        Assert.Equal(4, (await ReportAsync("a1", Tell(4, "released", "A", new { actor = "staff:eva" }))).Acknowledged);
        Assert.False((await ReadAsync("A")).Waiting);
        var outcome = await ReportAsync(
            "a1", Tell(7, "signed", "A", new { status = "signed" }), Tell(8, "issued", "A", new { receiptNumber = 1 }),
            Tell(9, "handedOver", "A"));

        Assert.Equal(9, outcome.Acknowledged);
        var order = await ReadAsync("A");
        Assert.Equal(OrderState.Signed, order.State);
        Assert.Equal("""{"status":"signed"}""", order.Fiscal);
        Assert.Equal("""{"receiptNumber":1}""", order.Receipt);
        Assert.Equal(Noon.AddSeconds(5), order.HandedOverAt);
        Assert.Equal("agent:a1", (await Store.ReadEventsAsync(order.Id, default))[^1].Actor);
    }

    [Theory]
    [InlineData("rejected", OrderState.Rejected)]
    [InlineData("setAside", OrderState.SetAside)]
    [InlineData("unsigned", OrderState.Unsigned)]
    public async Task A_reason_travels_with_the_report(string kind, OrderState state)
    {
        await EnrolAsync("a1");
        await CollectedAsync("A");

        await ReportAsync("a1", Tell(1, kind, "A", new { actor = "staff:eva", reason = "no oven" }));

        var order = await ReadAsync("A");
        Assert.Equal((state, "no oven"), (order.State, order.StateReason));
        Assert.Equal("agent:a1/staff:eva", (await Store.ReadEventsAsync(order.Id, default))[^1].Actor);
    }

    [Fact]
    public async Task An_outage_is_told_without_an_order_and_moves_none()
    {
        await EnrolAsync("a1");
        await CollectedAsync("A");
        Report[] outage =
        [
            Tell(1, "outageBegan", null, new { code = "tss-unavailable", detail = "gone", tss = "main", id = "1f" }),
            Tell(2, "outageEnded", null, new { beganAt = Noon, detail = "replaced", closedBy = "staff:eva" }),
        ];

        Assert.Equal(2, (await ReportAsync("a1", outage)).Acknowledged);
        Assert.Equal(2, (await ReportAsync("a1", outage)).Acknowledged);

        Assert.Equal(OrderState.Collected, (await ReadAsync("A")).State);
    }

    [Fact]
    public async Task A_report_that_comes_twice_counts_once()
    {
        await EnrolAsync("a1");
        await CollectedAsync("A");
        var signed = Tell(1, "signed", "A", new { status = "signed" });

        await ReportAsync("a1", signed);
        Assert.Equal(new ReportOutcome(1, []).Acknowledged, (await ReportAsync("a1", signed, signed)).Acknowledged);

        Assert.Equal(3, (await Store.ReadEventsAsync(Order("A").Id, default)).Count);
    }

    [Fact]
    public async Task A_second_word_on_a_final_state_changes_nothing()
    {
        await EnrolAsync("a1");
        await CollectedAsync("A");
        await ReportAsync("a1", Tell(1, "signed", "A", new { status = "signed" }));

        var outcome = await ReportAsync("a1", Tell(2, "signed", "A", new { }), Tell(3, "unsigned", "A", new { }));

        Assert.Equal(3, outcome.Acknowledged);
        Assert.Equal("""{"status":"signed"}""", (await ReadAsync("A")).Fiscal);
        Assert.Equal(OrderState.Signed, (await ReadAsync("A")).State);
    }

    [Fact]
    public async Task A_batch_with_a_foreign_order_is_refused_whole()
    {
        await EnrolAsync("a1");
        await EnrolAsync("a2");
        await CollectedAsync("A");
        await AddNewAsync(Order("B"));
        await Store.CollectAsync(Visit("a2"), default);

        var outcome = await ReportAsync("a2", Tell(1, "health", null, new { tss = "ok" }), Tell(2, "signed", "A"));

        Assert.Equal([2L], outcome.NotOwned);
        Assert.Equal(0, outcome.Acknowledged);
        Assert.Null((await Store.ReadAgentsAsync(default)).Single(a => a.Id == "a2").Tss);
        Assert.Equal(OrderState.Collected, (await ReadAsync("A")).State);
    }

    [Fact]
    public async Task A_history_that_contradicts_an_earlier_report_is_refused()
    {
        await EnrolAsync("a1");
        await CollectedAsync("A");
        await ReportAsync("a1", Tell(1, "waiting", "A"));

        Assert.Equal([1L], (await ReportAsync("a1", Tell(1, "released", "A", hash: "another history"))).NotOwned);
        Assert.True((await ReadAsync("A")).Waiting);
    }

    [Fact]
    public async Task Health_reaches_readiness()
    {
        await EnrolAsync("a1");
        await CollectAsync(Visit("a1"));

        await ReportAsync("a1", Tell(1, "health", null, new { tss = "outage", version = "0.2.0" }));

        Assert.Equal("outage", (await Store.ReadBranchStatusAsync(Branch, Noon, default))!.Tss);
        Assert.Equal("0.2.0", Assert.Single(await Store.ReadAgentsAsync(default)).Version);
    }

    [Fact]
    public async Task A_restored_store_takes_over_what_the_journal_says_of_a_queued_order()
    {
        await EnrolAsync("a1");
        await CollectAsync(Visit("a1"));
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("P") with { State = OrderState.AwaitingPayment, ExpiresAt = Noon.AddMinutes(30) });

        await ReportAsync(
            "a1", Tell(5, "signed", "A", new { status = "signed" }), Tell(6, "issued", "A", new { receiptNumber = 1 }),
            Tell(7, "unsigned", "P", new { reason = "TSS outage" }));

        Assert.Equal(OrderState.Signed, (await ReadAsync("A")).State);
        Assert.Equal("a1", (await ReadAsync("A")).AgentId);
        Assert.Equal(OrderState.Unsigned, (await ReadAsync("P")).State);
        var moves = await Store.ReadEventsAsync(Order("P").Id, default);
        Assert.Equal(
            [OrderState.AwaitingPayment, OrderState.Queued, OrderState.Collected, OrderState.Unsigned],
            moves.Select(m => m.To));
        Assert.Equal("restored: the agent's journal decides", moves[2].Reason);
    }

    [Fact]
    public async Task A_restored_store_keeps_reports_on_orders_it_lost_and_explains_their_numbers()
    {
        await EnrolAsync("a1");
        await CollectAsync(Visit("a1", highest: 101));

        var outcome = await ReportAsync("a1", Tell(5, "signed", "LOST", new { status = "signed", number = 101 }));

        Assert.Equal((5, 0), (outcome.Acknowledged, outcome.NotOwned.Count));
        var fate = (await Store.ReadNumbersAsync(Branch, 101, 101, 10, default)).Numbers[0];
        Assert.Equal(("lostByRestore", Order("LOST").Id.Value), (fate.Fate, fate.OrderId));
    }

    [Fact]
    public async Task A_lost_order_that_is_posted_again_is_what_its_branch_made_of_it()
    {
        await EnrolAsync("a1");
        await CollectAsync(Visit("a1", highest: 101));
        await ReportAsync(
            "a1", Tell(5, "signed", "LOST", new { status = "signed" }),
            Tell(6, "issued", "LOST", new { receiptNumber = 1 }));

        var again = await AddNewAsync(Order("LOST"));

        Assert.Equal((OrderState.Signed, "a1", 102L), (again.State, again.AgentId, again.Number));
        Assert.Equal("""{"receiptNumber":1}""", again.Receipt);
        Assert.Empty((await CollectAsync(Visit("a1"))).Orders);
        Assert.Equal(7, (await ReportAsync("a1", Tell(7, "handedOver", "LOST"))).Acknowledged);
    }

    [Fact]
    public async Task A_cancelled_order_is_not_taken_over()
    {
        await EnrolAsync("a1");
        await CollectAsync(Visit("a1"));
        await AddNewAsync(Order("A"));
        await Store.MoveAsync(Cancel("A"), default);

        Assert.Equal([5L], (await ReportAsync("a1", Tell(5, "signed", "A"))).NotOwned);
    }
}
