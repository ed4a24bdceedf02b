using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Tests.Cloud;
using OrderConnector.Functions.Tests.Delivering.Storage;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Functions.Tests.Collecting;

/// <summary>A post at one instance answers an agent that waits at another within a second.</summary>
[Collection(AgainstTheClock.Name)]
public sealed class WakingAnotherInstance(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly LookResult s_nothing = new(Served: true, [], MoreMayWait: false);

    [AzuriteFact]
    public async Task A_long_poll_is_answered_within_a_second()
    {
        await using var cloud = await QueuedCloud.StartAsync();
        var other = await cloud.JoinAsync();
        using var agent = await BranchAgent.EnrolAsync(other, "agent-1");
        await using var waiting = PollingAgent.Start(agent);
        using var shop = cloud.First.Shop();
        List<TimeSpan> waits = [];

        for (var i = 0; i < 10; i++)
        {
            await Task.Delay(1500 + (i * 130));
            var posted = await shop.PostAsync(Calls.Orders, Calls.Order($"{i}"));
            var at = TimeProvider.System.GetTimestamp();
            Assert.Equal(201, posted.Status);
            waits.Add(TimeProvider.System.GetElapsedTime(at, await waiting.OwnsAsync($"{i}", s_patience)));
        }

        AssertWithinASecond(waits);
    }

    [AzuriteFact]
    public async Task A_waiter_is_woken_within_a_second()
    {
        await using var queues = azurite.NewQueues();
        await queues.Store.MigrateAsync(default);
        var (here, there) = (queues.NewInstance(), queues.NewInstance());
        List<TimeSpan> waits = [];

        for (var i = 0; i < 12; i++)
        {
            var wait = there.WaitAsync(there.Watch("mitte", "agent-1"), s_patience, default);
            // Long enough for the pauses to have grown to the longest.
            await Task.Delay(i % 2 == 0 ? 2500 + (i * 70) : 100 * i);
            var begun = TimeProvider.System.GetTimestamp();
            Assert.True(await here.AnnounceAsync([StorageQueues.Order($"{i}")], default));

            Assert.True(await wait);
            waits.Add(TimeProvider.System.GetElapsedTime(begun));
            await there.SettleAsync(there.Watch("mitte"), s_nothing, default);
        }

        AssertWithinASecond(waits);
        Assert.Equal(0, await queues.CountAsync("mitte"));
    }

    private static void AssertWithinASecond(List<TimeSpan> waits)
    {
        // Two may have met a machine that was busy with something else; those are not lost either.
        waits.Sort();
        Assert.InRange(waits[^3], TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1));
        Assert.InRange(waits[^1], TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(5));
    }
}
