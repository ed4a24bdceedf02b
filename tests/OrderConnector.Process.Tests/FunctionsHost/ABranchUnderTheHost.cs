using System.Net;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Process.Tests.FunctionsHost;

/// <summary>The whole way of an order with the cloud side under the host, and agents whose long polls pass through it.</summary>
[Collection(Published.Collection)]
public sealed class ABranchUnderTheHost(Published published) : IAsyncLifetime
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private HostedBranch _branch = null!;

    public async Task InitializeAsync() =>
        _branch = await HostedBranch.StartAsync(published, _limit.Token);

    public async Task DisposeAsync()
    {
        await _branch.DisposeAsync();
        _limit.Dispose();
    }

    [LinuxFact]
    public async Task Signs_what_was_posted_and_shows_the_receipt()
    {
        await using var agent = new AgentProcess(_branch.Folder["agent"], _branch.Folder["agent.log"]);
        await agent.EnrolAsync(_branch.Host.Url, await AgentKeyAsync(), _limit.Token);
        agent.Start();
        using var shop = _branch.Shop();
        var posted = await shop.PostOrderAsync(HostedBranch.Order("A-1"), _limit.Token);
        Assert.Equal((201, ServedBranch.FirstNumber), (posted.Status, posted.Number));

        ShopAnswer signed = posted;
        await Patience.UntilAsync(
            async () => (signed = await shop.GetAsync("/api/v1/orders/" + posted.Id, _limit.Token)).State == "signed",
            _limit.Token);
        using var http = new HttpClient { BaseAddress = _branch.Host.Url };
        var receipt = signed.Body.GetProperty("links").GetProperty("receipt").GetString()!;
        await Patience.UntilAsync(async () =>
        {
            using var page = await http.GetAsync(new Uri(receipt, UriKind.Relative), _limit.Token);
            return page.StatusCode == HttpStatusCode.OK
                && (await page.Content.ReadAsStringAsync(_limit.Token)).Contains("TEST", StringComparison.Ordinal);
        }, _limit.Token);

        Assert.Equal(0, await agent.StopAsync());
        var verified = await agent.CommandAsync(_limit.Token, "verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
        _branch.AssertQuiet();
    }

    [LinuxFact]
    public async Task Answers_a_waiting_agent_when_an_order_comes()
    {
        using var agent = await RawAgent.EnrolAsync(
            _branch.Host.Url, await AgentKeyAsync(), new string('a', 32), _limit.Token);
        using var shop = _branch.Shop();
        await agent.CollectAsync(0, _limit.Token);
        var waiting = agent.CollectAsync(20, _limit.Token);
        await Task.Delay(200, _limit.Token);
        var posted = TimeProvider.System.GetTimestamp();
        Assert.Equal(201, (await shop.PostOrderAsync(HostedBranch.Order("L-1"), _limit.Token)).Status);

        Assert.Single((await waiting).Deliveries);
        // Milliseconds on an idle machine; much less than the wait, and less than the look for old leases.
        Assert.InRange(TimeProvider.System.GetElapsedTime(posted), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        _branch.AssertQuiet();
    }

    [LinuxFact]
    public async Task Ends_the_wait_of_an_agent_that_hung_up_so_that_the_next_order_is_offered_to_the_next_call()
    {
        using var agent = await RawAgent.EnrolAsync(
            _branch.Host.Url, await AgentKeyAsync(), new string('b', 32), _limit.Token);
        using var shop = _branch.Shop();
        await agent.CollectAsync(0, _limit.Token);
        using (var hangUp = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token))
        {
            var waiting = agent.CollectAsync(20, hangUp.Token);
            await Task.Delay(200, _limit.Token);
            await hangUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        await Task.Delay(300, _limit.Token);
        Assert.Equal(201, (await shop.PostOrderAsync(HostedBranch.Order("H-1"), _limit.Token)).Status);
        // Had the wait gone on behind the proxy, the order would be leased to a call nobody hears.
        await Task.Delay(300, _limit.Token);
        Assert.Single((await agent.CollectAsync(0, _limit.Token)).Deliveries);
        _branch.AssertQuiet();
    }

    private Task<string> AgentKeyAsync() => _branch.AdminAsync(_limit.Token, "agent-key", ServedBranch.Branch);
}
