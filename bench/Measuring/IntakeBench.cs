using OrderConnector.Bench.Loading;

namespace OrderConnector.Bench.Measuring;

/// <summary>
/// Durable intake over HTTP against an empty endpoint, in turns, so that both meet the same machine; with an ordinary
/// HTTP client, by which the bar is judged, and with the leanest one, which leaves the most to what is measured.
/// </summary>
internal static class IntakeBench
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(3);

    /// <summary>Measures; answers what the leanest client gets per second.</summary>
    internal static async Task<double> RunAsync(Table table, BenchWorld world, int rounds, TimeSpan time)
    {
        await using var empty = await EmptyServer.StartAsync(world.File("empty.log"));
        var ordinary = await RoundsAsync(table, "ordinary client", rounds, time, world, empty, OrdinaryAsync);
        var lean = await RoundsAsync(table, "raw sockets", rounds, time, world, empty, LeanAsync);
        Conclude(table, "ordinary client", ordinary, ">= 0.33, aim 0.50");
        Conclude(table, "raw sockets", lean, "");
        table.Row("cloud memory after intake", BenchWorld.Memory(world.Cloud.Process!), "", "< 200 MB");
        return lean.Intake.PerSecond;
    }

    private static async Task<Rounds> RoundsAsync(
        Table table, string client, int rounds, TimeSpan time, BenchWorld world, EmptyServer empty,
        Func<Uri, string, TimeSpan, Task<LoadResult>> load)
    {
        await load(empty.Url, world.ChannelKey, s_warmUp);
        await load(world.Cloud.Url, world.ChannelKey, s_warmUp);
        List<LoadResult> floors = [], intakes = [];
        List<TimeSpan> costs = [];
        for (var round = 0; round < rounds; round++)
        {
            floors.Add(await load(empty.Url, world.ChannelKey, time));
            var before = BenchWorld.ProcessorTime(world.Cloud.Process!);
            intakes.Add(await load(world.Cloud.Url, world.ChannelKey, time));
            costs.Add((BenchWorld.ProcessorTime(world.Cloud.Process!) - before) / intakes[^1].Orders);
            table.Row(
                $"{client}, round {round + 1}", Table.PerSecond(intakes[^1].PerSecond),
                $"{intakes[^1].PerSecond / floors[^1].PerSecond:0.00} of empty ({floors[^1].PerSecond:0}/s)",
                Microseconds(costs[^1]));
        }

        return new Rounds(Middle(floors), Middle(intakes), costs.Order().ElementAt(rounds / 2));
    }

    private static Task<LoadResult> OrdinaryAsync(Uri target, string key, TimeSpan time) =>
        OrdinaryLoad.RunApartAsync(target, key, BenchWorld.Unserved, time);

    private static Task<LoadResult> LeanAsync(Uri target, string key, TimeSpan time) =>
        Load.RunAsync(target, new OrderRequests(target, key, BenchWorld.Unserved), time);

    private static void Conclude(Table table, string client, Rounds load, string bar)
    {
        table.Row($"{client}: empty endpoint", Table.PerSecond(load.Floor.PerSecond), Times(load.Floor), "");
        table.Row(
            $"{client}: durable intake", Table.PerSecond(load.Intake.PerSecond), Times(load.Intake),
            bar.Length > 0 ? "p99 < 50 ms" : "");
        table.Row(
            $"{client}: intake / empty", $"{load.Intake.PerSecond / load.Floor.PerSecond:0.00}",
            $"{load.Intake.Refused} not 201", bar);
        // Other than a rate it says the same on a machine that others work on.
        table.Row($"{client}: cloud's processors", Microseconds(load.Cost), "per order, of all its threads", "");
    }

    private static string Microseconds(TimeSpan time) =>
        FormattableString.Invariant($"{time.TotalMicroseconds:0.0} µs");

    private static string Times(LoadResult load) =>
        $"p50 {Table.Milliseconds(load.Median)}, p99 {Table.Milliseconds(load.Late)}";

    private static LoadResult Middle(List<LoadResult> results) =>
        results.OrderBy(r => r.PerSecond).ElementAt(results.Count / 2);

    /// <summary>The middle one of the rounds.</summary>
    /// <param name="Floor">The empty endpoint.</param>
    /// <param name="Intake">The cloud app.</param>
    /// <param name="Cost">The cloud app's processor time per order.</param>
    private sealed record Rounds(LoadResult Floor, LoadResult Intake, TimeSpan Cost);
}
