using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Fiskaltrust;
using OrderConnector.PosAgent.Signing.Http;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;
using Xunit;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>A queue is put into operation once, for the client it says it has.</summary>
public sealed class FiskaltrustSetUpTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly FaultDirector _faults = new();
    private VendorHost _host = null!;
    private FiskaltrustTss _tss = null!;

    public async Task InitializeAsync()
    {
        var device = await SoftwareTss.OpenAsync(_folder.Path, new SoftwareTssOptions(), TimeProvider.System);
        var setUp = new FiskaltrustSimulatorOptions { ClientId = "SHOP-1", InOperation = false };
        _host = new VendorHost(
            new FiskaltrustSimulator(device, _folder.Path, setUp, TimeProvider.System), _faults, TimeProvider.System);
        await _host.StartAsync();
        var options = new FiskaltrustOptions
        {
            Url = new Uri(_host.Url, "queue/json/v1").ToString(),
            CashBoxId = setUp.CashBoxId,
            PosSystemId = setUp.CashBoxId,
        };
        _tss = new FiskaltrustTss(
            options, setUp.AccessToken, TssHttp.Client(options.Address),
            FiskaltrustMemory.Open(Path.Combine(_folder.Path, "fiskaltrust.db")), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        _tss.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_queue_without_its_start_receipt_signs_nothing_and_says_what_is_missing()
    {
        var outcome = await _tss.StartAsync(new TssReference("SHOP-1", new string('0', 32)), default);

        Assert.Equal(TssRefusals.NotSetUp, Assert.IsType<TssOutcome<StartedTransaction>.Refused>(outcome).Code);
    }

    [Fact]
    public async Task The_start_receipt_is_sent_once_however_often_an_operator_registers()
    {
        Assert.Equal(new TssOutcome<bool>.Done(true), await Register("SHOP-1"));
        Assert.Equal(new TssOutcome<bool>.Done(false), await Register("SHOP-1"));

        Assert.Equal(1, _faults.CountOf(SimulatorCall.Register));
        Assert.IsType<TssOutcome<StartedTransaction>.Done>(
            await _tss.StartAsync(new TssReference("SHOP-1", new string('0', 32)), default));
    }

    [Fact]
    public async Task A_queue_of_another_client_is_refused_with_the_name_to_enrol_under()
    {
        await Register("SHOP-1");

        var refused = Assert.IsType<TssOutcome<bool>.Refused>(await Register("SHOP-2"));

        Assert.Equal(TssRefusals.ClientUnknown, refused.Code);
        Assert.Contains("--eas \"SHOP-1\"", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_from_here_shuts_a_tss_down() => Assert.IsType<TssOutcome<bool>.Refused>(
        await FiskaltrustDriver.SetUp.Deregister(_tss, "SHOP-1", default));

    private Task<TssOutcome<bool>> Register(string clientId) =>
        FiskaltrustDriver.SetUp.Register(_tss, clientId, null, default);
}
