using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;
using OrderConnector.PosAgent.Signing.Simulator;

namespace OrderConnector.Simulators.World;

/// <summary>
/// What stands for the TSS of a branch in a world: a device that outlives the agent, and the driver each life of the
/// agent opens on it. The days are the same whatever the driver is.
/// </summary>
public interface ITssSite : IAsyncDisposable
{
    /// <summary>What the agent calls it.</summary>
    string Name { get; }

    /// <summary>The recording systems on it.</summary>
    IReadOnlyList<EasClient> Clients { get; }

    /// <summary>The device itself, behind everything that goes wrong on the way to it: what checkers look at.</summary>
    ITss Device { get; }

    /// <summary>How often something went wrong so far, by what it was.</summary>
    IReadOnlyDictionary<string, int> Faults { get; }

    /// <summary>How often a day was closed at it; null where it wants none closed.</summary>
    int? Closings => null;

    /// <summary>Opens the driver, as the start of an agent does.</summary>
    ITss Open();

    /// <summary>Ends it, as the end of the process does.</summary>
    void Close(ITss driver);

    /// <summary>From now on nothing goes wrong any more.</summary>
    void Heal();
}

/// <summary>Where a TSS of a world is put.</summary>
/// <param name="Folder">Of this device alone.</param>
/// <param name="Name">What the agent calls it.</param>
/// <param name="Clients">The recording systems on it.</param>
public sealed record TssPlace(string Folder, string Name, IReadOnlyList<EasClient> Clients)
{
    /// <summary>The n-th recording system on a TSS; the first of all is the one that was enrolled.</summary>
    /// <param name="branch">Stands before the serial numbers: no two branches share one.</param>
    /// <param name="tss">Which TSS of the branch, from 0.</param>
    /// <param name="n">Which recording system on it, from 0.</param>
    public static EasClient Client(string branch, int tss, int n) =>
        new($"EAS-{branch}-{tss + 1}-{n + 1}", $"{branch}-{tss + 1}-{n + 1}");

    /// <summary>The place of a branch's n-th TSS.</summary>
    public static TssPlace Of(string folder, string branch, int tss, int clients) => new(
        tss == 0 ? folder : Directory.CreateDirectory(Path.Combine(folder, $"tss-{tss}")).FullName,
        tss == 0 ? TssHistory.OnlyTss : $"tss-{tss}",
        [.. Enumerable.Range(0, clients).Select(n => Client(branch, tss, n))]);
}

/// <summary>How the TSS of a world are put up.</summary>
/// <param name="Kind">"simulator", "fcc" …</param>
/// <param name="OpenAsync">Place, clock, chance and how many of a hundred calls go wrong.</param>
public sealed record TssStand(
    string Kind, Func<TssPlace, SimulatedClock, Random, int, Task<ITssSite>> OpenAsync)
{
    /// <summary>One for each driver the agent has.</summary>
    public static IReadOnlyList<TssStand> All { get; } =
    [
        new("simulator", (place, clock, random, faults) => Task.FromResult<ITssSite>(
            SimulatorSite.Put(place, clock, random, faults))),
        new("fcc", FccSite.OpenAsync),
        new("fiskaltrust", FiskaltrustSite.OpenAsync),
        new("fiskaly", FiskalySite.OpenAsync),
    ];

    /// <summary>Cash registers on each TSS of the branch; one TSS with one where nothing else is said.</summary>
    public IReadOnlyList<int> Clients { get; init; } = [1];

    /// <summary>A driver, and how many cash registers each TSS of the branch has.</summary>
    public static TssStand Of(string kind, params int[] clients) =>
        All.Single(stand => stand.Kind == kind) with { Clients = clients.Length == 0 ? [1] : clients };

    /// <summary>Puts up all TSS of a branch.</summary>
    public async Task<IReadOnlyList<ITssSite>> OpenAllAsync(
        string folder, string branch, SimulatedClock clock, Random random, int faultsPerHundred)
    {
        List<ITssSite> sites = [];
        for (var tss = 0; tss < Clients.Count; tss++)
        {
            sites.Add(await OpenAsync(
                TssPlace.Of(folder, branch, tss, Clients[tss]), clock, random, faultsPerHundred));
        }

        return sites;
    }

    public override string ToString() =>
        Clients is [1] ? Kind : $"{Kind} with {string.Join(" and ", Clients)} cash registers";
}

/// <summary>The simulated TSS, with faults that take no time before it.</summary>
public sealed class SimulatorSite : ITssSite, IDisposable
{
    private readonly SimulatedTss _device;
    private readonly HealingFaults _plan;
    private readonly Tss.FaultyTss _faulty;

    private SimulatorSite(TssPlace place, SimulatedTss device, HealingFaults plan, TimeProvider clock)
    {
        (Name, Clients) = (place.Name, place.Clients);
        (_device, _plan, _faulty) = (device, plan, new Tss.FaultyTss(device, plan, clock));
    }

    public string Name { get; }

    public IReadOnlyList<EasClient> Clients { get; }

    public ITss Device => _device;

    public IReadOnlyDictionary<string, int> Faults => _plan.Played;

    public static SimulatorSite Put(TssPlace place, SimulatedClock clock, Random random, int faultsPerHundred) => new(
        place, SimulatedTss.Open(place.Folder, new SimulatedTssOptions(), clock),
        new HealingFaults(new PromptTssFaults(random, faultsPerHundred)), clock);

    public ITss Open() => new VerifyingTss(_faulty, production: false, NullLogger<VerifyingTss>.Instance);

    // The device goes on: it is another process.
    public void Close(ITss driver)
    {
    }

    public void Heal() => _plan.Healed = true;

    public void Dispose() => _device.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class HealingFaults(Tss.ITssFaultPlan plan) : Tss.ITssFaultPlan
    {
        private readonly Dictionary<string, int> _played = [];

        public bool Healed { get; set; }

        public IReadOnlyDictionary<string, int> Played => _played;

        public Tss.TssFault Next(Tss.TssCall call)
        {
            var fault = Healed ? new Tss.TssFault.None() : plan.Next(call);
            if (fault is not Tss.TssFault.None)
            {
                var name = $"{call} {fault.GetType().Name}";
                _played[name] = _played.GetValueOrDefault(name) + 1;
            }

            return fault;
        }
    }
}
