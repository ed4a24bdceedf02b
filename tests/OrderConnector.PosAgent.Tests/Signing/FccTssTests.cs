using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.FiskalCloudConnector;
using OrderConnector.PosAgent.Signing.Http;
using OrderConnector.Simulators.Compliance;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>The driver of the Fiskal Cloud Connector keeps what every driver owes.</summary>
public class FccTssTests : VendorTssCompliance
{
    protected const string EasCode = "eas-code";

    private readonly TempFolder _folder = new();
    private SoftwareTss? _device;
    private VendorHost? _host;

    protected override SoftwareTss Device => _device!;

    protected override VendorHost Host => _host!;

    protected FccSimulator Simulator { get; private set; } = null!;

    protected virtual FccSimulatorOptions SimulatorOptions => new() { EasCode = EasCode };

    private protected FccTss Driver => (FccTss)Tss;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Host.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task<ITss> OpenAsync()
    {
        if (_host is null)
        {
            _device = await SoftwareTss.OpenAsync(
                _folder.Path, new SoftwareTssOptions { MaximumOpenTransactions = 25 }, TimeProvider.System);
            _device.Register(ClientId);
            Simulator = new FccSimulator(_device, SimulatorOptions, TimeProvider.System);
            _host = new VendorHost(Simulator, Faults, TimeProvider.System);
            await _host.StartAsync();
        }

        return Open(EasCode);
    }

    private protected FccTss Open(string easCode)
    {
        var options = new FccOptions { Url = Host.Url.ToString() };
        return new FccTss(options, easCode, TssHttp.Client(options.Address), TimeProvider.System);
    }

    protected override Task CloseAsync(ITss tss)
    {
        ((FccTss)tss).Dispose();
        return Task.CompletedTask;
    }
}
