using OrderConnector.Core.Alerting;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    private IAlertStore Alerts => (IAlertStore)Store;

    [Fact]
    public async Task What_waits_is_seen_with_its_channel_and_what_is_wanted_later_is_not()
    {
        await AddChannelAsync("webshop");
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("later") with { DueAt = Noon.AddHours(9) });
        await AddNewAsync(Order("soon") with { DueAt = Noon.AddMinutes(30) });
        await AddNewAsync(Order("H") with { State = OrderState.Held });
        Assert.True(await Alerts.SetChannelAsync(
            "webshop", null, TimeSpan.FromSeconds(90), Act("channel.changed"), default));

        var view = await LookAsync();

        var branch = Assert.Single(view.Branches);
        Assert.Equal((Branch, 3, 96L, 100L), (branch.Id, branch.Queued, branch.NumbersLeft, branch.Numbers));
        Assert.Equal([null, Noon.AddMinutes(30)], view.Queued.Select(order => order.DueAt));
        Assert.All(view.Queued, order =>
            Assert.Equal(("native", TimeSpan.FromSeconds(90), Noon), (order.ChannelKind, order.OverdueAfter, order.Since)));
        Assert.Equal(Branch, Assert.Single(view.Undecided).BranchId);
    }

    [Fact]
    public async Task A_decision_is_kept_whole_and_its_orders_are_not_looked_at_again()
    {
        var contact = await AddContactAsync("Küche");
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("B"));

        var plan = Overdue(await LookAsync(), contact.Id);
        Assert.True(await Alerts.CommitAlertsAsync(plan, default));

        var view = await LookAsync();
        Assert.Empty(view.Queued);
        var incident = Assert.Single(view.Incidents);
        Assert.Equal(
            (plan.Opened[0].Id, AlertKind.OrderOverdue, 2, 1, Noon.AddMinutes(15), false),
            (incident.Id, incident.Kind, incident.Orders, incident.Level, incident.EscalateAt!.Value,
                incident.Acknowledged));
        Assert.Equal([contact.Id], incident.Told);
        Assert.Equal([OrderState.Queued, OrderState.Queued], incident.Open.Select(order => order.State));
        var notice = Assert.Single(await ReadyAsync(Noon));
        Assert.Equal((contact.Id, ContactKind.Mail, Noon), (notice.ContactId, notice.Way, notice.DueAt));
    }

    [Fact]
    public async Task Of_many_that_decide_at_once_one_does()
    {
        var contact = await AddContactAsync("Küche");
        await AddNewAsync(Order("A"));
        var view = await LookAsync();

        var done = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Alerts.CommitAlertsAsync(Overdue(view, contact.Id), default))));

        Assert.Single(done, one => one);
        Assert.Single((await LookAsync()).Incidents);
        Assert.Single(await ReadyAsync(Noon));
    }

    [Fact]
    public async Task What_was_decided_before_somebody_acknowledged_falls_away()
    {
        var contact = await AddContactAsync("Küche");
        await AddNewAsync(Order("A"));
        var plan = Overdue(await LookAsync(), contact.Id);
        Assert.True(await Alerts.CommitAlertsAsync(plan, default));
        var before = await LookAsync();

        var first = await Alerts.AcknowledgeAsync(
            new Acknowledge(plan.Opened[0].Id, "Eva", "on my way", Act("incident.acknowledged")), default);
        var second = await Alerts.AcknowledgeAsync(
            new Acknowledge(plan.Opened[0].Id, "Ali", null, Act("incident.acknowledged")), default);

        Assert.Equal((true, "Eva"), (first.IsDone, first.Incident!.AcknowledgedBy));
        Assert.Equal((false, "Eva"), (second.IsDone, second.Incident!.AcknowledgedBy));
        Assert.False(await Alerts.CommitAlertsAsync(Nothing(before) with { Judged = [1] }, default));
        var incident = Assert.Single((await LookAsync()).Incidents);
        Assert.Equal((true, null), (incident.Acknowledged, incident.EscalateAt));
        Assert.False((await Alerts.AcknowledgeAsync(new Acknowledge("none", "Eva", null, Act("x")), default)).IsDone);
        Assert.Single(await ActsAsync(), act => act.Action == "incident.acknowledged");
    }

    [Fact]
    public async Task An_incident_ends_and_another_may_begin_but_never_with_the_same_order()
    {
        var contact = await AddContactAsync("Küche");
        await AddNewAsync(Order("A"));
        var view = await LookAsync();
        var plan = Overdue(view, contact.Id);
        Assert.True(await Alerts.CommitAlertsAsync(plan, default));
        await Store.MoveAsync(Cancel("A"), default);
        var row = Assert.Single((await LookAsync()).Incidents).Open[0].Row;

        Assert.True(await Alerts.CommitAlertsAsync(
            Nothing(await LookAsync()) with
            {
                Settled = [new Settlement(AlertKind.OrderOverdue, row, OrderState.Cancelled, Noon)],
                Changed = [plan.Changed[0] with { ClosedAt = Noon.AddMinutes(20), EscalateAt = null }],
            },
            default));

        Assert.Empty((await LookAsync()).Incidents);
        var again = plan with { Turn = (await LookAsync()).Turn };
        await Assert.ThrowsAnyAsync<Exception>(() => Alerts.CommitAlertsAsync(again, default));
        Assert.Empty((await LookAsync()).Incidents);
        Assert.True(await Alerts.CommitAlertsAsync(
            again with { Opened = [plan.Opened[0] with { Id = "another" }], Listed = [], Changed = [], Notices = [] },
            default));
        Assert.Equal("another", Assert.Single((await LookAsync()).Incidents).Id);
    }

    [Fact]
    public async Task Who_waited_and_was_collected_is_kept_to_be_judged()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("B"));
        var leased = (await CollectAsync(Visit("a1"))).Orders;

        await Store.ConfirmAsync(new ConfirmOrders("a1", Branch, [leased[0].Lease], Noon.AddMinutes(7)), default);
        await Store.ConfirmAsync(new ConfirmOrders("a1", Branch, [leased[1].Lease], Noon.AddSeconds(9)), default);

        var late = Assert.Single((await LookAsync()).Late);
        Assert.Equal((Noon, Noon.AddMinutes(7), false), (late.Order.Since, late.CollectedAt, late.WasOverdue));
        Assert.True(await Alerts.CommitAlertsAsync(
            Nothing(await LookAsync()) with { Judged = [late.Order.Row] }, default));
        Assert.Empty((await LookAsync()).Late);
    }

    [Theory]
    [InlineData("released")]
    [InlineData("rejected")]
    [InlineData("setAside")]
    public async Task Who_waits_for_staff_is_seen_until_they_decide(string decision)
    {
        await EnrolAsync("a1");
        await CollectedAsync("A");

        await ReportAsync("a1", Tell(1, "waiting", "A"));
        Assert.Equal(Branch, Assert.Single((await LookAsync()).Waiting).BranchId);
        await ReportAsync("a1", Tell(2, decision, "A", new { actor = "staff:eva", reason = "so" }));

        var view = await LookAsync();
        Assert.Empty(view.Waiting);
        Assert.Equal(decision == "setAside" ? 1 : 0, view.Undecided.Count);
    }

    [Fact]
    public async Task An_agents_health_tells_of_its_tss_and_of_what_it_cannot_hand_over()
    {
        await EnrolAsync("a1");
        await CollectedAsync("A");
        object Health(string tss, int awaiting, DateTimeOffset? since) =>
            new { tss, detail = "", awaitingHandOver = awaiting, version = "2", awaitingSince = since };

        // Told by its own clock, which is an hour slow.
        var told = Tell(1, "health", null, Health("outage", 3, Noon.AddMinutes(-72))) with { At = Noon.AddHours(-1) };
        await ReportAsync("a1", told);
        var sick = Assert.Single(Assert.Single((await LookAsync()).Branches).Agents);
        await ReportAsync("a1", Tell(2, "health", null, Health("ok", 0, null)));
        var well = Assert.Single(Assert.Single((await LookAsync()).Branches).Agents);

        Assert.Equal((true, 3, TimeSpan.FromMinutes(12)), (sick.TssOutage, sick.Awaiting, sick.SeenAt - sick.AwaitingSince));
        Assert.Equal((false, 0, null), (well.TssOutage, well.Awaiting, well.AwaitingSince));
        Assert.True(await Store.RevokeAgentAsync("a1", "operator:x", "lost", Noon, default));
        Assert.Empty(Assert.Single((await LookAsync()).Branches).Agents);
    }

    [Fact]
    public async Task Emergency_operation_is_seen_while_it_runs()
    {
        Assert.False(Assert.Single((await LookAsync()).Branches).InEmergency);
        await Emergencies.BeginEmergencyAsync(Switch("no line", 1), default);
        Assert.True(Assert.Single((await LookAsync()).Branches).InEmergency);
        await Emergencies.EndEmergencyAsync(Switch("line back", 2), default);
        Assert.False(Assert.Single((await LookAsync()).Branches).InEmergency);
    }

    private Task<AlertView> LookAsync() =>
        Alerts.ReadAlertsAsync(new AlertLook(Noon.AddHours(1), 100), default);

    private static Act Act(string action) => new(Noon, "operator:eva", action, "it", Branch, null);

    private async Task<IReadOnlyList<Act>> ActsAsync() =>
    [
        .. (await ((IAuditStore)Store).ReadAuditChainAsync(0, 100, default)).Select(entry => entry.Act)
            .Where(act => act.Actor == "operator:eva"),
    ];

    private async Task AddChannelAsync(string id) => Assert.True(await Store.AddChannelAsync(
        new Channel(id, "native", "auto", [Branch]),
        new StoredKey("k-" + id, new byte[32], KeyPurpose.Channel, id, [], 0, Noon, null, null), default));

    private async Task<Contact> AddContactAsync(string name, ContactKind kind = ContactKind.Mail)
    {
        var contact = new Contact(
            AlertIds.Contact(Branch, name, Noon), Branch, 1, name, kind, $"{name.Length}@example.com", Language.German);
        Assert.True(await Alerts.AddContactAsync(
            contact, kind == ContactKind.Webhook ? [1, 2, 3] : null, Act("contact.added"), default));
        return contact;
    }

    private static AlertPlan Nothing(AlertView view) => new(view.Turn, [], [], [], [], [], [], [], null);

    /// <summary>As if all that is queued were late.</summary>
    private static AlertPlan Overdue(AlertView view, string contact)
    {
        var id = AlertIds.Incident(Branch, AlertKind.OrderOverdue, Noon);
        return Nothing(view) with
        {
            Opened = [new NewIncident(id, Branch, AlertKind.OrderOverdue, Noon)],
            Listed =
            [
                .. view.Queued.Select(order => new NewListing(
                    id, AlertKind.OrderOverdue, order.Row, order.Since, Noon.AddMinutes(5), Noon)),
            ],
            Changed =
            [
                new IncidentChange(
                    id, view.Queued.Count, 1, Noon.AddMinutes(15), view.Queued.Count, Noon, null, null, Noon, null),
            ],
            Notices = [new NewNotice(AlertIds.Notice(id, contact, NoticeKind.Raised, 1), id, contact, NoticeKind.Raised, Noon)],
        };
    }
}
