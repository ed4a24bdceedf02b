using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Simulators.Compliance;

namespace OrderConnector.Functions.Tests.Storing;

public sealed class SqliteOrderStoreTests : OrderStoreCompliance
{
    private readonly string folder = Directory.CreateTempSubdirectory("orders-").FullName;

    protected override IOrderStore Open(bool keepsOutbox = false) =>
        new SqliteOrderStore(Path.Combine(folder, "orders.db"), keepsOutbox);

    [Fact]
    public async Task An_idle_agent_costs_no_commit_within_ten_seconds()
    {
        await EnrolAsync("a1");
        await EnrolAsync("a2");
        await CollectAsync(Visit("a1"));
        await Store.CollectAsync(Visit("a2"), default);
        var before = Commits;

        for (var second = 1; second < 10; second++)
        {
            await CollectAsync(Visit("a1", now: Noon.AddSeconds(second)));
            await Store.CollectAsync(Visit("a2", now: Noon.AddSeconds(second)), default);
            await Store.CollectAsync(Visit("a2", journal: "j-a1"), default);
        }

        Assert.Equal(before, Commits);
        await CollectAsync(Visit("a1", now: Noon.AddSeconds(10)));
        Assert.Equal(before + 1, Commits);
    }

    [Fact]
    public async Task Orders_of_many_callers_share_commits()
    {
        await Store.AddBranchAsync(new NewBranch("big", "Big", 1, 9999, "Europe/Berlin"), Noon, default);
        var before = Commits;

        await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await AddNewAsync(Order($"{caller}-{i}", "big"));
            }
        })));

        Assert.InRange(Commits - before, 20, 640);
        var page = await Store.ReadNumbersAsync("big", 1, 1280, 2000, default);
        Assert.All(page.Numbers, number => Assert.Equal("queued", number.Fate));
        Assert.Equal(1280, page.Numbers.Select(number => number.OrderId).Distinct().Count());
    }

    private long Commits => ((SqliteOrderStore)Store).Writer.Commits;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
