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
internal sealed record SeededPlay(
    IReadOnlyList<string> Faults, IReadOnlyList<JournalEntry> Entries, IReadOnlyDictionary<string, int> TssFaults)
{
    private static readonly OrderState[] s_ends =
    [
        OrderState.Signed, OrderState.Unsigned, OrderState.Aborted, OrderState.Expired, OrderState.Cancelled,
        OrderState.Rejected,
    ];

    /// <summary>A day in which everything may happen.</summary>
    internal static Task<SeededPlay> PlayAsync(TssStand stand, int seed, int tssFaultsPerHundred) => PlayAsync(
        stand, seed, tssFaultsPerHundred, cloudFaultsPerHundred: 20,
        (world, random) => new SeededDay(world, random).PlayAsync(ticks: 400));

    /// <summary>A day of so many orders in which only the TSS fails.</summary>
    internal static Task<SeededPlay> SignAsync(TssStand stand, int seed, int tssFaultsPerHundred, int orders) =>
        PlayAsync(
            stand, seed, tssFaultsPerHundred, cloudFaultsPerHundred: 0,
            (world, random) => new SigningDay(world, random).PlayAsync(orders));

    private static async Task<SeededPlay> PlayAsync(
        TssStand stand, int seed, int tssFaultsPerHundred, int cloudFaultsPerHundred,
        Func<DayWorld, Random, Task> play)
    {
        using var folder = TemporaryFolder.InMemory();
        var random = new Random(seed);
        await using var world = await DayWorld.OpenAsync(
            folder.Path, random, Victim.None, crashPoints: null,
            cloud => new LossyCloud(cloud, random, cloudFaultsPerHundred), stand, tssFaultsPerHundred);
        List<string> faults = [];
        try
        {
            await play(world, random);
            var ends = world.Accepted.Keys.ToDictionary(id => id, _ => s_ends);
            faults.AddRange(await Checkers.FindFaultsAsync(world.Traces, ends));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            faults.Add(fault.ToString());
        }

        return new SeededPlay(faults, world.Branch.Journal.Read(1, int.MaxValue), FaultsOf(world));
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
