using System.Globalization;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Process.Tests.FrontDoor;

public sealed class AServingCloud : IAsyncLifetime
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private ServedBranch _served = null!;

    public async Task InitializeAsync() => _served = await ServedBranch.StartAsync(
        _limit.Token, null, "--set", "Collecting:ActivityTime=00:00:10");

    public async Task DisposeAsync()
    {
        await _served.DisposeAsync();
        _limit.Dispose();
    }

    [Fact]
    public async Task Knows_a_new_key_within_a_second()
    {
        var key = await _served.Cloud.AdminAsync(
            _limit.Token, "channel", "add", "late", "--branch", ServedBranch.Branch);
        var printed = TimeProvider.System.GetTimestamp();
        using var shop = new ShopClient(_served.Cloud.Url, key);
        while ((await shop.PostAsync("/api/v1/orders/validate", Order("X"), _limit.Token)).Status != 200)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(printed) < TimeSpan.FromSeconds(1), "Not within a second.");
            await Task.Delay(10, _limit.Token);
        }
    }

    [Fact]
    public async Task Serves_one_agent_of_a_branch_and_lets_the_second_stand_by_until_the_first_is_silent()
    {
        using var first = await EnrolAsync('a');
        using var second = await EnrolAsync('b');
        Assert.Equal("active", (await first.CollectAsync(0, _limit.Token)).Role);
        using var shop = _served.Shop();
        await shop.PostOrderAsync(Order("S-1"), _limit.Token);

        var standby = await second.CollectAsync(0, _limit.Token);
        Assert.Equal(("standby", 0), (standby.Role, standby.Deliveries.Count));
        Assert.Single((await first.CollectAsync(0, _limit.Token)).Deliveries);

        // The first one is silent now; the second waits in one long call until its time has come.
        await shop.PostOrderAsync(Order("S-2"), _limit.Token);
        var taken = await second.CollectAsync(18, _limit.Token);
        Assert.Equal(("active", 1), (taken.Role, taken.Deliveries.Count));
    }

    [Fact]
    public async Task Answers_a_waiting_agent_within_milliseconds_of_a_post()
    {
        using var agent = await EnrolAsync('c');
        using var shop = _served.Shop();
        await agent.CollectAsync(0, _limit.Token);
        var times = new List<TimeSpan>();
        for (var i = 0; i < 50; i++)
        {
            var waiting = agent.CollectAsync(20, _limit.Token);
            await Task.Delay(20, _limit.Token);
            var posted = TimeProvider.System.GetTimestamp();
            Assert.Equal(201, (await shop.PostOrderAsync(
                Order(string.Create(CultureInfo.InvariantCulture, $"L-{i}")), _limit.Token)).Status);
            Assert.Single((await waiting).Deliveries);
            times.Add(TimeProvider.System.GetElapsedTime(posted));
        }

        // Some 5 ms on an idle machine; the bound is for one that builds and tests at the same time.
        Assert.InRange(times.Order().ElementAt(25), TimeSpan.Zero, TimeSpan.FromMilliseconds(250));
    }

    [Fact]
    public async Task Ends_well_when_it_is_told_to()
    {
        var waiting = (await EnrolAsync('d')).CollectAsync(60, _limit.Token);
        await Task.Delay(300, _limit.Token);
        var told = TimeProvider.System.GetTimestamp();

        Assert.Equal(0, await ProductProgram.StopAsync(_served.Cloud.Process!, TimeSpan.FromSeconds(20)));
        Assert.Empty((await waiting).Deliveries);
        Assert.True(TimeProvider.System.GetElapsedTime(told) < TimeSpan.FromSeconds(10), "An agent's wait held it up.");
    }

    private async Task<RawAgent> EnrolAsync(char name)
    {
        var key = await _served.Cloud.AdminAsync(_limit.Token, "agent-key", ServedBranch.Branch);
        return await RawAgent.EnrolAsync(_served.Cloud.Url, key, new string(name, 32), _limit.Token);
    }

    private static byte[] Order(string externalId) => DayOrders.Document(
        externalId, ServedBranch.Branch, TimeProvider.System.GetUtcNow(), "onSite", "dineIn", DayOrders.Lines["weighed"]);
}
