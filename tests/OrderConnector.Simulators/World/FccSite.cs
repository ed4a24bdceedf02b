using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.FiskalCloudConnector;
using OrderConnector.PosAgent.Signing.Http;
using OrderConnector.PosAgent.Signing.Simulator;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;

namespace OrderConnector.Simulators.World;

/// <summary>The driver of the Fiskal Cloud Connector, over real connections to a simulated one that fails.</summary>
public sealed class FccSite : VendorSite
{
    private const string EasCode = "eas-code";

    private FccSite(
        TssPlace place, SoftwareTss device, SimulatedVendor vendor, FaultDirector faults, SimulatedClock clock)
        : base(place, device, vendor, faults, clock)
    {
    }

    public static async Task<ITssSite> OpenAsync(
        TssPlace place, SimulatedClock clock, Random random, int faultsPerHundred)
    {
        var device = await SoftwareTss.OpenAsync(
            Path.Combine(place.Folder, "fcc"), new SoftwareTssOptions { Curve = SimulatedCurve.NistP256 }, clock);
        place.Clients.ToList().ForEach(client => device.Register(client.SerialNumber));
        // Tokens end within the day, so that their renewal is part of it.
        var vendor = new FccSimulator(
            device, new FccSimulatorOptions { EasCode = EasCode, TokenLife = TimeSpan.FromMinutes(2) }, clock);
        var site = new FccSite(place, device, vendor, Seeded(random, faultsPerHundred), clock);
        await site.StartAsync();
        return site;
    }

    protected override ITss OpenDriver(Uri url, TimeProvider clock)
    {
        var options = new FccOptions { Url = url.ToString() };
        return new FccTss(options, EasCode, TssHttp.Client(options.Address), clock);
    }
}
