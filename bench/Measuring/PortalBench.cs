using OrderConnector.Bench.Stocking;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Simulators.Stocking;

namespace OrderConnector.Bench.Measuring;

/// <summary>How long each page of the portal takes with so many orders stored; the bar is 200 ms.</summary>
internal static class PortalBench
{
    /// <summary>Its orders came in over two years.</summary>
    private const string PastBranch = "past";

    internal static async Task RunAsync(Table table, BenchWorld world, int orders)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var signed = await Stock.SignOneAsync(world);
        await world.WithoutCloudAsync(async () =>
        {
            await using var store = new SqliteOrderStore(world.Database);
            await store.MigrateAsync(default);
            var now = TimeProvider.System.GetUtcNow();
            await store.AddBranchAsync(
                new NewBranch(PastBranch, "Past", 40_000_000, 49_999_999, "Europe/Berlin"), now.AddYears(-2), default);
            var past = new StoredPast(store, PastBranch, (await store.FindAsync(signed, default))!);
            await past.AddAsync(orders, now.AddYears(-2), now.AddMinutes(-1));
        });
        table.Row(
            FormattableString.Invariant($"{orders:#,0} orders stored"),
            FormattableString.Invariant($"{TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0} s"), "", "");
    }
}
