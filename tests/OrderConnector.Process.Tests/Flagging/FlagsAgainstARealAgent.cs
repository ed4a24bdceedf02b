using System.Globalization;
using OrderConnector.Core.Access;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Portal.Reading;
using OrderConnector.Process.Tests.Killing;
using OrderConnector.Simulators.Portals;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.Shops;
using OrderConnector.Simulators.Tills;
using Xunit.Abstractions;

namespace OrderConnector.Process.Tests.Flagging;

/// <summary>
/// Cloud and agent as processes of their own. Orders pour in faster than the branch's slow TSS signs them, two managers
/// flag from the portal's list and take flags back, a third uses the command line, and the agent is killed now and
/// then. Each order is sold once or flagged, never both and never neither.
/// </summary>
public sealed class FlagsAgainstARealAgent(ITestOutputHelper output)
{
    private const int EnoughOfBoth = 12;
    private static readonly string[] s_flagged = ["transmittedManually"];

    [Fact]
    public async Task Each_order_is_signed_once_or_flagged_and_never_both()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await using var served = await ServedBranch.StartAsync(limit.Token);
        await PortalPeople.AddAsync(served.Database, "maria", PortalRole.Manager, ServedBranch.Branch);
        await using var till = await RecordingTill.StartAsync();
        await using var agent = await served.EnrolAgentAsync(
            "agent", limit.Token, "--set", "Pos:Kind=http", "--set", $"Pos:Url={till.Url}",
            "--set", "TssSimulator:LatencyMilliseconds=25", "--set", "Agent:MaxUnsigned=4", "--set",
            "Agent:CollectMax=4");
        agent.Start();
        LoadShop[] shops = [.. Enumerable.Range(0, 3).Select(i => new LoadShop(
            $"S{i}", served.Shop(), ServedBranch.Branch, seed: i, TimeSpan.FromMilliseconds(90)))];
        using var portal = await LogInAsync(served, limit.Token);
        using var second = await LogInAsync(served, limit.Token);
        PhoneManager[] managers = [new(portal, seed: 1), new(second, seed: 2)];
        var clerk = new CommandLineManager(served);

        await PlayAsync(agent, shops, managers, clerk, limit.Token);
        await DrainAsync(served, limit.Token);

        var flagged = managers.SelectMany(manager => manager.Flagged).Concat(clerk.Flagged).ToHashSet();
        var tooLate = managers.SelectMany(manager => manager.TooLate).Concat(clerk.TooLate).ToHashSet();
        Assert.Empty(flagged.Intersect(tooLate));
        var orders = shops.SelectMany(shop => shop.Orders)
            .Select(order => flagged.Contains(order.Id) ? order with { Ends = s_flagged } : order).ToList();
        List<string> faults =
        [
            .. shops.SelectMany(shop => shop.Faults),
            .. await StatesAsync(served, orders, tooLate, limit.Token),
            .. till.Handed.Keys.Where(flagged.Contains).Select(id => $"{id} is flagged and at the till"),
        ];
        Assert.Equal(flagged.Order(), (await WorkListAsync(served)).Order());
        Assert.Equal(0, await agent.StopAsync());
        faults.AddRange(await JournalChecks.ReadAsync(agent.DataFolder, orders));
        faults.AddRange(CampaignChecks.Logs(served.Cloud.LogFile, agent.LogFile));
        var takenBack = managers.Sum(manager => manager.TakenBack);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{orders.Count} orders, {flagged.Count} flagged, {takenBack} flags taken back, the agent was faster "
            + $"{tooLate.Count} times; by command line {clerk.Flagged.Count} and {clerk.TooLate.Count}"));
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(30)));
        Assert.True(takenBack > 0, "No flag was taken back.");
    }

    // Until both have won often enough; the agent is killed on the way, as a branch loses its power.
    private static async Task PlayAsync(
        AgentProcess agent, LoadShop[] shops, PhoneManager[] managers, CommandLineManager clerk,
        CancellationToken cancellationToken)
    {
        using var stop = new CancellationTokenSource();
        List<Task> work =
        [
            .. shops.Select(shop => shop.RunAsync(stop.Token, cancellationToken)),
            .. managers.Select(manager => manager.RunAsync(stop.Token, cancellationToken)),
            clerk.RunAsync(shops[0], stop.Token, cancellationToken),
        ];
        for (var kills = 0; kills < 3 || !Enough(); kills++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
            Assert.All(work, task => Assert.False(task.IsFaulted, task.Exception?.ToString()));
            if (kills < 3)
            {
                await agent.KillAsync(cancellationToken);
                agent.Start();
            }
        }

        await stop.CancelAsync();
        await Task.WhenAll(work);

        // Counts alone are looked at while they still grow.
        bool Enough() => managers.Sum(manager => manager.Flagged.Count) >= EnoughOfBoth
            && managers.Sum(manager => manager.TooLate.Count) >= EnoughOfBoth;
    }

    private static async Task<PortalVisitor> LogInAsync(ServedBranch served, CancellationToken cancellationToken) =>
        await PortalVisitor.LogInAsync(served.Cloud.Url, "maria", PortalPeople.Password, cancellationToken);

    private static async Task DrainAsync(ServedBranch served, CancellationToken cancellationToken)
    {
        using var register = new NumberRegisterReader(served);
        while ((await register.ReadAsync(cancellationToken)).Values.Any(fate => fate.State is "queued" or "collected"))
        {
            await Task.Delay(100, cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<string>> StatesAsync(
        ServedBranch served, IReadOnlyList<PlacedOrder> orders, HashSet<string> tooLate,
        CancellationToken cancellationToken)
    {
        using var shop = served.Shop();
        List<string> faults = [];
        foreach (var order in orders)
        {
            var state = (await shop.GetAsync("/api/v1/orders/" + order.Id, cancellationToken)).State;
            if (!order.Ends.Contains(state) || (tooLate.Contains(order.Id) && !PlacedOrder.Sold.Contains(state)))
            {
                faults.Add($"{order.Number} {order.Kind} is {state}, not {string.Join(" or ", order.Ends)}");
            }
        }

        return faults;
    }

    private static async Task<IEnumerable<string>> WorkListAsync(ServedBranch served)
    {
        await using var store = new SqliteOrderStore(served.Database);
        await store.MigrateAsync(CancellationToken.None);
        var list = await ((IPortalQueries)store).ReadWorkListAsync(
            ServedBranch.Branch, 0, 10_000, CancellationToken.None);
        return list.Flags.Select(flag => flag.OrderId.Value);
    }
}
