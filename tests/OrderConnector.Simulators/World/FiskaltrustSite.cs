using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Fiskaltrust;
using OrderConnector.PosAgent.Signing.Http;
using OrderConnector.PosAgent.Signing.Simulator;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;

namespace OrderConnector.Simulators.World;

/// <summary>The driver of fiskaltrust.Middleware, over real connections to a simulated queue that fails.</summary>
public sealed class FiskaltrustSite : VendorSite
{
    private const long DailyClosing = 0x07;

    private readonly FiskaltrustSimulator _queue;
    private readonly string _memory;

    private FiskaltrustSite(
        TssPlace place, SoftwareTss device, FiskaltrustSimulator queue, FaultDirector faults, SimulatedClock clock)
        : base(place, device, queue, faults, clock) =>
        (_queue, _memory) = (queue, Path.Combine(place.Folder, "fiskaltrust.db"));

    public override int? Closings => _queue.CountOf(DailyClosing);

    public static async Task<ITssSite> OpenAsync(
        TssPlace place, SimulatedClock clock, Random random, int faultsPerHundred)
    {
        var own = Path.Combine(place.Folder, "fiskaltrust");
        var device = await SoftwareTss.OpenAsync(
            own, new SoftwareTssOptions { Curve = SimulatedCurve.NistP256 }, clock);
        // A queue has one client.
        var setUp = new FiskaltrustSimulatorOptions { ClientId = place.Clients.Single().SerialNumber };
        var site = new FiskaltrustSite(
            place, device, new FiskaltrustSimulator(device, own, setUp, clock), Seeded(random, faultsPerHundred), clock);
        await site.StartAsync();
        return site;
    }

    protected override ITss OpenDriver(Uri url, TimeProvider clock)
    {
        var setUp = new FiskaltrustSimulatorOptions();
        var options = new FiskaltrustOptions
        {
            Url = new Uri(url, "queue/json/v1").ToString(),
            CashBoxId = setUp.CashBoxId,
            PosSystemId = setUp.CashBoxId,
        };
        return new FiskaltrustTss(
            options, setUp.AccessToken, TssHttp.Client(options.Address), FiskaltrustMemory.Open(_memory), clock);
    }
}
