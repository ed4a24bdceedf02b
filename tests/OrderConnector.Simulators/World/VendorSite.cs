using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent;
using OrderConnector.PosAgent.Signing;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;

namespace OrderConnector.Simulators.World;

/// <summary>
/// A vendor's simulator behind its driver. Where a call waits or hangs, the clock is moved for it: in a world of one
/// thread nobody else could.
/// </summary>
public abstract class VendorSite : ITssSite
{
    // What is lost, late or away, and what is refused: the latter ends the signing for a while.
    private static readonly FaultKind[] s_lost =
    [
        FaultKind.LostBefore, FaultKind.LostAfter, FaultKind.ErrorBefore, FaultKind.ErrorAfter, FaultKind.HangBefore,
        FaultKind.HangAfter, FaultKind.Slow, FaultKind.TokenExpired, FaultKind.Starting, FaultKind.WrongSignature,
        FaultKind.NothingBack,
    ];

    private static readonly FaultKind[] s_refused =
    [
        FaultKind.UnknownClient, FaultKind.TooManyOpen, FaultKind.CertificateExpired, FaultKind.AlreadyFinished,
    ];

    private readonly SoftwareTss _device;
    private readonly FaultDirector _faults;
    private readonly SimulatedClock _clock;
    private readonly VendorHost _host;

    protected VendorSite(
        TssPlace place, SoftwareTss device, SimulatedVendor vendor, FaultDirector faults, SimulatedClock clock)
    {
        (Name, Clients) = (place.Name, place.Clients);
        (_device, _faults, _clock) = (device, faults, clock);
        _host = new VendorHost(vendor, faults, clock) { OnWait = Wait };
    }

    public string Name { get; }

    public IReadOnlyList<EasClient> Clients { get; }

    public ITss Device => _device.Tss;

    public IReadOnlyDictionary<string, int> Faults => _faults.Played
        .GroupBy(fault => $"{fault.Call} {fault.Kind}").ToDictionary(group => group.Key, group => group.Count());

    public virtual int? Closings => null;

    public ITss Open() => new VerifyingTss(
        OpenDriver(_host.Url, _clock), production: false, NullLogger<VerifyingTss>.Instance);

    public void Close(ITss driver) => ((IDisposable)driver).Dispose();

    public void Heal() => _faults.Clear();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ITss OpenDriver(Uri url, TimeProvider clock);

    protected Task StartAsync() => _host.StartAsync();

    /// <summary>Every kind of fault at every call, as often all together as is said.</summary>
    protected static FaultDirector Seeded(Random random, int faultsPerHundred)
    {
        FaultKind[] kinds = [.. s_lost, .. s_lost, .. s_lost, .. s_refused];
        // The first rule hits with its share, the next with its share of what is left.
        var share = faultsPerHundred / 100.0 / kinds.Length;
        return new FaultDirector(
            new FaultScript([.. kinds.Select((kind, i) => new FaultRule(
                null, kind, Duration(kind), null, share / (1 - (share * i))))]),
            random);
    }

    private static TimeSpan Duration(FaultKind kind) => kind is FaultKind.NothingBack
        // Longer than the patience with an uncertain outcome.
        ? TimeSpan.FromSeconds(30)
        : TimeSpan.FromSeconds(3);

    // A call that hangs goes on when the next timer fires: its caller's patience ends.
    private void Wait(SimulatorCall call, TimeSpan? duration)
    {
        if (duration is { } known)
        {
            _clock.Advance(known);
        }
        else
        {
            _clock.AdvanceToNextTimer();
        }
    }
}
