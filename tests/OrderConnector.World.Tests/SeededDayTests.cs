using OrderConnector.PosAgent.Journaling;
using OrderConnector.Simulators.World;

namespace OrderConnector.World.Tests;

/// <summary>
/// Days with duplicated, late and lost calls, leases that run out, a TSS and a till that fail, and power cuts. A
/// failing seed is named; ORDERCONNECTOR_SEED replays it, ORDERCONNECTOR_SEEDS plays more of them.
/// </summary>
public sealed class SeededDayTests
{
    private static readonly JournalKind[] s_rare =
    [
        JournalKind.LeaseRenewed, JournalKind.Dropped, JournalKind.Rejected, JournalKind.Unsigned,
        JournalKind.TransactionAborted, JournalKind.OutageBegan, JournalKind.OutageEnded,
        JournalKind.SignatureFoundLater,
    ];

    // Cash registers per TSS; every other day has one of each.
    private static readonly int[][] s_sites = [[1], [2, 1], [1], [1, 1, 1]];

    [Fact]
    public async Task Whatever_happens_the_promises_hold()
    {
        var seeds = SeededPlay.Seeds(60);
        HashSet<JournalKind> seen = [];
        foreach (var seed in seeds)
        {
            var play = await SeededPlay.PlayAsync(
                TssStand.Of("simulator", s_sites[seed % s_sites.Length]), seed, tssFaultsPerHundred: 10);
            Assert.True(play.Faults.Count == 0, $"ORDERCONNECTOR_SEED={seed}\n{string.Join("\n", play.Faults)}");
            seen.UnionWith(play.Entries.Select(entry => entry.Fact.Kind));
        }

        // Days in which nothing goes wrong prove nothing.
        Assert.Empty(seeds.Count >= 60 ? s_rare.Except(seen) : []);
    }
}
