using OrderConnector.Core.Alerting;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    [Fact]
    public async Task What_waits_behind_an_earlier_notice_takes_no_place_and_is_not_waited_for()
    {
        var raised = await RaiseAsync();
        var other = await AddContactAsync("Leitstelle");
        var incident = Assert.Single((await LookAsync()).Incidents);
        // By a clock that was set back they are older than what they follow.
        var grown = await AddNoticeAsync(incident, NoticeKind.Grown, Noon.AddHours(-2));
        var over = await AddNoticeAsync(incident, NoticeKind.AllClear, Noon.AddHours(-3));
        Assert.True(await Alerts.AddTestNoticeAsync(
            new NewNotice("test", null, other.Id, NoticeKind.Test, Noon), Act("contact.tested"), default));

        Assert.Equal([raised, "test"], (await ReadyAsync(Noon)).Select(one => one.Id));
        await TryAsync(raised, Noon, failedUntil: Noon.AddMinutes(9));
        // One place, and two older notices that must not take it.
        var outbox = await Alerts.ReadOutboxAsync(Noon.AddMinutes(1), 1, default);
        Assert.Equal(["test"], outbox.Ready.Select(one => one.Id));
        Assert.Equal(Noon, outbox.NextAt);
        Assert.True(await ClaimAsync("test", Noon.AddMinutes(1)));
        Assert.Equal(
            Noon.AddMinutes(1) + s_claim, (await Alerts.ReadOutboxAsync(Noon.AddMinutes(2), 9, default)).NextAt);
        await Alerts.EndAttemptAsync(
            new EndAttempt("test", Noon.AddMinutes(2), AttemptOutcome.Sent, null, null), default);
        outbox = await Alerts.ReadOutboxAsync(Noon.AddMinutes(2), 9, default);
        Assert.Equal((0, Noon.AddMinutes(9)), (outbox.Ready.Count, outbox.NextAt));

        foreach (var next in new[] { raised, grown, over })
        {
            Assert.Equal([next], (await ReadyAsync(Noon.AddMinutes(9))).Select(one => one.Id));
            await TryAsync(next, Noon.AddMinutes(9), failedUntil: null);
        }

        Assert.Null((await Alerts.ReadOutboxAsync(Noon.AddHours(1), 9, default)).NextAt);
    }

    [Fact]
    public async Task What_one_contact_does_not_take_holds_up_no_other()
    {
        var raised = await RaiseAsync();
        var incident = Assert.Single((await LookAsync()).Incidents);
        await TryAsync(raised, Noon, failedUntil: Noon.AddMinutes(9));
        var other = await AddContactAsync("Leitstelle");

        var over = await AddNoticeAsync(incident, NoticeKind.AllClear, Noon, other.Id);

        Assert.Equal([over], (await ReadyAsync(Noon)).Select(one => one.Id));
    }

    private async Task<IReadOnlyList<OpenNotice>> ReadyAsync(DateTimeOffset now) =>
        (await Alerts.ReadOutboxAsync(now, 10, default)).Ready;

    private async Task<string> AddNoticeAsync(
        OpenIncident incident, NoticeKind kind, DateTimeOffset at, string? contact = null)
    {
        contact ??= incident.Told[0];
        var notice = new NewNotice(AlertIds.Notice(incident.Id, contact, kind, 1), incident.Id, contact, kind, at);
        Assert.True(await Alerts.CommitAlertsAsync(Nothing(await LookAsync()) with { Notices = [notice] }, default));
        return notice.Id;
    }

    private async Task TryAsync(string id, DateTimeOffset at, DateTimeOffset? failedUntil)
    {
        Assert.True(await ClaimAsync(id, at));
        await Alerts.EndAttemptAsync(
            new EndAttempt(
                id, at, failedUntil is null ? AttemptOutcome.Sent : AttemptOutcome.Failed, null, failedUntil),
            default);
    }
}
