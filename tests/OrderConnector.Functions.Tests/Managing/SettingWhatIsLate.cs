using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Core.Access;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Auditing;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Managing;

/// <summary>A channel's release and deadline, a branch's alerts: set in the portal as on the command line.</summary>
public sealed class SettingWhatIsLate : IAsyncLifetime
{
    private const string Channel = "/portal/channels/webshop";
    private const string Branch = "/portal/branches/" + CloudUnderTest.Branch;
    private CloudUnderTest _cloud = null!;

    private IAlertStore Alerts => _cloud.Services.GetRequiredService<IAlertStore>();

    public async Task InitializeAsync() => _cloud = await CloudUnderTest.StartAsync();

    public async Task DisposeAsync() => await _cloud.DisposeAsync();

    [Fact]
    public async Task A_channel_is_changed_on_record_and_orders_that_come_then_wait_for_staff()
    {
        using var administrator = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Administrator);
        using var shop = _cloud.Shop();
        await shop.PostAsync(Calls.Orders, Calls.Order("before"));

        using var set = await administrator.SendAsync(
            Channel, Channel, ("release", "held"), ("overdueAfter", "90s"));
        using var same = await administrator.SendAsync(
            Channel, Channel, ("release", "held"), ("overdueAfter", " 90s "));
        var page = await administrator.ReadAsync(Channel);
        using var agent = await BranchAgent.EnrolAsync(_cloud);
        await EventuallyHeldAsync(shop);
        var orders = await agent.TakeAsync();

        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (set.StatusCode, same.StatusCode));
        Assert.Contains("<dd>90s</dd>", page, StringComparison.Ordinal);
        Assert.Equal("auto", orders[0].GetProperty("release").GetString());
        Assert.Equal("held", orders[^1].GetProperty("release").GetString());
        var act = Assert.Single(await ActsAsync("channel.changed"));
        Assert.Equal(("user:administrator", "webshop"), (act.Actor, act.Subject));
        Assert.Equal(("held", "90s"), (act.Details!["release"], act.Details["overdueAfter"]));

        using var back = await administrator.SendAsync(Channel, Channel, ("release", "auto"), ("overdueAfter", ""));
        Assert.Contains("<dd>5m</dd>", await administrator.ReadAsync(Channel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_of_a_branch_are_set_on_record_and_set_back()
    {
        using var manager = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Manager, CloudUnderTest.Branch);

        using var set = await manager.SendAsync(
            Branch, Branch + "/alerts", ("escalateAfter", "15m"), ("queueLimit", "5"), ("watch", "10:00-23:30"));
        var chosen = await Alerts.FindBranchAlertsAsync(CloudUnderTest.Branch, default);
        var page = await manager.ReadAsync(Branch);
        using var back = await manager.SendAsync(Branch, Branch + "/alerts");
        using var again = await manager.SendAsync(Branch, Branch + "/alerts");

        Assert.Equal(HttpStatusCode.SeeOther, set.StatusCode);
        Assert.Equal(
            new ChosenAlertSettings(TimeSpan.FromMinutes(15), QueueLimit: 5, Watch: new WatchHours(600, 1410)), chosen);
        Assert.Contains("Die Alarme sind eingestellt.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"10:00-23:30\"", page, StringComparison.Ordinal);
        Assert.Equal(
            new ChosenAlertSettings(), await Alerts.FindBranchAlertsAsync(CloudUnderTest.Branch, default));
        var acts = await ActsAsync("branch.alertsSet");
        Assert.Equal(2, acts.Count);
        Assert.All(acts, act => Assert.Equal(CloudUnderTest.Branch, act.BranchId));
    }

    [Fact]
    public async Task Every_fault_is_told_and_nothing_is_changed()
    {
        using var administrator = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Administrator);

        using var channel = await administrator.SendAsync(
            Channel, Channel, ("release", "never"), ("overdueAfter", "9s"));
        using var branch = await administrator.SendAsync(
            Branch, Branch + "/alerts", ("heldAfter", "soon"), ("releaseAfter", "13h"), ("queueLimit", "1"),
            ("watch", "10:00"));

        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity),
            (channel.StatusCode, branch.StatusCode));
        Assert.Equal(2, (await channel.Content.ReadAsStringAsync()).Split("href=\"#edit-").Length - 1);
        Assert.Equal(4, (await branch.Content.ReadAsStringAsync()).Split("href=\"#alerts-").Length - 1);
        Assert.Equal("auto", (await _cloud.Store.FindChannelAsync("webshop", default))!.Release);
        Assert.Empty(await ActsAsync("channel.changed"));
        Assert.Empty(await ActsAsync("branch.alertsSet"));
    }

    [Fact]
    public async Task Who_may_not_sees_no_form_and_is_refused()
    {
        using var manager = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Manager, CloudUnderTest.Branch);
        using var auditor = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Auditor);

        Assert.DoesNotContain("name=\"overdueAfter\"", await manager.ReadAsync(Channel), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"queueLimit\"", await auditor.ReadAsync(Branch), StringComparison.Ordinal);
        using var channel = await manager.SendAsync(Channel, Channel, ("release", "held"));
        using var branch = await auditor.SendAsync(Branch, Branch + "/alerts", ("queueLimit", "5"));
        using var foreign = await manager.SendAsync(Branch, "/portal/branches/hamburg/alerts", ("queueLimit", "5"));
        using var nowhere = await manager.SendAsync(Branch, "/portal/branches/nowhere/alerts", ("queueLimit", "5"));
        using var forged = await manager.PostAsync(Branch + "/alerts", ("queueLimit", "5"));

        Assert.Equal(HttpStatusCode.Forbidden, channel.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, branch.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, nowhere.StatusCode));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Null((await Alerts.FindBranchAlertsAsync(CloudUnderTest.Branch, default))!.QueueLimit);
    }

    // A key that was found is believed for a moment, and its channel's release with it.
    private async Task EventuallyHeldAsync(HttpClient shop)
    {
        for (var i = 0; ; i++)
        {
            var id = (await shop.PostAsync(Calls.Orders, Calls.Order($"after-{i}")))["id"];
            if ((await _cloud.Store.FindAsync(new(id), default))!.Release == "held")
            {
                return;
            }

            Assert.True(i < 300, "The change does not reach the intake.");
            await Task.Delay(100);
        }
    }

    private async Task<List<Act>> ActsAsync(string action) =>
    [
        .. (await _cloud.Services.GetRequiredService<IAuditStore>().ReadAuditChainAsync(0, 1000, default))
            .Select(entry => entry.Act).Where(act => act.Action == action),
    ];
}
