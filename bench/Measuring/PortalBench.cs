using OrderConnector.Bench.Stocking;
using OrderConnector.Core.Access;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Simulators.Portals;
using OrderConnector.Simulators.Stocking;

namespace OrderConnector.Bench.Measuring;

/// <summary>How long each page of the portal takes with so many orders stored; the bar is 200 ms.</summary>
internal static class PortalBench
{
    /// <summary>Its orders came in over two years.</summary>
    private const string PastBranch = "past";

    private const int Rounds = 20;
    private static readonly TimeSpan s_bar = TimeSpan.FromMilliseconds(200);

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
        await PortalPeople.AddAsync(world.Database, "bench", PortalRole.Administrator);
        using var visitor = await PortalVisitor.LogInAsync(world.Cloud.Url, "bench", PortalPeople.Password, default);
        var examples = await PortalPages.FindAsync(
            visitor, new PortalExamples(signed.Value, PastBranch, "bench"), default);
        foreach (var page in PortalPages.Of(examples))
        {
            await MeasureAsync(table, visitor, page);
        }
    }

    private static async Task MeasureAsync(Table table, PortalVisitor visitor, PortalPage page)
    {
        var times = new List<TimeSpan>();
        for (var round = 0; round <= Rounds; round++)
        {
            var answer = await visitor.GetAsync(page.Path, default);
            if (answer.Status != 200)
            {
                table.Row(page.Path, FormattableString.Invariant($"answered {answer.Status}"), "", "200");
                return;
            }

            times.Add(answer.Took);
        }

        // The first is told apart: the page is compiled then, and its rows come from the disk.
        var first = times[0];
        var later = times.Skip(1).Order().ToList();
        table.Row(
            page.Path, Table.Milliseconds(later[later.Count / 2]),
            $"first {Table.Milliseconds(first)}, slowest {Table.Milliseconds(later[^1])}",
            $"<= {Table.Milliseconds(s_bar)}");
    }
}
