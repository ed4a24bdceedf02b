using OrderConnector.PosAgent.Journaling;
using OrderConnector.Simulators.World;
using Xunit.Abstractions;

namespace OrderConnector.World.Tests;

/// <summary>
/// Days with duplicated, late and lost calls, leases that run out, a TSS and a till that fail, power cuts, and managers
/// who flag orders while the agent collects them. A failing seed is named; ORDERCONNECTOR_SEED replays it, ORDERCONNECTOR_SEEDS plays more of them.
/// </summary>
public sealed class SeededDayTests(ITestOutputHelper output)
{
    private static readonly JournalKind[] s_rare =
    [
        JournalKind.LeaseRenewed, JournalKind.Dropped, JournalKind.Rejected, JournalKind.Unsigned,
        JournalKind.TransactionAborted, JournalKind.OutageBegan, JournalKind.OutageEnded,
        JournalKind.SignatureFoundLater,
    ];

    // Either has won: the manager, at times over an agent that held a lease, and the agent, at times within the call.
    private static readonly string[] s_rareForManagers =
    [
        "flag: Flagged, seen waiting", "flag: Collected, seen waiting", "flag: overtaken in the very call",
        "dropped: transmittedManually", "dropped: leaseSuperseded",
        "sent again: flagged still", "sent again: taken back meanwhile",
        "unflag: Withdrawn", "unflag: Matched", "unflag: NotFlagged", "signed after its flag was taken back",
        "match: Matched", "match: AlreadyMatched", "match: TotalDiffers", "match: NotFlagged", "unmatch: Undone",
        "begin: Done", "end: Done",
    ];

    // Cash registers per TSS; every other day has one of each.
    private static readonly int[][] s_sites = [[1], [2, 1], [1], [1, 1, 1]];

    [Fact]
    public async Task Whatever_happens_the_promises_hold()
    {
        var seeds = SeededPlay.Seeds(60);
        HashSet<JournalKind> seen = [];
        Dictionary<string, int> seenByManagers = [];
        foreach (var seed in seeds)
        {
            var play = await SeededPlay.PlayAsync(
                TssStand.Of("simulator", s_sites[seed % s_sites.Length]), seed, tssFaultsPerHundred: 10);
            Assert.True(play.Faults.Count == 0, $"ORDERCONNECTOR_SEED={seed}\n{string.Join("\n", play.Faults)}");
            seen.UnionWith(play.Entries.Select(entry => entry.Fact.Kind));
            play.Seen.ToList().ForEach(what => seenByManagers[what] = seenByManagers.GetValueOrDefault(what) + 1);
        }

        output.WriteLine(string.Join("\n", seenByManagers.OrderBy(what => what.Key, StringComparer.Ordinal)
            .Select(what => $"{what.Value,4} days: {what.Key}")));
        // Days in which nothing goes wrong prove nothing.
        Assert.Empty(seeds.Count >= 60 ? s_rare.Except(seen) : []);
        Assert.Empty(seeds.Count >= 60 ? s_rareForManagers.Except(seenByManagers.Keys) : []);
    }
}
