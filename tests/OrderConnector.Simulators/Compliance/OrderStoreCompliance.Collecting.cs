using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    [Fact]
    public async Task Queued_orders_are_leased_oldest_first_and_no_more_than_asked()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("H") with { State = OrderState.Held });
        await AddNewAsync(Order("B"));
        await AddNewAsync(Order("C"));
        await Store.AddSellerDataAsync(
            new SellerData(0, Branch, "Mitte", null, null, null, null, "DEU", null, null, "Europe/Berlin"), Noon,
            default);

        var first = await CollectAsync(Visit("a1", max: 2));
        var second = await CollectAsync(Visit("a1"));

        Assert.Equal(["A", "B"], first.Orders.Select(o => o.Order.ExternalId));
        Assert.Equal(["C"], second.Orders.Select(o => o.Order.ExternalId));
        Assert.All(first.Orders, o => Assert.Equal(1, o.MasterData));
        Assert.Equal(1, first.ReportsFrom);
        Assert.Equal(OrderState.Queued, (await ReadAsync("A")).State);
    }

    [Fact]
    public async Task A_leased_order_is_offered_again_only_after_its_lease_ran_out()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));
        var first = Assert.Single((await CollectAsync(Visit("a1"))).Orders);

        Assert.Empty((await CollectAsync(Visit("a1", now: Noon + s_leaseTime - TimeSpan.FromSeconds(1)))).Orders);
        var second = Assert.Single((await CollectAsync(Visit("a1", now: Noon + s_leaseTime))).Orders);

        Assert.Equal(["leaseSuperseded", "yours"], await ConfirmAsync("a1", first.Lease, second.Lease));
    }

    [Fact]
    public async Task A_lease_that_ran_out_still_confirms_where_nobody_else_was_offered_the_order()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));
        var first = Assert.Single((await CollectAsync(Visit("a1"))).Orders);
        await CollectAsync(Visit("a1", now: Noon.AddHours(1), max: 0));

        Assert.Equal(["yours"], await ConfirmAsync("a1", first.Lease));
    }

    [Fact]
    public async Task An_agent_that_started_anew_is_offered_what_its_older_process_had_leased()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));
        await CollectAsync(Visit("a1", "s1"));

        Assert.Single((await CollectAsync(Visit("a1", "s2"))).Orders);
    }

    [Fact]
    public async Task A_superseded_process_of_the_same_agent_is_refused()
    {
        await EnrolAsync("a1");
        await CollectAsync(Visit("a1", "s1"));
        await CollectAsync(Visit("a1", "s2"));

        Assert.IsType<CollectOutcome.JournalRewound>(await Store.CollectAsync(Visit("a1", "s1"), default));
        await CollectAsync(Visit("a1", "s2"));
    }

    [Fact]
    public async Task An_agent_that_was_seen_waiting_elsewhere_keeps_its_branch()
    {
        await EnrolAsync("a1");
        await EnrolAsync("a2");
        await CollectAsync(Visit("a1"));
        var late = Noon.AddHours(1);
        var visit = Visit("a2", now: late) with { Seen = new AgentPresence("a1", late.AddSeconds(-10)) };

        var standby = Assert.IsType<CollectOutcome.Standby>(await Store.CollectAsync(visit, default));
        Assert.Equal(late.AddSeconds(-10) + s_activityTime, standby.Until);

        // Neither an old sight of it nor the sight of another one holds the branch.
        var old = visit with { Seen = new AgentPresence("a1", late - s_activityTime) };
        await CollectAsync(old);
        await CollectAsync(Visit("a2", now: late) with { Seen = new AgentPresence("a1", late) });
    }

    [Fact]
    public async Task A_second_agent_waits_until_the_first_was_silent_for_its_activity_time()
    {
        await EnrolAsync("a1");
        await EnrolAsync("a2");
        await AddNewAsync(Order("A"));
        await CollectAsync(Visit("a1", max: 0));

        var standby = Assert.IsType<CollectOutcome.Standby>(await Store.CollectAsync(Visit("a2"), default));
        Assert.Equal(Noon + s_activityTime, standby.Until);

        // A sign of life in between moves the end of the wait.
        var alive = Noon.AddSeconds(30);
        await CollectAsync(Visit("a1", now: alive, max: 0));
        Assert.IsType<CollectOutcome.Standby>(
            await Store.CollectAsync(Visit("a2", now: Noon + s_activityTime), default));
        Assert.Single((await CollectAsync(Visit("a2", now: alive + s_activityTime))).Orders);
        Assert.IsType<CollectOutcome.Standby>(
            await Store.CollectAsync(Visit("a1", now: alive + s_activityTime), default));
    }

    [Fact]
    public async Task A_living_agent_keeps_its_branch_however_often_it_finds_nothing()
    {
        await EnrolAsync("a1");
        await EnrolAsync("a2");
        for (var now = Noon; now < Noon.AddMinutes(5); now = now.AddSeconds(7))
        {
            await CollectAsync(Visit("a1", now: now));
            Assert.IsType<CollectOutcome.Standby>(
                await Store.CollectAsync(Visit("a2", now: now.AddSeconds(6)), default));
        }
    }

    [Theory]
    [InlineData(9, "h9")]
    [InlineData(10, "another history")]
    public async Task A_journal_that_is_behind_or_forked_is_refused(long sequence, string hash)
    {
        await EnrolAsync("a1");
        await CollectAsync(Visit("a1", "s1", 10));

        Assert.IsType<CollectOutcome.JournalRewound>(
            await Store.CollectAsync(Visit("a1", "s2", sequence, hash: hash), default));
        await CollectAsync(Visit("a1", "s3", 11));
    }

    [Fact]
    public async Task A_restart_behind_what_was_reported_is_refused_but_a_long_poll_in_flight_is_not()
    {
        await EnrolAsync("a1");
        await CollectAsync(Visit("a1", "s1", 10));
        await ReportAsync("a1", Tell(15, "health", null, new { tss = "ok" }));

        Assert.Equal(16, (await CollectAsync(Visit("a1", "s1", 10))).ReportsFrom);
        Assert.IsType<CollectOutcome.JournalRewound>(await Store.CollectAsync(Visit("a1", "s2", 14), default));
        Assert.IsType<CollectOutcome.JournalRewound>(
            await Store.CollectAsync(Visit("a1", "s2", 15, hash: "another history"), default));
        await CollectAsync(Visit("a1", "s2", 15));
    }

    [Fact]
    public async Task A_new_journal_must_continue_the_known_one()
    {
        await EnrolAsync("a1");
        await EnrolAsync("a2");
        await CollectAsync(Visit("a1", "s1", 10));

        Assert.IsType<CollectOutcome.JournalRewound>(
            await Store.CollectAsync(Visit("a1", "s2", journal: "j2"), default));
        Assert.IsType<CollectOutcome.JournalRewound>(
            await Store.CollectAsync(Visit("a1", "s2", journal: "j2", previous: "j0"), default));
        Assert.IsType<CollectOutcome.JournalRewound>(
            await Store.CollectAsync(Visit("a2", "s9", journal: "j-a1", sequence: 10), default));
        await CollectAsync(Visit("a1", "s2", journal: "j2", previous: "j-a1"));
        Assert.IsType<CollectOutcome.JournalRewound>(await Store.CollectAsync(Visit("a1", "s3", 11), default));
    }

    [Fact]
    public async Task Numbers_a_branch_knows_are_never_drawn_again()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));
        await CollectAsync(Visit("a1", highest: 104));

        Assert.Equal(105, (await AddNewAsync(Order("B"))).Number);
        var page = await Store.ReadNumbersAsync(Branch, 100, 106, 100, default);
        Assert.Equal(
            ["queued", "lostByRestore", "lostByRestore", "lostByRestore", "lostByRestore", "queued", "notDrawn"],
            page.Numbers.Select(n => n.Fate));
        Assert.Equal("agent:a1", page.Numbers[1].Actor);
        Assert.NotNull(page.Numbers[1].Reason);
    }

    [Fact]
    public async Task A_number_of_another_range_moves_nothing()
    {
        await EnrolAsync("a1");
        await CollectAsync(Visit("a1", highest: 40000000));

        Assert.Equal(100, (await AddNewAsync(Order("A"))).Number);
    }
}
