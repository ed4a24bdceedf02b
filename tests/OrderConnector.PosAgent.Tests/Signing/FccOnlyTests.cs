using System.Net.Http.Headers;
using System.Text;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing;
using OrderConnector.PosAgent.Signing.FiskalCloudConnector;
using OrderConnector.PosAgent.Signing.Http;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>What only the Fiskal Cloud Connector does: its users, tokens, registration, slow start.</summary>
public sealed class FccOnlyTests : IAsyncLifetime
{
    private const string Client = "SHOP BER-01";
    private const string EasCode = "secret-code";
    private static readonly ProcessData s_receipt = new(
        "Kassenbeleg-V1", "Beleg^2.50_19.80_0.00_0.00_0.00^22.30:Unbar");

    private readonly TempFolder _folder = new();
    private readonly SimulatedClock _clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly FaultDirector _faults = new();
    private SoftwareTss _device = null!;
    private VendorHost _host = null!;
    private FccTss _tss = null!;

    public Task InitializeAsync() => OpenAsync(new FccSimulatorOptions
    {
        EasCode = EasCode, ActivationTokens = ["token-1", "token-2"], TokenLife = TimeSpan.FromMinutes(10),
    });

    public async Task DisposeAsync()
    {
        _tss.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_cash_register_is_registered_with_its_activation_token_and_only_once()
    {
        Assert.True(Done(await _tss.Registrar.RegisterAsync(Client, "token-1", default)));
        Assert.False(Done(await _tss.Registrar.RegisterAsync(Client, "token-1", default)));

        Assert.Equal([Client], _device.Clients);
        var other = Assert.IsType<TssOutcome<bool>.Refused>(
            await _tss.Registrar.RegisterAsync("SHOP BER-02", "token-1", default));
        Assert.Equal(TssRefusals.NotSetUp, other.Code);
        Assert.True(Done(await _tss.Registrar.DeregisterAsync(Client, default)));
        Assert.False(Done(await _tss.Registrar.DeregisterAsync(Client, default)));
        Assert.Empty(_device.Clients);
    }

    [Fact]
    public async Task A_registration_whose_answer_is_lost_is_found_in_the_list()
    {
        // The first call asks for the list, the second registers.
        _faults.On(SimulatorCall.Register, FaultKind.Slow, duration: TimeSpan.Zero)
            .On(SimulatorCall.Register, FaultKind.LostAfter);

        Assert.True(Done(await _tss.Registrar.RegisterAsync(Client, "token-2", default)));
        Assert.Contains((SimulatorCall.Register, FaultKind.LostAfter), _faults.Played);
    }

    [Fact]
    public async Task Signing_asks_for_one_token_and_renews_it_before_it_ends()
    {
        _device.Register(Client);
        await SellAsync();
        await SellAsync();
        Assert.Equal(1, _faults.CountOf(SimulatorCall.Login));

        // Nine tenths of ten minutes.
        _clock.Advance(TimeSpan.FromMinutes(8.9));
        await SellAsync();
        Assert.Equal(1, _faults.CountOf(SimulatorCall.Login));
        _clock.Advance(TimeSpan.FromMinutes(0.2));
        await SellAsync();
        Assert.Equal(2, _faults.CountOf(SimulatorCall.Login));
        Assert.DoesNotContain(_faults.Played, played => played.Kind is FaultKind.TokenExpired);
    }

    [Fact]
    public async Task A_wrong_EAS_code_is_told_from_a_client_that_is_not_registered()
    {
        using var wrong = Open("other-code");
        _device.Register(Client);

        var refused = Assert.IsType<TssOutcome<StartedTransaction>.Refused>(await StartAsync(wrong));
        _device.Deregister(Client);
        var unknown = Assert.IsType<TssOutcome<StartedTransaction>.Refused>(await StartAsync(_tss));

        Assert.Equal(TssRefusals.NotAuthorised, refused.Code);
        Assert.Equal(TssRefusals.ClientUnknown, unknown.Code);
        Assert.DoesNotContain("other-code", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_service_starts_nothing_was_done_and_afterwards_it_signs()
    {
        await DisposeHostAsync();
        await OpenAsync(new FccSimulatorOptions { EasCode = EasCode, Startup = TimeSpan.FromMinutes(2) });
        _device.Register(Client);

        Assert.IsType<TssOutcome<StartedTransaction>.Unavailable>(await StartAsync(_tss));
        var info = Assert.IsType<TssOutcome<TssInfo>.Unavailable>(await _tss.InfoAsync(default));
        Assert.Contains("not ready", info.Detail, StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromMinutes(2));
        await SellAsync();
        Assert.Equal(0, Done(await _tss.InfoAsync(default)).OpenTransactions);
    }

    [Fact]
    public async Task An_expired_certificate_ends_the_signing_and_info_tells_its_day()
    {
        _device.Register(Client);
        var expires = Done(await _tss.InfoAsync(default)).CertificateExpires!.Value;
        _clock.Advance(expires - _clock.GetUtcNow());

        var refused = Assert.IsType<TssOutcome<StartedTransaction>.Refused>(await StartAsync(_tss));

        Assert.Equal(_device.Expires, expires);
        Assert.Equal(TssRefusals.CertificateExpired, refused.Code);
    }

    [Fact]
    public async Task A_device_that_gives_nothing_back_for_a_while_is_asked_again_afterwards()
    {
        _device.Register(Client);
        var started = Done(await StartAsync(_tss));
        _faults.On(SimulatorCall.Finish, FaultKind.LostAfter)
            .On(SimulatorCall.ReadBack, FaultKind.NothingBack, duration: TimeSpan.FromSeconds(30));

        Assert.IsType<TssOutcome<TssSignature>.Unknown>(await _tss.FinishAsync(started, s_receipt, default));
        Assert.IsType<TssOutcome<TransactionOnRecord>.Unknown>(await ReadBackAsync(started));
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.IsType<TssOutcome<TransactionOnRecord>.Unknown>(await ReadBackAsync(started));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(s_receipt, Done(await ReadBackAsync(started)).Signature!.Data);
    }

    [Theory]
    [InlineData("admin_restricted", "clients", 403)]
    [InlineData("admin", "selfcheck", 403)]
    [InlineData("actuator", "export/transactions/1", 403)]
    [InlineData("admin", "actuator/health", 403)]
    [InlineData("somebody", "tssdetails", 401)]
    [InlineData("admin", "info", 200)]
    [InlineData("admin", "transactions?clientId=x", 401)]
    public async Task Each_path_of_the_simulator_has_its_one_user(string user, string path, int status)
    {
        using var http = new HttpClient { BaseAddress = _host.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{EasCode}")));

        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Self_check_and_clients_are_told_in_sentences()
    {
        _device.Register(Client);

        var sentences = Done(await FccDriver.SetUp.Describe(_tss, default));

        Assert.Equal(["Fiskal Cloud Connector 4.4.0.", $"Registered: {Client}."], sentences);
        Assert.Equal(
            ["Fiskal Cloud Connector of unknown version.", "No cash register is registered.", "WARNING: careful"],
            FccCondition.Sentences(new FccSelfCheck(null, null, null, ["careful"]), []));
    }

    private async Task SellAsync()
    {
        var signature = Done(await _tss.FinishAsync(Done(await StartAsync(_tss)), s_receipt, default));
        Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(signature));
    }

    private static Task<TssOutcome<StartedTransaction>> StartAsync(FccTss tss) =>
        tss.StartAsync(new TssReference(Client, new string('0', 32)), default);

    private Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(StartedTransaction started) =>
        _tss.ReadBackAsync(Client, started.Number, default);

    private async Task OpenAsync(FccSimulatorOptions options)
    {
        _device = await SoftwareTss.OpenAsync(_folder.Path, new SoftwareTssOptions(), _clock);
        _host = new VendorHost(new FccSimulator(_device, options, _clock), _faults, _clock);
        await _host.StartAsync();
        _tss = Open(EasCode);
    }

    private FccTss Open(string easCode)
    {
        var options = new FccOptions { Url = _host.Url.ToString() };
        return new FccTss(options, easCode, TssHttp.Client(options.Address), _clock);
    }

    private async Task DisposeHostAsync()
    {
        _tss.Dispose();
        await _host.DisposeAsync();
    }

    private static T Done<T>(TssOutcome<T> outcome) => Assert.IsType<TssOutcome<T>.Done>(outcome).Value;
}
