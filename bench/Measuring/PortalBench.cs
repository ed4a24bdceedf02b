using OrderConnector.Bench.Stocking;
using OrderConnector.Core.Access;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Simulators.Portals;
using OrderConnector.Simulators.Stocking;

namespace OrderConnector.Bench.Measuring;

/// <summary>How long each page of the portal takes with so many orders stored; the bar is 200 ms.</summary>
internal static class PortalBench
{
    private const string Branch = "branch-007";
    private static readonly string[] s_own = [.. Enumerable.Range(3, 5).Select(StoredEstate.BranchOf)];

    internal static async Task RunAsync(Table table, BenchWorld world, EstateSize size)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var signed = await Stock.SignOneAsync(world);
        StoredOrder template = null!;
        await world.WithoutCloudAsync(async () => template = await FillAsync(world.Database, signed, size));
        table.Head(FormattableString.Invariant(
            $"{size.Branches * size.OrdersPerBranch:#,0} orders in {size.Branches} branches; {size.Waiting:#,0} wait"));
        table.Row(
            "filled", FormattableString.Invariant($"{TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0} s"),
            FormattableString.Invariant($"{new FileInfo(world.Database).Length / 1e9:0.0} GB"), "");
        await PortalPeople.AddAsync(world.Database, "bench", PortalRole.Administrator);
        await PortalPeople.AddAsync(world.Database, "own", PortalRole.Manager, s_own);
        await MeasureAsync(table, world, "an administrator", "bench", signed, template);
        await MeasureAsync(table, world, "a manager of five branches", "own", signed, template);
        table.Row("cloud memory", BenchWorld.Memory(world.Cloud.Process!), "", "");
    }

    private static async Task<StoredOrder> FillAsync(string database, OrderId signed, EstateSize size)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var store = new SqliteOrderStore(database);
        await store.MigrateAsync(default);
        var template = (await store.FindAsync(signed, default))!;
        await new StoredEstate(store, size, now).AddAsync(database, template, isAlone: true);
        await using var evening = new SqliteOrderStore(database);
        await new BusyEvening(evening, size, now).AddAsync(database, template);
        return template;
    }

    private static async Task MeasureAsync(
        Table table, BenchWorld world, string who, string name, OrderId signed, StoredOrder template)
    {
        using var visitor = await PortalVisitor.LogInAsync(world.Cloud.Url, name, PortalPeople.Password, default);
        var examples = await PortalPages.FindAsync(
            visitor,
            new PortalExamples(StoredPast.IdOf(template, Branch, 4).Value, Branch, "bench")
            {
                Waiting = BusyEvening.IdOf(template, 7).Value, Flagged = StoredPast.IdOf(template, Branch, 35).Value,
                Emergency = Branch, User = "own",
            },
            default);
        table.Head($"Pages for {who}: median, processor time");
        var meter = new PageMeter(table, visitor, world.Cloud.Process!);
        foreach (var path in PortalPages.Of(examples).Select(page => page.Path).Concat(PortalQuestions.Of(examples)))
        {
            await meter.MeasureAsync(path, isOpen: name == "bench");
        }
    }
}
