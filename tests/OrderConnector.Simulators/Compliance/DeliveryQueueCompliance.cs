using OrderConnector.Core.Orders;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

/// <summary>What every delivery queue must do; inherited by the tests of each implementation.</summary>
public abstract class DeliveryQueueCompliance
{
    private static readonly OrderId s_id = OrderId.Derive("webshop", "A");
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(50);

    /// <summary>The queue under test, empty.</summary>
    protected abstract IDeliveryQueue Queue { get; }

    [Fact]
    public async Task A_waiter_wakes_when_its_branch_has_work()
    {
        var wait = Queue.WaitAsync(Queue.Watch("mitte"), s_long, default);

        await Queue.AnnounceAsync([new QueuedOrder("mitte", s_id)], default);

        Assert.True(await wait);
    }

    [Fact]
    public async Task Work_announced_between_look_and_wait_is_not_slept_through()
    {
        var ticket = Queue.Watch("mitte");
        await Queue.AnnounceAsync([new QueuedOrder("mitte", s_id)], default);

        Assert.True(await Queue.WaitAsync(ticket, s_long, default));
        Assert.False(await Queue.WaitAsync(Queue.Watch("mitte"), s_short, default));
    }

    [Fact]
    public async Task Another_branch_sleeps_on()
    {
        var wait = Queue.WaitAsync(Queue.Watch("hamburg"), s_short, default);

        await Queue.AnnounceAsync([new QueuedOrder("mitte", s_id)], default);

        Assert.False(await wait);
    }

    [Fact]
    public async Task All_waiters_of_a_branch_wake()
    {
        var waits = Enumerable.Range(0, 10).Select(_ => Queue.WaitAsync(Queue.Watch("mitte"), s_long, default));
        var all = Task.WhenAll(waits.ToArray());

        await Queue.AnnounceAsync([new QueuedOrder("mitte", s_id)], default);

        Assert.All(await all, Assert.True);
    }

    [Fact]
    public async Task Everybody_wakes_when_another_process_changed_the_store()
    {
        var mitte = Queue.WaitAsync(Queue.Watch("mitte"), s_long, default);
        var hamburg = Queue.WaitAsync(Queue.Watch("hamburg"), s_long, default);

        Queue.WakeAll();

        Assert.True(await mitte);
        Assert.True(await hamburg);
    }

    [Fact]
    public async Task A_caller_that_hangs_up_ends_the_wait()
    {
        using var source = new CancellationTokenSource();
        var wait = Queue.WaitAsync(Queue.Watch("mitte"), s_long, source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task However_fast_the_announcements_come_none_is_lost()
    {
        const int Announcements = 2000;
        var announced = 0;
        var announcer = Task.Run(async () =>
        {
            for (var i = 0; i < Announcements; i++)
            {
                Interlocked.Increment(ref announced);
                await Queue.AnnounceAsync([new QueuedOrder("mitte", s_id)], default);
                await Task.Yield();
            }
        });

        // Looks, and waits only where there was nothing new: a lost wake-up would leave it waiting.
        var seen = 0;
        while (seen < Announcements)
        {
            var ticket = Queue.Watch("mitte");
            var now = Volatile.Read(ref announced);
            if (now == seen)
            {
                Assert.True(await Queue.WaitAsync(ticket, s_long, default));
            }

            seen = now;
        }

        await announcer;
    }
}
