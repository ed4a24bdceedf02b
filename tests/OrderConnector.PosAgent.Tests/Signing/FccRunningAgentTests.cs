using System.Text;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>Cloud and agent as processes of their own; the agent signs through a simulated connector that fails.</summary>
public sealed class FccRunningAgentTests : IAsyncLifetime
{
    private const string EasCode = "very-secret-code";
    private const string Eas = "BERLIN 1";

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private readonly FaultDirector _faults = new();
    private FccSimulator _simulator = null!;
    private VendorHost _connector = null!;
    private SoftwareTss _device = null!;
    private CloudProcess _cloud = null!;
    private AgentProcess _agent = null!;
    private ShopClient _shop = null!;

    public async Task InitializeAsync()
    {
        _device = await SoftwareTss.OpenAsync(_folder["device"], new SoftwareTssOptions(), TimeProvider.System);
        _simulator = new FccSimulator(
            _device, new FccSimulatorOptions { EasCode = EasCode, ActivationTokens = ["activation-1"] },
            TimeProvider.System);
        _connector = new VendorHost(_simulator, _faults, TimeProvider.System);
        await _connector.StartAsync();
        _cloud = new CloudProcess(_folder["cloud"], _folder["cloud.log"]);
        await _cloud.StartAsync(_limit.Token);
        await _cloud.AdminAsync(_limit.Token, "branch", "add", "berlin", "--name", "Berlin");
        await _cloud.AdminAsync(
            _limit.Token, "branch", "set", "berlin", "--company", "Muster GmbH", "--street", "Weg 1", "--zip", "10115",
            "--city", "Berlin", "--tax-number", "29/123/45678");
        _shop = new ShopClient(_cloud.Url, await _cloud.AdminAsync(
            _limit.Token, "channel", "add", "webshop", "--branch", "berlin"));
        _agent = new AgentProcess(_folder["agent"], _folder["agent.log"]);
        await _agent.CommandAsync(
            _limit.Token, "enrol", "--cloud", _cloud.Url.GetLeftPart(UriPartial.Authority), "--eas", Eas, "--key",
            await _cloud.AdminAsync(_limit.Token, "agent-key", "berlin"));
        await WriteSecretAsync(EasCode);
        await File.WriteAllTextAsync(Path.Combine(_folder["agent"], "settings.json"), $$"""
            {"Tss": {"Kind": "fcc"}, "TssFcc": {"Url": "{{_connector.Url}}", "EasCodeFile": "{{SecretFile}}" } }
            """);
    }

    private string SecretFile => Path.Combine(_folder["agent"], "eas-code");

    public async Task DisposeAsync()
    {
        _shop.Dispose();
        await _agent.DisposeAsync();
        await _cloud.DisposeAsync();
        await _connector.DisposeAsync();
        _limit.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Registered_by_its_token_it_signs_also_when_answers_are_lost_and_it_is_killed()
    {
        await MustSayAsync(0, "BERLIN 1 is registered.", "tss", "register", "--token", "activation-1");
        await MustSayAsync(0, "BERLIN 1 was registered before.", "tss", "register", "--token", "activation-1");
        await MustSayAsync(0, $"Serial number: {_device.Key.SerialNumber} (TEST", "tss", "info");
        _faults.On(SimulatorCall.Start, FaultKind.LostAfter).On(SimulatorCall.Finish, FaultKind.LostAfter);
        _agent.Start();

        await SignedAsync(await PostAsync("1"));
        await _agent.KillAsync(_limit.Token);
        _agent.Start();
        await SignedAsync(await PostAsync("2"));

        await ExportAsync("running.tar");
        Assert.Equal(0, await _agent.StopAsync());
        await ExportAsync("stopped.tar");
        Assert.Equal(2, _simulator.Acknowledged.Count);
        await MustSayAsync(0, "2 signatures verify, 0 sales", "verify");
        Assert.Equal(
            [(SimulatorCall.Start, FaultKind.LostAfter), (SimulatorCall.Finish, FaultKind.LostAfter)], _faults.Played);
        Assert.Empty(await _device.FindOpenAsync(Eas));
        var log = await File.ReadAllTextAsync(_folder["agent.log"], Encoding.UTF8);
        Assert.DoesNotContain(EasCode, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_setting_ends_command_and_start_with_the_key_that_is_wrong()
    {
        await WriteSecretAsync("two words");

        var info = await _agent.CommandAsync(_limit.Token, "tss", "info");
        var run = await _agent.CommandAsync(_limit.Token, "run");

        Assert.Equal((2, 2), (info.ExitCode, run.ExitCode));
        Assert.All([info, run], said =>
        {
            Assert.Contains("TssFcc:EasCodeFile", said.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("two words", said.Error, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task What_the_connector_refuses_is_said_in_a_sentence()
    {
        await MustSayAsync(1, "The TSS refuses (not-set-up)", "tss", "register", "--token", "wrong");
        await MustSayAsync(1, "activation token: --token", "tss", "register");
        await MustSayAsync(0, "BERLIN 1 was not registered.", "tss", "deregister");
        await WriteSecretAsync("other");
        await MustSayAsync(1, "The TSS refuses (not-authorised)", "tss", "info");
        await _connector.StopAsync();
        await MustSayAsync(1, "The TSS does not answer", "tss", "info");
    }

    // Through the agent where it runs, else from the connector itself.
    private async Task ExportAsync(string file)
    {
        var asked = _simulator.Acknowledged.Count;
        await MustSayAsync(
            0, "the device may delete what lies before.", "export", "tss", "--from", "2026-01-01", "--to", "2099-12-31",
            "--out", _folder[file], "--acknowledge");
        Assert.True(File.Exists(_folder[file]));
        Assert.Equal(asked + 1, _simulator.Acknowledged.Count);
    }

    private async Task WriteSecretAsync(string secret)
    {
        await File.WriteAllTextAsync(SecretFile, secret + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(SecretFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private async Task MustSayAsync(int exitCode, string sentence, params string[] command)
    {
        var said = await _agent.CommandAsync(_limit.Token, command);
        Assert.Contains(sentence, said.Output + said.Error, StringComparison.Ordinal);
        Assert.Equal(exitCode, said.ExitCode);
    }

    private async Task<string> PostAsync(string externalId) => (await _shop.PostOrderAsync(
        DayOrders.Document(
            externalId, "berlin", new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(1)), "prepaid",
            "pickup", DayOrders.Lines["mixed"]),
        _limit.Token)).Id;

    private async Task SignedAsync(string id)
    {
        string state;
        while ((state = (await _shop.GetAsync($"/api/v1/orders/{id}", _limit.Token)).State) != "signed")
        {
            Assert.NotEqual("unsigned", state);
            await Task.Delay(50, _limit.Token);
        }
    }
}
