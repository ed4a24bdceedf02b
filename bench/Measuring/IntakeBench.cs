using OrderConnector.Bench.Loading;

namespace OrderConnector.Bench.Measuring;

/// <summary>Durable intake over HTTP against an empty endpoint, in turns, so that both meet the same machine.</summary>
internal static class IntakeBench
{
    internal static async Task<double> RunAsync(Table table, BenchWorld world, int rounds, TimeSpan time)
    {
        await using var empty = await EmptyServer.StartAsync(world.File("empty.log"));
        var toCloud = new OrderRequests(world.Cloud.Url, world.ChannelKey, BenchWorld.Unserved);
        var toEmpty = new OrderRequests(empty.Url, world.ChannelKey, BenchWorld.Unserved);
        await Load.RunAsync(empty.Url, toEmpty, TimeSpan.FromSeconds(3));
        await Load.RunAsync(world.Cloud.Url, toCloud, TimeSpan.FromSeconds(5));
        List<LoadResult> floors = [], intakes = [];
        for (var round = 0; round < rounds; round++)
        {
            floors.Add(await Load.RunAsync(empty.Url, toEmpty, time));
            intakes.Add(await Load.RunAsync(world.Cloud.Url, toCloud, time));
            table.Row(
                $"round {round + 1}", Table.PerSecond(intakes[^1].PerSecond),
                $"{intakes[^1].PerSecond / floors[^1].PerSecond:0.00} of empty ({floors[^1].PerSecond:0}/s)", "");
        }

        Conclude(table, Middle(floors), Middle(intakes));
        table.Row(
            "cloud memory after intake", BenchWorld.Memory(world.Cloud.Process!), "", "< 200 MB");
        return Middle(intakes).PerSecond;
    }

    private static void Conclude(Table table, LoadResult floor, LoadResult intake)
    {
        table.Row("empty endpoint", Table.PerSecond(floor.PerSecond), Times(floor), "");
        table.Row("durable intake", Table.PerSecond(intake.PerSecond), Times(intake), "p99 < 50 ms");
        table.Row(
            "intake / empty", $"{intake.PerSecond / floor.PerSecond:0.00}", $"{intake.Refused} not 201",
            ">= 0.33, aim 0.50");
    }

    private static string Times(LoadResult load) =>
        $"p50 {Table.Milliseconds(load.Median)}, p99 {Table.Milliseconds(load.Late)}";

    private static LoadResult Middle(List<LoadResult> results) =>
        results.OrderBy(r => r.PerSecond).ElementAt(results.Count / 2);
}
