using OrderConnector.Core.Alerting;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Reading;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    private IPortalQueries Pages => (IPortalQueries)Store;

    [Fact]
    public async Task Incidents_are_listed_open_ones_first_and_page_by_page_for_who_may_see_the_branch()
    {
        await Store.AddBranchAsync(new NewBranch("nord", "Nord", 1, 99, "Europe/Berlin"), Noon, default);
        for (var day = 4; day >= 0; day--)
        {
            await OverAsync(day % 2 == 0 ? Branch : "nord", Noon.AddDays(-day), closed: day > 0);
        }

        var all = await Pages.ReadIncidentsAsync(null, null, 3, default);
        var rest = await Pages.ReadIncidentsAsync(null, all.Next, 3, default);
        var nord = await Pages.ReadIncidentsAsync(["nord"], null, 3, default);

        Assert.Equal([Noon], all.Open.Select(line => line.OpenedAt));
        Assert.Equal([-1, -2, -3], all.Closed.Select(line => (line.OpenedAt - Noon).Days));
        Assert.Equal([-4], rest.Closed.Select(line => (line.OpenedAt - Noon).Days));
        Assert.Null(rest.Next);
        Assert.Empty(nord.Open);
        Assert.Equal([-1, -3], nord.Closed.Select(line => (line.OpenedAt - Noon).Days));
        Assert.All(nord.Closed, line => Assert.Equal(("nord", "Nord"), (line.BranchId, line.BranchName)));
        Assert.Empty((await Pages.ReadIncidentsAsync([], null, 3, default)).Closed);
        Assert.Equal(all.Next, IncidentKey.Read(all.Next!.ToString()));
    }

    [Fact]
    public async Task An_incident_tells_its_orders_and_every_attempt()
    {
        var id = await RaiseAsync();
        Assert.True(await ClaimAsync(id, Noon));
        await Alerts.EndAttemptAsync(
            new EndAttempt(id, Noon.AddSeconds(3), AttemptOutcome.Failed, "no route", Noon.AddMinutes(1)), default);
        var incident = Assert.Single((await Pages.ReadIncidentsAsync(null, null, 3, default)).Open);

        var story = (await Pages.FindIncidentAsync(incident.Id, 10, default))!;

        Assert.Equal(incident, story.Line);
        Assert.Equal((Noon.AddMinutes(15), null), (story.EscalateAt, story.Note));
        Assert.Equal(["A", "B"], story.Orders.Select(order => order.ExternalId));
        var notice = Assert.Single(story.Notices);
        Assert.Equal(
            ("Küche", ContactKind.Mail, NoticeKind.Raised, null),
            (notice.Contact, notice.Way, notice.Kind, notice.Outcome));
        Assert.Equal(["started", "failed"], notice.Attempts.Select(attempt => attempt.Outcome));
        Assert.Equal((Noon.AddSeconds(3), "no route"), (notice.Attempts[1].At, notice.Attempts[1].Detail));
        Assert.Null(await Pages.FindIncidentAsync("none", 10, default));
    }

    [Fact]
    public async Task Contacts_are_read_with_the_branches_one_may_see()
    {
        await Store.AddBranchAsync(new NewBranch("nord", "Nord", 1, 99, "Europe/Berlin"), Noon, default);
        var contact = await AddContactAsync("Küche");

        var all = await Pages.ReadContactBookAsync(null, default);
        var nord = await Pages.ReadContactBookAsync(["nord"], default);

        Assert.Equal(["Mitte", "Nord"], all.Branches.Select(branch => branch.Name));
        Assert.Equal([contact], all.Contacts);
        Assert.Equal(["Nord"], nord.Branches.Select(branch => branch.Name));
        Assert.Empty(nord.Contacts);
    }

    private async Task OverAsync(string branch, DateTimeOffset at, bool closed)
    {
        var id = AlertIds.Incident(branch, AlertKind.AgentSilent, at);
        Assert.True(await Alerts.CommitAlertsAsync(
            Nothing(await LookAsync()) with
            {
                Opened = [new NewIncident(id, branch, AlertKind.AgentSilent, at)],
                Changed =
                [
                    new IncidentChange(id, 0, 0, null, 0, null, null, closed ? at.AddHours(1) : null, null, null),
                ],
            },
            default));
    }
}
