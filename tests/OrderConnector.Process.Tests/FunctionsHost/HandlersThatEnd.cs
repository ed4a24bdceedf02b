using System.Collections.Concurrent;
using System.Globalization;
using OrderConnector.Functions.Delivering;
using OrderConnector.Simulators.FunctionsHost;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Process.Tests.FunctionsHost;

/// <summary>A handler is ended without a word; what it had answered stands, what it had not is done again.</summary>
[Collection(Published.Collection)]
public sealed class HandlersThatEnd(Published published) : IDisposable
{
    private const int Overdue = 1_300;
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));

    public void Dispose() => _limit.Dispose();

    [LinuxFact]
    public async Task Killed_under_load_it_keeps_every_order_it_had_answered()
    {
        await using var branch = await HostedBranch.StartAsync(
            published, _limit.Token, ("Intake__RateLimitPerSecond", "0"));
        using var shop = branch.Shop();
        using var enough = new CancellationTokenSource();
        var answered = new ConcurrentBag<ShopAnswer>();
        var posting = Enumerable.Range(0, 4).Select(line => PostAsync(shop, line, answered, enough.Token)).ToList();
        for (var kill = 0; kill <= 2; kill++)
        {
            var before = answered.Count;
            await Patience.UntilAsync(() => Task.FromResult(answered.Count > before + 20), _limit.Token);
            if (kill < 2)
            {
                await (await branch.Host.HandlerAsync(_limit.Token)).KillAsync();
            }
        }

        await enough.CancelAsync();
        await Task.WhenAll(posting);

        Assert.Equal(3, branch.Host.Lives.Count);
        Assert.Equal(answered.Count, answered.Select(order => order.Number).Distinct().Count());
        foreach (var order in answered)
        {
            Assert.Equal(order.Number, (await shop.GetAsync("/api/v1/orders/" + order.Id, _limit.Token)).Number);
        }

        branch.AssertQuiet();
    }

    [LinuxFact]
    public async Task Killed_in_the_timers_call_it_leaves_the_work_for_the_next_and_none_is_done_twice()
    {
        await using var branch = await OverdueAsync(TimeProvider.System);
        await KilledInAsync(branch, async () => Assert.False(
            (await branch.Host.FireAsync("fn-minute", _limit.Token)).Succeeded));

        Assert.True((await branch.Host.FireAsync("fn-minute", _limit.Token)).Succeeded);
        await AssertEachExpiredOnceAsync(branch);
    }

    [LinuxFact]
    public async Task Killed_in_a_queues_run_it_gets_the_message_again_and_none_of_its_work_is_done_twice()
    {
        var clock = new SimulatedClock(TimeProvider.System.GetUtcNow());
        await using var branch = await OverdueAsync(clock);
        var queue = new MemoryTriggerQueue("orders-alarms", branch.Host.Package.Settings.Queues, clock, poison: null);
        queue.Send(new Alarm(AlarmKind.PaymentDeadline, clock.GetUtcNow()).Write());
        await KilledInAsync(branch, async () => Assert.False(
            Assert.Single(await branch.Host.WorkOffAsync("fn-alarm", queue, _limit.Token)).Succeeded));

        Assert.Empty(await branch.Host.WorkOffAsync("fn-alarm", queue, _limit.Token));
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.True(Assert.Single(await branch.Host.WorkOffAsync("fn-alarm", queue, _limit.Token)).Succeeded);
        Assert.Equal(0, queue.Count);
        await AssertEachExpiredOnceAsync(branch);
    }

    [LinuxFact]
    public async Task Told_to_end_it_asks_to_be_started_again()
    {
        await using var branch = await HostedBranch.StartAsync(published, _limit.Token);
        for (var life = 0; life < 4; life++)
        {
            // More often than errors are forgiven: a wanted restart counts for none.
            var exitCode = await (await branch.Host.HandlerAsync(_limit.Token)).StopAsync();
            Assert.Equal(200, exitCode);
            await Patience.UntilAsync(() => Task.FromResult(branch.Host.Lives.Count == life + 2), _limit.Token);
        }

        branch.AssertQuiet();
    }

    [LinuxFact]
    public async Task A_start_that_fails_says_why_and_is_tried_three_times()
    {
        using var folder = new TemporaryFolder();
        var refused = await Assert.ThrowsAsync<HostRefusalException>(() => StandInHost.StartAsync(
            published.Package, HostedBranch.Settings(folder["cloud"], ("Store__Provider", "Abacus")),
            TimeProvider.System, _limit.Token));

        Assert.Contains("ended with 1", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Store:Provider", refused.Message, StringComparison.Ordinal);
    }

    // More than two transactions' worth, so that one is done and one is under way.
    private async Task<HostedBranch> OverdueAsync(TimeProvider clock)
    {
        var branch = await HostedBranch.StartAsync(
            published, clock, _limit.Token, ("Intake__RateLimitPerSecond", "0"));
        await PendingOrders.AddOverdueAsync(branch, Overdue, _limit.Token);
        await PendingOrders.SlowDownAsync(branch, _limit.Token);
        return branch;
    }

    private async Task KilledInAsync(HostedBranch branch, Func<Task> call)
    {
        var life = await branch.Host.HandlerAsync(_limit.Token);
        var called = call();
        await Patience.UntilAsync(
            async () => (await PendingOrders.CountMovesAsync(branch, "expired", _limit.Token)).Count > 0, _limit.Token);
        await life.KillAsync();
        await called;
        Assert.InRange(
            (await PendingOrders.CountMovesAsync(branch, "expired", _limit.Token)).Count, 1, Overdue - 1);
        await PendingOrders.HurryUpAsync(branch, _limit.Token);
    }

    private async Task AssertEachExpiredOnceAsync(HostedBranch branch)
    {
        var moves = await PendingOrders.CountMovesAsync(branch, "expired", _limit.Token);
        Assert.Equal(Overdue, moves.Count);
        Assert.All(moves, count => Assert.Equal(1, count));
        branch.AssertQuiet();
    }

    private static async Task PostAsync(
        ShopClient shop, int line, ConcurrentBag<ShopAnswer> taken, CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            var order = HostedBranch.Order(string.Create(CultureInfo.InvariantCulture, $"KILL-{line}-{i}"));
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    var answer = await shop.PostOrderAsync(order, CancellationToken.None);
                    if (answer.Status is 200 or 201)
                    {
                        taken.Add(answer);
                        break;
                    }
                }
                catch (Exception exception) when (exception is HttpRequestException or System.Text.Json.JsonException)
                {
                    // Half an answer is none; the same order is sent again.
                }
            }
        }
    }
}
