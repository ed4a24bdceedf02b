using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    private static readonly TimeSpan s_claim = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_notice_is_taken_by_one_process_until_it_is_done_or_dead()
    {
        var id = await RaiseAsync();

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(
            () => Alerts.ClaimNoticeAsync(new ClaimNotice(id, Noon, Noon + s_claim, [.. Enumerable.Repeat((byte)n, 32)]), default))));

        Assert.Single(claims, claimed => claimed);
        Assert.False(await ClaimAsync(id, Noon + s_claim - TimeSpan.FromSeconds(1)));
        Assert.True(await ClaimAsync(id, Noon + s_claim));
        Assert.Equal(2, (await Alerts.ReadNoticeAsync(id, 10, default))!.Attempts);
    }

    [Fact]
    public async Task An_attempt_that_failed_is_due_again_and_one_that_was_sent_is_not()
    {
        var id = await RaiseAsync();
        Assert.True(await ClaimAsync(id, Noon));
        await Alerts.EndAttemptAsync(
            new EndAttempt(id, Noon.AddSeconds(3), AttemptOutcome.Failed, "connection refused", Noon.AddMinutes(1)),
            default);

        Assert.Empty(await ReadyAsync(Noon.AddSeconds(59)));
        Assert.Equal(Noon.AddMinutes(1), Assert.Single(await ReadyAsync(Noon.AddMinutes(1))).DueAt);
        Assert.Equal(
            new NoticeState(1, null, "connection refused"), await Alerts.FindNoticeStateAsync(id, default));
        Assert.False(await ClaimAsync(id, Noon.AddSeconds(59)));
        Assert.True(await ClaimAsync(id, Noon.AddMinutes(1)));
        await Alerts.EndAttemptAsync(
            new EndAttempt(id, Noon.AddMinutes(1), AttemptOutcome.Sent, null, null), default);

        Assert.Null((await Alerts.ReadOutboxAsync(Noon.AddHours(1), 10, default)).NextAt);
        Assert.False(await ClaimAsync(id, Noon.AddHours(1)));
        Assert.Equal(new NoticeState(2, "sent", null), await Alerts.FindNoticeStateAsync(id, default));
        Assert.Null(await Alerts.FindNoticeStateAsync("none", default));
    }

    [Fact]
    public async Task A_notice_tells_its_incident_its_orders_and_its_contact_as_they_stand()
    {
        var id = await RaiseAsync();
        await Store.MoveAsync(Cancel("A"), default);
        var row = Assert.Single((await LookAsync()).Incidents).Open[0].Row;
        await Alerts.CommitAlertsAsync(
            Nothing(await LookAsync()) with
            {
                Settled = [new Settlement(AlertKind.OrderOverdue, row, OrderState.Cancelled, Noon.AddMinutes(9))],
            },
            default);

        var content = (await Alerts.ReadNoticeAsync(id, 10, default))!;

        Assert.Equal(("Mitte", "Europe/Berlin", false), (content.BranchName, content.TimeZone, content.IsRemoved));
        Assert.Equal((NoticeKind.Raised, "Küche", 1), (content.Kind, content.Contact.Name, content.Contact.Level));
        var incident = content.Incident!;
        Assert.Equal((AlertKind.OrderOverdue, 2, null), (incident.Kind, incident.Count, incident.AcknowledgedBy));
        Assert.Equal(["A", "B"], incident.Orders.Select(order => order.ExternalId));
        Assert.Equal([100L, 101L], incident.Orders.Select(order => order.Number));
        Assert.Equal([OrderState.Cancelled, null], incident.Orders.Select(order => order.Outcome));
        Assert.Single((await Alerts.ReadNoticeAsync(id, 1, default))!.Incident!.Orders);
        Assert.Null(await Alerts.ReadNoticeAsync("none", 1, default));
    }

    [Fact]
    public async Task A_link_leads_to_its_incident_by_the_hash_of_its_token()
    {
        var id = await RaiseAsync();
        var hash = AckToken.Hash(AckToken.Make(new byte[32]))!;

        Assert.Null(await Alerts.FindLinkAsync(hash, default));
        Assert.True(await Alerts.ClaimNoticeAsync(new ClaimNotice(id, Noon, Noon + s_claim, hash), default));

        var link = (await Alerts.FindLinkAsync(hash, default))!;
        Assert.Equal(
            (Branch, "Mitte", "Küche", 2, null),
            (link.Incident.BranchId, link.Incident.BranchName, link.ContactName, link.Incident.Orders,
                link.Incident.AcknowledgedAt));
        Assert.True(await Alerts.RemoveContactAsync(link.ContactId, Act("contact.removed"), default));
        Assert.Null(await Alerts.FindLinkAsync(hash, default));
    }

    [Fact]
    public async Task Contacts_come_and_go_and_each_change_is_on_record()
    {
        var mail = await AddContactAsync("Küche");
        var hook = await AddContactAsync("Leitstelle", ContactKind.Webhook);
        Assert.False(await Alerts.AddContactAsync(mail with { Id = "x", BranchId = "none" }, null, Act("x"), default));
        var test = AlertIds.Notice("test", hook.Id, NoticeKind.Test, 1);

        Assert.Equal([mail, hook], await Alerts.ReadContactsAsync(Branch, default));
        Assert.Empty(await Alerts.ReadContactsAsync("other", default));
        Assert.True(await Alerts.AddTestNoticeAsync(
            new NewNotice(test, null, hook.Id, NoticeKind.Test, Noon), Act("contact.tested"), default));
        var before = (await Alerts.ReadNoticeAsync(test, 10, default))!;
        Assert.True(await Alerts.RemoveContactAsync(hook.Id, Act("contact.removed"), default));

        Assert.Equal([1, 2, 3], before.Secret!);
        Assert.Null(before.Incident);
        var after = (await Alerts.ReadNoticeAsync(test, 10, default))!;
        Assert.Equal((true, null), (after.IsRemoved, after.Secret));
        Assert.False(await Alerts.RemoveContactAsync(hook.Id, Act("contact.removed"), default));
        Assert.False(await Alerts.AddTestNoticeAsync(
            new NewNotice("y", null, hook.Id, NoticeKind.Test, Noon), Act("contact.tested"), default));
        Assert.Equal([mail], await Alerts.ReadContactsAsync(null, default));
        Assert.Equal(
            ["contact.added", "contact.added", "contact.tested", "contact.removed"],
            (await ActsAsync()).Select(act => act.Action));
    }

    [Fact]
    public async Task What_a_branch_and_a_channel_set_holds_until_they_set_something_else()
    {
        await AddChannelAsync("webshop");
        await AddNewAsync(Order("A"));
        var chosen = new ChosenAlertSettings(
            EscalateAfter: TimeSpan.FromMinutes(7), QueueLimit: 3, Watch: new WatchHours(600, 60));

        Assert.Equal(new ChosenAlertSettings(), await Alerts.FindBranchAlertsAsync(Branch, default));
        Assert.True(await Alerts.SetBranchAlertsAsync(Branch, new ChosenAlertSettings(QueueLimit: 1), Act("a"), default));
        Assert.True(await Alerts.SetBranchAlertsAsync(Branch, chosen, Act("b"), default));
        Assert.False(await Alerts.SetBranchAlertsAsync("none", chosen, Act("c"), default));
        Assert.True(await Alerts.SetChannelAsync("webshop", null, TimeSpan.FromMinutes(1), Act("d"), default));
        Assert.True(await Alerts.SetChannelAsync("webshop", "held", TimeSpan.FromMinutes(2), Act("e"), default));
        Assert.False(await Alerts.SetChannelAsync("none", "held", TimeSpan.FromMinutes(2), Act("f"), default));

        var view = await LookAsync();
        Assert.Equal(chosen, Assert.Single(view.Branches).Chosen);
        Assert.Equal(chosen, await Alerts.FindBranchAlertsAsync(Branch, default));
        Assert.Null(await Alerts.FindBranchAlertsAsync("none", default));
        Assert.Equal(TimeSpan.FromMinutes(2), Assert.Single(view.Queued).OverdueAfter);
        Assert.Equal("held", (await Store.FindChannelAsync("webshop", default))!.Release);
        Assert.Equal(
            (TimeSpan.FromMinutes(2), "held"),
            (await Pages.ReadChannelLinesAsync(default)) is [var line] ? (line.OverdueAfter, line.Release) : default);
        Assert.True(await Alerts.SetChannelAsync("webshop", null, null, Act("g"), default));
        Assert.Equal("held", (await Store.FindChannelAsync("webshop", default))!.Release);
        Assert.Null(Assert.Single((await LookAsync()).Queued).OverdueAfter);
        Assert.Equal(["a", "b", "d", "e", "g"], (await ActsAsync()).Select(act => act.Action));
    }

    [Fact]
    public async Task The_length_of_a_queue_is_kept_and_forgotten()
    {
        var sample = new QueueSample(30, Noon);
        Assert.True(await Alerts.CommitAlertsAsync(
            Nothing(await LookAsync()) with { Samples = [new SampleChange(Branch, sample)] }, default));
        Assert.Equal(sample, Assert.Single((await LookAsync()).Branches).Sample);

        Assert.True(await Alerts.CommitAlertsAsync(
            Nothing(await LookAsync()) with { Samples = [new SampleChange(Branch, null)] }, default));
        Assert.Null(Assert.Single((await LookAsync()).Branches).Sample);
    }

    private Task<bool> ClaimAsync(string id, DateTimeOffset now) =>
        Alerts.ClaimNoticeAsync(new ClaimNotice(id, now, now + s_claim, null), default);

    /// <summary>Two orders are late and Küche is to be told; the notice's id.</summary>
    private async Task<string> RaiseAsync()
    {
        var contact = await AddContactAsync("Küche");
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("B"));
        var plan = Overdue(await LookAsync(), contact.Id);
        Assert.True(await Alerts.CommitAlertsAsync(plan, default));
        return plan.Notices[0].Id;
    }
}
