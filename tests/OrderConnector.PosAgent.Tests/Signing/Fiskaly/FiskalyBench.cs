using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Fiskaly;
using OrderConnector.PosAgent.Signing.Simulator;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;
using OrderConnector.Simulators.Tss.Vendors.Fiskaly;

namespace OrderConnector.PosAgent.Tests.Signing.Fiskaly;

/// <summary>A simulated fiskaly with one registered till, and drivers of it.</summary>
internal sealed class FiskalyBench(
    FaultDirector faults, SimulatedFiskalyOptions? options = null, TimeProvider? clock = null, int mostOpen = 20)
    : IAsyncDisposable
{
    internal const string Till = "TILL 1";
    internal const string TillId = "2f3c7d1a-90e4-4c3b-8a55-0d6c2b9e4f01";

    private readonly TempFolder _folder = new();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly SimulatedFiskalyOptions _options = options ?? new() { PollsUntilExported = 0 };

    internal SoftwareTss Device { get; private set; } = null!;

    internal SimulatedFiskaly Vendor { get; private set; } = null!;

    internal VendorHost Host { get; private set; } = null!;

    internal FiskalyOptions Options => new()
    {
        Url = new Uri(Host.Url, "api/v2").ToString(),
        TssId = _options.TssId,
        ApiKey = _options.ApiKey,
        ApiSecret = _options.ApiSecret,
    };

    internal async Task<ITss> OpenAsync()
    {
        if (Host is null)
        {
            Device = await SoftwareTss.OpenAsync(
                _folder.Path,
                new SoftwareTssOptions
                {
                    Curve = SimulatedCurve.NistP256, MaximumOpenTransactions = mostOpen, MaximumClients = 3,
                },
                _clock);
            Vendor = new SimulatedFiskaly(Device, _folder.Path, _options, _clock);
            Vendor.Register(TillId, Till);
            Host = new VendorHost(Vendor, faults, _clock);
            await Host.StartAsync();
        }

        return FiskalyTss.Open(Options, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
        {
            await Host.DisposeAsync();
        }

        _folder.Dispose();
    }
}
