using Microsoft.Data.Sqlite;
using OrderConnector.Core.Access;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Functions.Tests.Cloud;
using OrderConnector.Functions.Tests.Storing;
using OrderConnector.Simulators.Portals;
using OrderConnector.Simulators.Stocking;
using OrderConnector.Simulators.World;

namespace OrderConnector.Functions.Tests.Showing;

/// <summary>
/// What a page of the portal and a turn of alerts cost depends on what is open and shown, and not on what lies behind:
/// counted in steps of the database's machine, which no other load on this computer changes.
/// </summary>
public sealed class ShowingMuchThatIsStored
{
    private const int Branches = 4;

    // Numbers that are rare: of those, ten thousand are looked at, and the page offers to look on.
    private const string RareNumbers = "/portal/register?branch=branch-002&fate=";

    // Two columns of the audit log at once: walks what people did that one of them leaves, as no index serves both.
    private static readonly string[] s_twofold =
    [
        "Administrator: /portal/audit?actor=user:person-7&branch=branch-002&action=order.flagged",
        "Manager: /portal/audit?actor=user:person-7&branch=branch-002&action=order.flagged",
        "Manager: /portal/audit?actor=user:person-7",
        "Manager: /portal/audit?action=order.flagged",
        "Manager: /portal/audit?action=nobody.didThis&from=2026-01-01&to=2026-12-31",
    ];


    private static readonly EstateSize s_small = new(Branches, OrdersPerBranch: 400, Waiting: 240, Incidents: 60, 4000)
    {
        OpenFlags = 3, Emergencies = 25, Keys = 5, Users = 5,
    };

    private static readonly EstateSize s_large = s_small with
    {
        OrdersPerBranch = 2000, Incidents = 300, Acts = 20_000, Emergencies = 125,
    };

    [Fact]
    public async Task Each_page_costs_the_same_with_five_times_as_much_stored()
    {
        var (small, walks) = await MeasureAsync(s_small);
        var (large, _) = await MeasureAsync(s_large);

        Assert.Equal(small.Keys, large.Keys);
        var grown = small.Where(page => !s_twofold.Contains(page.Key) && large[page.Key] > (page.Value * 1.2) + 300)
            .Select(page => $"{page.Key}: {page.Value} steps, and {large[page.Key]} with five times as much stored")
            .Concat(walks).ToList();
        Assert.True(grown.Count == 0, string.Join(Environment.NewLine, grown));
    }

    private static async Task<(Dictionary<string, long> Steps, List<string> Walks)> MeasureAsync(EstateSize size)
    {
        var clock = new SimulatedClock(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var cloud = await CloudUnderTest.StartAsync(clock);
        var store = (SqliteOrderStore)cloud.Store;
        var meter = await ReadMeter.OnAsync(store);
        var template = await FillAsync(cloud, store, size);
        var steps = new Dictionary<string, long>();
        foreach (var role in (PortalRole[])[PortalRole.Administrator, PortalRole.Manager])
        {
            using var person = await PortalBrowser.LoggedInAsync(
                cloud, role, role == PortalRole.Manager ? ["branch-001", "branch-002", CloudUnderTest.Branch] : []);
            foreach (var path in await PathsAsync(person, template, role))
            {
                steps[$"{role}: {path}"] = await meter.CountAsync(() => person.ReadAsync(path));
            }
        }

        steps["a turn of alerts"] = await meter.CountAsync(() => store.ReadAlertsAsync(
            new AlertLook(clock.GetUtcNow() + AlertPace.Otherwise.PreOrderLead, 500), default));
        using var connection = new SqliteConnection($"Data Source={DatabaseOf(cloud)};Pooling=false");
        connection.Open();
        return (steps, [.. meter.Statements.SelectMany(one => StatementPlan.Faults(connection, one))]);
    }

    private static async Task<StoredOrder> FillAsync(CloudUnderTest cloud, SqliteOrderStore store, EstateSize size)
    {
        var now = cloud.Clock.GetUtcNow();
        var id = OrderId.Derive(CloudUnderTest.Channel, "first");
        await store.AddAsync(
            new NewOrder(
                id, CloudUnderTest.Channel, CloudUnderTest.Branch, "first", "1:" + id.Value,
                """{"externalId":"first","customer":{"name":"Erika Beispiel"}}"""u8.ToArray(), 990, OrderState.Queued,
                null, null, null, "auto", ReceiptToken.Make(id, new byte[ReceiptToken.RandomBytes]), now,
                "channel:webshop", null, null),
            default);
        var template = (await store.FindAsync(id, default))! with
        {
            Fiscal = """{"status":"signed"}""", Receipt = """{"receiptNumber":1}""",
        };
        await new StoredEstate(store, size, now).AddAsync(DatabaseOf(cloud), template, isAlone: false);
        await new BusyEvening(store, size, now).AddAsync(DatabaseOf(cloud), template);
        return template;
    }

    private static async Task<IEnumerable<string>> PathsAsync(
        PortalBrowser person, StoredOrder template, PortalRole role)
    {
        var incidents = await person.ReadAsync("/portal/incidents");
        var examples = new PortalExamples(
            StoredPast.IdOf(template, "branch-002", 4).Value, "branch-002", CloudUnderTest.Channel)
        {
            Agent = "past-branch-002", Incident = IncidentLink().Match(incidents).Groups[1].Value,
            Waiting = BusyEvening.IdOf(template, 2).Value, Emergency = "branch-001", User = "person-1",
            Flagged = StoredPast.IdOf(template, "branch-002", 35).Value,
        };
        // Pages of administrators are theirs alone.
        return PortalPages.Of(examples).Select(page => page.Path).Concat(PortalQuestions.Of(examples)).Distinct()
            .Where(path => !path.StartsWith(RareNumbers, StringComparison.Ordinal))
            .Where(path => role == PortalRole.Administrator
                || !path.StartsWith("/portal/users", StringComparison.Ordinal));
    }

    private static string DatabaseOf(CloudUnderTest cloud) => Path.Combine(cloud.DataFolder, "orders.db");

    private static System.Text.RegularExpressions.Regex IncidentLink() => new("/portal/incidents/([0-9a-f]{32})");
}
