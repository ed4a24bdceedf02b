using System.Text.Json;
using OrderConnector.Bench.Measuring;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.Bench.Stocking;

/// <summary>Gives a world a past of so many orders.</summary>
internal static class Stock
{
    internal static async Task AddAsync(Table table, BenchWorld world, int orders)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var signed = await SignOneAsync(world);
        await world.WithoutCloudAsync(() => FillAsync(world, signed, orders));
        var took = TimeProvider.System.GetElapsedTime(begun);
        table.Row(
            FormattableString.Invariant($"{orders:#,0} orders stored"), FormattableString.Invariant($"{took.TotalSeconds:0} s"),
            FormattableString.Invariant($"store {Size(world.Database)}, journal {Size(world.Journal)}"), "");
    }

    private static string Size(string file) => FormattableString.Invariant($"{new FileInfo(file).Length / 1e9:0.0} GB");

    internal static async Task<OrderId> SignOneAsync(BenchWorld world)
    {
        world.StartAgent(latencyMilliseconds: 0, tss: 1);
        using var shop = world.Shop();
        var order = await shop.PostOrderAsync(LatencyBench.Document(), default);
        while ((await shop.GetAsync("/api/v1/orders/" + order.Id, default)).State != "signed")
        {
            await Task.Delay(10);
        }

        // So that the entries after the signature are there as well.
        await Task.Delay(2000);
        await world.StopAgentAsync();
        return new OrderId(order.Id);
    }

    private static async Task FillAsync(BenchWorld world, OrderId signed, int orders)
    {
        var agentId = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(world.Agent.DataFolder, "agent.json")))
            .RootElement.GetProperty("agentId").GetString()!;
        await using var store = new SqliteOrderStore(world.Database);
        await store.MigrateAsync(default);
        using var journal = SqliteJournal.Open(world.Journal, new string('0', 32));
        var template = new StockTemplate(journal, (await store.FindAsync(signed, default))!);
        var memory = new BranchMemory(journal, _ => { });
        var filler = new StockFiller(store, memory, journal, agentId, template);
        for (var first = 0; first < orders; first += StockFiller.Batch)
        {
            await filler.FillAsync(first);
        }

        memory.Checkpoint();
    }
}
