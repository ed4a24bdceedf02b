using System.Globalization;
using System.Text;
using OrderConnector.Bench.Loading;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Bench.Measuring;

/// <summary>From the moment a shop posts until it can read that its order is signed; reports included.</summary>
internal static class LatencyBench
{
    private const int Probes = 200;
    private const int LoadPerSecond = 200;

    internal static async Task<TimeSpan> RunAsync(Table table, BenchWorld world)
    {
        world.StartAgent(latencyMilliseconds: 0, tss: 1);
        using var shop = world.Shop();
        await ProbeAsync(shop, Probes / 2);
        var idle = await ProbeAsync(shop, Probes);
        table.Row("post to signed, idle", Table.Milliseconds(idle[Probes / 2]), Late(idle), "p50 < 50 ms");
        using var stop = new CancellationTokenSource();
        var load = LoadAsync(world, stop.Token);
        await ProbeAsync(shop, Probes / 4);
        var busy = await ProbeAsync(shop, Probes);
        await stop.CancelAsync();
        await load;
        table.Row(
            $"post to signed, {LoadPerSecond} orders/s", Table.Milliseconds(busy[Probes / 2]), Late(busy), "p50 < 50 ms");
        table.Row("cloud memory", BenchWorld.Memory(world.Cloud.Process!), "", "< 200 MB");
        table.Row("agent memory", BenchWorld.Memory(world.Agent.Process!), "", "< 200 MB");
        await world.StopAgentAsync();
        return idle[Probes / 2];
    }

    private static string Late(List<TimeSpan> times) => $"p99 {Table.Milliseconds(times[times.Count * 99 / 100])}";

    private static async Task<List<TimeSpan>> ProbeAsync(ShopClient shop, int probes)
    {
        var times = new List<TimeSpan>(probes);
        for (var i = 0; i < probes; i++)
        {
            var begun = TimeProvider.System.GetTimestamp();
            var order = await shop.PostOrderAsync(Document(), default);
            while ((await shop.GetAsync("/api/v1/orders/" + order.Id, default)).State != "signed")
            {
                await Task.Delay(1);
            }

            times.Add(TimeProvider.System.GetElapsedTime(begun));
            await Task.Delay(5);
        }

        times.Sort();
        return times;
    }

    private static async Task LoadAsync(BenchWorld world, CancellationToken stop)
    {
        using var shop = world.Shop();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(1000.0 / LoadPerSecond));
        try
        {
            while (await pace.WaitForNextTickAsync(stop))
            {
                await shop.PostOrderAsync(Document(), default);
            }
        }
        catch (OperationCanceledException)
        {
            // The measuring is over.
        }
    }

    /// <summary>An order for the agent's branch.</summary>
    internal static byte[] Document() => Encoding.UTF8.GetBytes(OrderRequests.Body(
        BenchWorld.Branch, Load.NextOrder().ToString("D10", CultureInfo.InvariantCulture)));
}
