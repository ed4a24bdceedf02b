using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    /// <summary>Opens the store anew, as a process with a queue outside of it has it.</summary>
    private async Task KeepOutboxAsync()
    {
        await Store.DisposeAsync();
        Store = Open(keepsOutbox: true);
        await Store.MigrateAsync(default);
    }

    /// <summary>External ids of what is due.</summary>
    private async Task<string[]> DueAsync(DateTimeOffset now, int max = 100)
    {
        var due = await Store.SweepOutboxAsync(now, max, default);
        Assert.All(due, one => Assert.Equal(Branch, one.BranchId));
        var orders = await Task.WhenAll(due.Select(one => Store.FindAsync(one.Id, default)));
        return [.. orders.Select(order => order!.ExternalId)];
    }

    private Task MarkAsync(DateTimeOffset sentAt, params string[] externalIds) =>
        Store.MarkAnnouncedAsync([.. externalIds.Select(id => Order(id).Id)], sentAt, default);

    [Fact]
    public async Task Without_a_queue_outside_nothing_is_ever_due()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));
        await CollectAsync(Visit("a1"));
        await KeepOutboxAsync();

        Assert.Empty(await DueAsync(Noon.AddDays(1)));
    }

    [Fact]
    public async Task An_order_that_is_queued_is_due_until_it_was_announced()
    {
        await KeepOutboxAsync();
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("B") with { State = OrderState.Held });
        await AddNewAsync(Order("C") with { Now = Noon.AddSeconds(1) });
        await Store.AddAsync(Order("A"), default);

        Assert.Equal(["A", "C"], await DueAsync(Noon.AddSeconds(1)));
        Assert.Equal(["A"], await DueAsync(Noon.AddSeconds(1), max: 1));
        Assert.Equal(["A"], await DueAsync(Noon));

        await MarkAsync(Noon, "A");
        await MarkAsync(Noon, "A", "no such order");
        Assert.Equal(["C"], await DueAsync(Noon.AddSeconds(1)));
    }

    [Fact]
    public async Task Every_way_into_Queued_is_announced()
    {
        await KeepOutboxAsync();
        await AddNewAsync(Order("paid") with { State = OrderState.AwaitingPayment, ExpiresAt = Noon.AddMinutes(30) });
        await AddNewAsync(Order("released") with { State = OrderState.Held });
        await AddNewAsync(Order("unmarked"));
        await MarkAsync(Noon, "unmarked");
        await MoveAsync("unmarked", OrderState.Queued, OrderState.TransmittedManually, 1);
        Assert.Empty(await DueAsync(Noon.AddMinutes(1)));

        await MoveAsync("paid", OrderState.AwaitingPayment, OrderState.Queued, 2);
        await MoveAsync("released", OrderState.Held, OrderState.Queued, 3);
        await MoveAsync("unmarked", OrderState.TransmittedManually, OrderState.Queued, 4);

        Assert.Equal(["paid", "released", "unmarked"], await DueAsync(Noon.AddMinutes(4)));
    }

    [Fact]
    public async Task What_a_lost_agent_had_is_announced_again()
    {
        await KeepOutboxAsync();
        await EnrolAsync("a1");
        await CollectedAsync("collected");
        await AddNewAsync(Order("leased"));
        Assert.Single((await CollectAsync(Visit("a1"))).Orders);
        Assert.Empty(await DueAsync(Noon.AddSeconds(10)));

        await Store.RevokeAgentAsync("a1", "operator:o", "stolen", Noon.AddSeconds(10), default);
        Assert.Equal(["leased"], await DueAsync(Noon.AddSeconds(10)));
        await Store.ReassignOrdersAsync(
            new ReassignOrders("a1", OrderState.Queued, "operator:o", "stolen", Noon.AddSeconds(11)), default);
        Assert.Equal(["leased", "collected"], await DueAsync(Noon.AddSeconds(11)));
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_announced_once_and_a_confirmed_one_never()
    {
        await KeepOutboxAsync();
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("B"));
        var leased = (await CollectAsync(Visit("a1"))).Orders;
        Assert.Equal(["yours"], await ConfirmAsync("a1", leased[1].Lease));
        Assert.Empty(await DueAsync(Noon + s_leaseTime - TimeSpan.FromSeconds(1)));

        Assert.Equal(["A"], await DueAsync(Noon + s_leaseTime));
        await MarkAsync(Noon + s_leaseTime, "A");
        Assert.Empty(await DueAsync(Noon.AddDays(1)));

        Assert.Single((await CollectAsync(Visit("a1", now: Noon.AddMinutes(5)))).Orders);
        Assert.Equal(["A"], await DueAsync(Noon.AddMinutes(5) + s_leaseTime));
    }

    [Fact]
    public async Task An_agent_that_was_faster_than_the_mark_keeps_its_announcement()
    {
        await KeepOutboxAsync();
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));
        await CollectAsync(Visit("a1"));

        await MarkAsync(Noon, "A");

        Assert.Equal(["A"], await DueAsync(Noon + s_leaseTime));
    }

    [Fact]
    public async Task What_left_the_queue_is_forgotten()
    {
        await KeepOutboxAsync();
        await AddNewAsync(Order("A"));
        await Store.MoveAsync(Cancel("A"), default);

        Assert.Empty(await DueAsync(Noon.AddDays(1)));
        await MoveAsync("A", OrderState.Queued, OrderState.TransmittedManually, 1, MoveOutcomeKind.NotAllowed);
        Assert.Empty(await DueAsync(Noon.AddDays(1)));
    }

    [Fact]
    public async Task A_message_is_set_aside_once_and_decided_on_once()
    {
        var poison = new NewSetAsideMessage("q-1", Branch, "m1", "not an order", "unreadable", Noon);
        Assert.True(await Store.AddSetAsideAsync(poison, default));
        Assert.False(await Store.AddSetAsideAsync(poison with { Reason = "again" }, default));
        Assert.True(await Store.AddSetAsideAsync(
            poison with { Queue = "q-2", Text = "{\"ä\":1}", At = Noon.AddSeconds(1) }, default));

        var open = await Store.ReadSetAsideAsync(10, default);
        Assert.Equal(
            [
                new SetAsideMessage(open[0].Id, "q-1", Branch, "not an order", "unreadable", Noon),
                new SetAsideMessage(open[1].Id, "q-2", Branch, "{\"ä\":1}", "unreadable", Noon.AddSeconds(1)),
            ],
            open);
        Assert.Single(await Store.ReadSetAsideAsync(1, default));

        var drop = new DecideSetAside(
            open[0].Id, SetAsideDecision.Dropped, "operator:o", "rubbish", Noon.AddMinutes(1));
        Assert.True(await Store.DecideSetAsideAsync(drop, default));
        Assert.False(await Store.DecideSetAsideAsync(drop with { Decision = SetAsideDecision.Replayed }, default));
        Assert.False(await Store.DecideSetAsideAsync(drop with { Id = 4711 }, default));
        Assert.Equal([open[1]], await Store.ReadSetAsideAsync(10, default));
        Assert.False(await Store.AddSetAsideAsync(poison, default));
    }

    private async Task MoveAsync(
        string externalId, OrderState from, OrderState to, int minute,
        MoveOutcomeKind expected = MoveOutcomeKind.Moved)
    {
        var moved = await Store.MoveAsync(
            new MoveOrder(Order(externalId).Id, [from], to, "operator:o", "test", Noon.AddMinutes(minute)), default);
        Assert.Equal(expected, moved.Kind);
    }
}
