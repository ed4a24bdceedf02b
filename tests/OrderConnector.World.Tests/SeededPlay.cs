using System.Globalization;
using OrderConnector.Core.Orders;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.World.Tests;

/// <summary>One seeded day and what came of it.</summary>
/// <param name="Faults">Broken invariants; empty where all hold.</param>
/// <param name="Entries">The journal.</param>
/// <param name="TssFaults">What went wrong at the TSS, and how often.</param>
/// <param name="Seen">What happened to managers, by name.</param>
internal sealed record SeededPlay(
    IReadOnlyList<string> Faults, IReadOnlyList<JournalEntry> Entries, IReadOnlyDictionary<string, int> TssFaults,
    IReadOnlySet<string> Seen)
{
    private static readonly OrderState[] s_ends =
    [
        OrderState.Signed, OrderState.Unsigned, OrderState.Aborted, OrderState.Expired, OrderState.Cancelled,
        OrderState.Rejected,
    ];

    private static readonly OrderState[] s_flagged = [OrderState.TransmittedManually];

    /// <summary>A day in which everything may happen.</summary>
    internal static Task<SeededPlay> PlayAsync(TssStand stand, int seed, int tssFaultsPerHundred) => PlayAsync(
        stand, seed, tssFaultsPerHundred, cloudFaultsPerHundred: 20,
        async (world, random, witness) =>
        {
            var day = new SeededDay(world, random);
            witness.IsFlagged = day.Managers.Book.Standing.ContainsKey;
            await day.PlayAsync(ticks: 400);
            return day.Managers;
        });

    /// <summary>A day of so many orders in which only the TSS fails.</summary>
    internal static Task<SeededPlay> SignAsync(TssStand stand, int seed, int tssFaultsPerHundred, int orders) =>
        PlayAsync(
            stand, seed, tssFaultsPerHundred, cloudFaultsPerHundred: 0,
            async (world, random, _) =>
            {
                await new SigningDay(world, random).PlayAsync(orders);
                return new DayManagers(world, random);
            });

    private static async Task<SeededPlay> PlayAsync(
        TssStand stand, int seed, int tssFaultsPerHundred, int cloudFaultsPerHundred,
        Func<DayWorld, Random, HandOutWitness, Task<DayManagers>> play)
    {
        using var folder = TemporaryFolder.InMemory();
        var random = new Random(seed);
        HandOutWitness witness = null!;
        await using var world = await DayWorld.OpenAsync(
            folder.Path, random, Victim.None, crashPoints: null,
            cloud => new LossyCloud(witness = new HandOutWitness(cloud), random, cloudFaultsPerHundred), stand,
            tssFaultsPerHundred);
        List<string> faults = [];
        IReadOnlySet<string> seen = new HashSet<string>();
        try
        {
            var managers = await play(world, random, witness);
            var ends = world.Accepted.Keys.ToDictionary(
                id => id, id => managers.Book.Standing.ContainsKey(id) ? s_flagged : s_ends);
            faults.AddRange(await Checkers.FindFaultsAsync(world.Traces, ends));
            faults.AddRange(await managers.FindFaultsAsync());
            seen = managers.Seen;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            faults.Add(fault.ToString());
        }

        faults.AddRange(witness.Faults);
        return new SeededPlay(faults, world.Branch.Journal.Read(1, int.MaxValue), FaultsOf(world), seen);
    }

    private static Dictionary<string, int> FaultsOf(DayWorld world) => world.Sites
        .SelectMany(site => site.Faults).GroupBy(fault => fault.Key)
        .ToDictionary(fault => fault.Key, fault => fault.Sum(one => one.Value));

    /// <summary>The seeds to play: one to replay, or so many.</summary>
    internal static IReadOnlyList<int> Seeds(int usual) => Number("ORDERCONNECTOR_SEED") is { } one
        ? [one]
        : [.. Enumerable.Range(1, Number("ORDERCONNECTOR_SEEDS") ?? usual)];

    internal static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : null;
}
