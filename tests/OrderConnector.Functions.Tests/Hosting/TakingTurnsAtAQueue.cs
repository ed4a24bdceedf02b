using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Delivering.Storage;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Tests.Cloud;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Functions.Tests.Hosting;

/// <summary>The timer that leaves the store alone where nothing can be due, and forgets nothing for it.</summary>
public sealed class TakingTurnsAtAQueue
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, true)]
    [InlineData(0, true)]
    [InlineData(35, true)]
    [InlineData(36, false)]
    [InlineData(600_000_000, false)]
    public void The_store_is_left_alone_once_nothing_can_be_due(int? minutesAgo, bool open)
    {
        var length = WorkWindow.Length(new IntakeOptions(), new CollectingOptions());

        Assert.Equal(TimeSpan.FromMinutes(35), length);
        Assert.Equal(open, WorkWindow.IsOpen(minutesAgo is { } ago ? s_noon.AddMinutes(-ago) : null, s_noon, length));
    }

    [AzuriteFact]
    public async Task What_no_queue_took_is_sent_later_however_long_nothing_comes()
    {
        await using var cloud = await QueuedCloud.StartAsync();
        var timer = cloud.First.Services.GetRequiredService<OrderTimer>();
        Assert.Equal((0, 0), await timer.RunOnceAsync(default));
        await cloud.Azurite.StopAsync();
        using var shop = cloud.First.Shop();
        Assert.Equal(201, (await shop.PostAsync(Calls.Orders, Calls.Order("A"))).Status);
        Assert.Equal((0, 0), await timer.RunOnceAsync(default));
        await cloud.Azurite.StartAsync();
        await cloud.PassAsync(TimeSpan.FromSeconds(6));

        Assert.Equal((0, 1), await timer.RunOnceAsync(default));
        Assert.Equal((0, 0), await timer.RunOnceAsync(default));
        Assert.Equal(1, await CountAsync(cloud));
    }

    /// <summary>
    /// Three instances draw what they do, hours pass between bursts, and a turn of the timer comes each minute. Each
    /// reservation must end, and each lease that ran out be announced, within a few minutes of its time.
    /// </summary>
    [AzuriteTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Nothing_is_left_behind_although_most_turns_ask_nothing(int seed)
    {
        await using var azurite = await AzuriteServer.StartNewAsync();
        await using var world = await TimedWorld.StartAsync(azurite, seed);

        await world.RunAsync(bursts: 12);

        Assert.Empty(world.Late);
        Assert.True(world.Expired >= 12, $"{world.Expired} expired");
        Assert.True(world.Reannounced >= 6, $"{world.Reannounced} announced again");
        // Most of the time nobody looked.
        Assert.InRange(world.Asked / (double)world.Turns, 0.01, 0.5);
    }

    private static async Task<int> CountAsync(QueuedCloud cloud)
    {
        var options = new OrderConnector.Functions.Delivering.QueueOptions
        {
            ConnectionString = cloud.Azurite.ConnectionString,
        };
        var queue = StorageAccount.Open(options, null).GetQueueClient(
            new QueueNames(options.Prefix).Of(CloudUnderTest.Branch));
        return (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;
    }
}
