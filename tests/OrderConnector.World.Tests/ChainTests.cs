using System.Diagnostics;
using System.Globalization;
using OrderConnector.Core.Orders;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;
using Xunit.Abstractions;

namespace OrderConnector.World.Tests;

/// <summary>
/// 200 branches and three cloud instances on one store. A failing seed is named; ORDERCONNECTOR_CHAIN_SEED replays it,
/// ORDERCONNECTOR_CHAIN_ORDERS and ORDERCONNECTOR_CHAIN_BRANCHES make the day larger, ORDERCONNECTOR_CHAIN_DAYS plays
/// more of them.
/// </summary>
public sealed class ChainTests(ITestOutputHelper output)
{
    private const int Instances = 3;

    private static readonly OrderState[] s_ends =
    [
        OrderState.Signed, OrderState.Unsigned, OrderState.Aborted, OrderState.Expired, OrderState.Cancelled,
    ];

    [Fact]
    public async Task A_rush_hour_of_a_chain_keeps_the_promises_in_every_branch()
    {
        var first = Number("SEED", 1);
        for (var seed = first; seed < first + Number("DAYS", 1); seed++)
        {
            var faults = await PlayAsync(seed, Number("BRANCHES", 200), Number("ORDERS", 600));
            Assert.True(faults.Count == 0, $"ORDERCONNECTOR_CHAIN_SEED={seed}\n{string.Join("\n", faults)}");
        }
    }

    private async Task<IReadOnlyList<string>> PlayAsync(int seed, int branches, int orders)
    {
        var time = Stopwatch.StartNew();
        using var folder = TemporaryFolder.InMemory();
        await using var world = await ChainWorld.OpenAsync(folder.Path, seed, branches, Instances);
        var day = new ChainDay(world, new Random(seed));
        try
        {
            await day.PlayAsync(orders);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return [fault.ToString()];
        }

        List<string> faults = [];
        foreach (var branch in world.Branches.Values)
        {
            var traces = branch.Traces(world.AnyInstance());
            var ends = branch.Accepted.Keys.ToDictionary(id => id, _ => s_ends);
            faults.AddRange((await Checkers.FindFaultsAsync(traces, ends)).Select(fault => $"{branch.Id}: {fault}"));
            faults.AddRange(traces.Drawer.Orders.Keys.Where(id => !branch.Accepted.ContainsKey(new OrderId(id)))
                .Select(id => $"{branch.Id} sold {id}, which is not its own."));
        }

        var accepted = world.Branches.Values.Sum(branch => branch.Accepted.Count);
        var agents = world.Branches.Values.Sum(branch => branch.Lives) - branches;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {seed}: {accepted} orders, {branches} branches, {world.Lives - Instances} instances replaced, "
            + $"{agents} agents died, {world.Wakes.Lost} wakes lost, {world.Wakes.Doubled} doubled, "
            + $"{day.Shop.Overtaken} calls overtaken, {time.Elapsed}"));

        // A rush in which nothing goes wrong proves nothing.
        Assert.True(accepted >= orders && world.Lives > 2 * Instances && agents > 0);
        Assert.True(world.Wakes is { Lost: > 0, Doubled: > 0 } && day.Shop.Overtaken > 0);
        return faults;
    }

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable($"ORDERCONNECTOR_CHAIN_{name}") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
