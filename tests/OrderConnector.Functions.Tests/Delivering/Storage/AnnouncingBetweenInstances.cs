using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Delivering.Storage;
using OrderConnector.Functions.Storing;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Functions.Tests.Delivering.Storage;

/// <summary>Two instances that share an account and a store, without the HTTP around them.</summary>
public sealed class AnnouncingBetweenInstances(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);
    private static readonly LookResult s_nothing = new(Served: true, [], MoreMayWait: false);

    [AzuriteFact]
    public async Task A_look_deletes_what_it_answers_and_nothing_that_came_after_it()
    {
        await using var queues = await MakeAsync();
        var (here, there) = (queues.NewInstance(), queues.NewInstance());
        await here.AnnounceAsync([StorageQueues.Order("A"), StorageQueues.Order("B")], default);
        Assert.True(await WaitAsync(there));
        var look = there.Watch("mitte");
        await here.AnnounceAsync([StorageQueues.Order("C")], default);
        Assert.True(await there.WaitAsync(look, s_long, default));

        await there.SettleAsync(look, s_nothing, default);
        Assert.Equal(1, await queues.CountAsync("mitte"));

        await there.SettleAsync(there.Watch("mitte"), s_nothing, default);
        Assert.Equal(0, await queues.CountAsync("mitte"));
    }

    [AzuriteFact]
    public async Task An_order_that_is_posted_and_offered_at_one_instance_costs_a_message_in_and_a_message_out()
    {
        await using var server = await AzuriteServer.StartNewAsync();
        await using var queues = new StorageQueues(server.ConnectionString, "one");
        await queues.Store.MigrateAsync(default);
        var queue = queues.NewInstance();
        await queue.AnnounceAsync([StorageQueues.Order("first")], default);
        var ticket = queue.Watch("mitte");
        await queue.AnnounceAsync([StorageQueues.Order("A")], default);
        Assert.True(await queue.WaitAsync(ticket, s_long, default));
        await queue.SettleAsync(
            queue.Watch("mitte"), new LookResult(Served: true, [StorageQueues.Order("A").Id], MoreMayWait: true),
            default);
        await server.StopAsync();

        Assert.Equal(["POST", "PUT", "POST", "POST", "DELETE"], server.ReadOperations().Select(one => one.Method));
    }

    [AzuriteFact]
    public async Task What_wakes_a_standby_by_mistake_is_left_for_the_agent_that_is_served()
    {
        await using var queues = await MakeAsync();
        var (here, there) = (queues.NewInstance(), queues.NewInstance());
        await queues.NewInstance().AnnounceAsync([StorageQueues.Order("A")], default);
        Assert.True(await WaitAsync(there));

        await there.SettleAsync(there.Watch("mitte"), new LookResult(Served: false, [], false), default);

        var begun = TimeProvider.System.GetTimestamp();
        Assert.True(await WaitAsync(here));
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, s_soon);
    }

    [AzuriteFact]
    public async Task Repeated_and_reordered_messages_wake_and_go()
    {
        await using var queues = await MakeAsync();
        var (here, there) = (queues.NewInstance(), queues.NewInstance());
        foreach (var id in (string[])["C", "A", "B", "A", "A", "C"])
        {
            await here.AnnounceAsync([StorageQueues.Order(id)], default);
        }

        Assert.True(await WaitAsync(there));
        await there.SettleAsync(
            there.Watch("mitte"), new LookResult(true, [StorageQueues.Order("A").Id], MoreMayWait: true), default);
        Assert.Equal(3, await queues.CountAsync("mitte"));
        await there.SettleAsync(there.Watch("mitte"), s_nothing, default);

        Assert.Equal(0, await queues.CountAsync("mitte"));
        Assert.Empty(await queues.Store.ReadSetAsideAsync(10, default));
    }

    [AzuriteFact]
    public async Task The_agent_that_waits_is_seen_by_other_instances()
    {
        await using var queues = await MakeAsync();
        var (here, there) = (queues.NewInstance(), queues.NewInstance());
        Assert.Null(await here.ReadPresenceAsync("mitte", default));
        var before = TimeProvider.System.GetUtcNow().AddMilliseconds(-1);

        Assert.False(await there.WaitAsync(
            there.Watch("mitte", "agent-1"), TimeSpan.FromMilliseconds(300), default));

        var seen = await here.ReadPresenceAsync("mitte", default);
        Assert.Equal("agent-1", seen!.AgentId);
        Assert.InRange(seen.At, before, TimeProvider.System.GetUtcNow());
        Assert.Null(await here.ReadPresenceAsync("hamburg", default));
    }

    private async Task<StorageQueues> MakeAsync()
    {
        var queues = azurite.NewQueues();
        await queues.Store.MigrateAsync(default);
        return queues;
    }

    private static Task<bool> WaitAsync(StorageDeliveryQueue queue) =>
        queue.WaitAsync(queue.Watch("mitte"), s_long, default);
}
