using System.Text;
using System.Text.Json;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.Tills;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.Releasing;

/// <summary>Cloud, agent and command line as processes of their own, a till behind HTTP.</summary>
public sealed class RunningAgentTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _limit = new(s_patience * 2);
    private SimulatedTill _till = null!;
    private CloudProcess _cloud = null!;
    private AgentProcess _agent = null!;
    private ShopClient _shop = null!;

    public async Task InitializeAsync()
    {
        var secret = _folder["pos-secret"];
        await File.WriteAllTextAsync(secret, "till-secret\n");
        _till = await SimulatedTill.OpenAsync("till-secret");
        _cloud = new CloudProcess(_folder["cloud"], _folder["cloud.log"]);
        await _cloud.StartAsync(_limit.Token);
        await _cloud.AdminAsync(_limit.Token, "branch", "add", "berlin", "--name", "Berlin");
        await _cloud.AdminAsync(
            _limit.Token, "branch", "set", "berlin", "--company", "Muster GmbH", "--street", "Weg 1", "--zip", "10115",
            "--city", "Berlin", "--tax-number", "29/123/45678");
        _shop = new ShopClient(_cloud.Url, await _cloud.AdminAsync(
            _limit.Token, "channel", "add", "webshop", "--branch", "berlin", "--release", "held"));
        _agent = new AgentProcess(
            _folder["agent"], _folder["agent.log"], "--set", "Pos:Kind=http", "--set", $"Pos:Url={_till.Url}",
            "--set", $"Pos:SecretFile={secret}");
        await _agent.EnrolAsync(
            _cloud.Url, await _cloud.AdminAsync(_limit.Token, "agent-key", "berlin"), _limit.Token);
        _agent.Start();
    }

    public async Task DisposeAsync()
    {
        _shop.Dispose();
        await _agent.DisposeAsync();
        await _cloud.DisposeAsync();
        await _till.DisposeAsync();
        _limit.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_order_waits_for_staff_through_a_kill_and_reaches_the_till_once_they_release_it()
    {
        var posted = await _shop.PostOrderAsync(
            DayOrders.Document(
                "1", "berlin", new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(1)), "prepaid", "pickup",
                DayOrders.Lines["mixed"]),
            _limit.Token);
        await UntilAsync(async () => (await ListAsync()).Contains($"\"number\": {posted.Number}", StringComparison.Ordinal));

        await _agent.KillAsync(_limit.Token);
        Assert.Equal(1, (await _agent.CommandAsync(_limit.Token, "list")).ExitCode);
        _agent.Start();
        await UntilAsync(async () => (await ListAsync()).Contains("\"waiting\"", StringComparison.Ordinal));
        Assert.Empty(_till.Drawer.Orders);

        var release = await _agent.CommandAsync(_limit.Token, "release", $"{posted.Number}", "--by", "anna");
        Assert.Equal((0, ""), (release.ExitCode, release.Error));
        await UntilAsync(() => Task.FromResult(_till.Drawer.Orders.ContainsKey(posted.Id)));

        using var document = JsonDocument.Parse(_till.Drawer.Orders[posted.Id]);
        Assert.Equal("agent", document.RootElement.GetProperty("fiscal").GetProperty("signedBy").GetString());
        Assert.Equal(DayOrders.Secret.Name, document.RootElement.GetProperty("customer").GetProperty("name").GetString());
        var receipt = await _agent.CommandAsync(_limit.Token, "receipt", $"{posted.Number}");
        Assert.Equal(
            document.RootElement.GetProperty("receipt").GetProperty("text").GetString()!.TrimEnd('\n'),
            receipt.Output.TrimEnd('\n'));
        Assert.Empty(_till.Drawer.Changed);
        await NothingInTheLog("till-secret", DayOrders.Secret.Name, DayOrders.Secret.Email);
    }

    [Fact]
    public async Task A_second_agent_on_the_same_folder_ends_and_leaves_the_first_ones_socket_alone()
    {
        await UntilAsync(async () => (await _agent.CommandAsync(_limit.Token, "list")).ExitCode == 0);
        var second = await _agent.CommandAsync(_limit.Token, "run");

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("Another process already writes the journal", second.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _agent.CommandAsync(_limit.Token, "list")).ExitCode);
    }

    private async Task<string> ListAsync() => (await _agent.CommandAsync(_limit.Token, "list", "--json")).Output;

    private async Task NothingInTheLog(params string[] secrets)
    {
        Assert.Equal(0, await _agent.StopAsync());
        var log = await File.ReadAllTextAsync(_folder["agent.log"], Encoding.UTF8);
        Assert.Contains("The branch agent runs", log, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    private async Task UntilAsync(Func<Task<bool>> happened)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token);
        limit.CancelAfter(s_patience);
        while (!await happened())
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
