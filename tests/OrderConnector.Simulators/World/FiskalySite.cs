using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Fiskaly;
using OrderConnector.PosAgent.Signing.Simulator;
using OrderConnector.Simulators.Tss.Faults;
using OrderConnector.Simulators.Tss.Vendors;
using OrderConnector.Simulators.Tss.Vendors.Fiskaly;

namespace OrderConnector.Simulators.World;

/// <summary>The driver of fiskaly, over real connections to a simulated one that fails.</summary>
public sealed class FiskalySite : VendorSite
{
    // Tokens end within the day, so that their renewal is part of it. Limits of how often one may look are left out:
    // who waits for them waits for a clock that nobody moves meanwhile.
    private static readonly SimulatedFiskalyOptions s_options = new()
    {
        TokenLife = TimeSpan.FromMinutes(2), ListsPerMinute = null, PollsPerMinute = null,
    };

    private FiskalySite(
        TssPlace place, SoftwareTss device, SimulatedVendor vendor, FaultDirector faults, SimulatedClock clock)
        : base(place, device, vendor, faults, clock)
    {
    }

    public static async Task<ITssSite> OpenAsync(
        TssPlace at, SimulatedClock clock, Random random, int faultsPerHundred)
    {
        var place = Path.Combine(at.Folder, "fiskaly");
        var device = await SoftwareTss.OpenAsync(
            place, new SoftwareTssOptions { Curve = SimulatedCurve.NistP256 }, clock);
        var vendor = new SimulatedFiskaly(device, place, s_options, clock);
        for (var n = 0; n < at.Clients.Count; n++)
        {
            vendor.Register($"4f3c7d1a-90e4-4c3b-8a55-0d6c2b9e4f{n:x2}", at.Clients[n].SerialNumber);
        }

        var site = new FiskalySite(at, device, vendor, Seeded(random, faultsPerHundred), clock);
        await site.StartAsync();
        return site;
    }

    protected override ITss OpenDriver(Uri url, TimeProvider clock) => FiskalyTss.Open(
        new FiskalyOptions
        {
            Url = new Uri(url, "api/v2").ToString(),
            TssId = s_options.TssId,
            ApiKey = s_options.ApiKey,
            ApiSecret = s_options.ApiSecret,
        },
        clock);
}
