using System.Net;
using OrderConnector.Core.Access;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Managing;

public sealed class LosingAnAgent : IAsyncLifetime
{
    private const string Page = "/portal/agents/agent-1";
    private CloudUnderTest _cloud = null!;
    private PortalBrowser _administrator = null!;
    private BranchAgent _agent = null!;
    private OrderId _order;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _administrator = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Administrator);
        _agent = await BranchAgent.EnrolAsync(_cloud);
        using var shop = _cloud.Shop();
        _order = new OrderId((await shop.PostAsync(Calls.Orders, Calls.Order("L-1")))["id"]);
        Assert.Single(await _agent.TakeAsync());
    }

    public async Task DisposeAsync()
    {
        _agent.Dispose();
        _administrator.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task What_it_collected_is_decided_on_only_after_it_was_revoked()
    {
        using var early = await DecideAsync("queued", "too early");
        var own = await _administrator.ReadAsync(Page);
        using var revoked = await RevokeAsync("stolen");
        var told = await _administrator.ReadAsync(Page);
        using var decided = await DecideAsync("queued", "another agent takes it");
        var after = await _administrator.ReadAsync(Page);

        Assert.Equal(HttpStatusCode.SeeOther, early.StatusCode);
        Assert.Contains("was er abgeholt hat, ist seins", own, StringComparison.Ordinal);
        Assert.DoesNotContain(Page + "/orders", own, StringComparison.Ordinal);
        Assert.Equal(Page, revoked.Headers.Location!.ToString());
        Assert.Contains("Prüfen Sie jetzt", WebUtility.HtmlDecode(told), StringComparison.Ordinal);
        Assert.Contains(Page + "/orders", told, StringComparison.Ordinal);
        Assert.Contains("1 Bestellungen haben einen neuen Weg.", after, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, decided.StatusCode);
        Assert.Equal(OrderState.Queued, (await _cloud.Store.FindAsync(_order, default))!.State);
        Assert.Equal(401, (await _agent.CollectAsync()).Status);
    }

    [Fact]
    public async Task It_may_count_as_entered_by_hand()
    {
        using var revoked = await RevokeAsync("burnt");

        using var decided = await DecideAsync("transmittedManually", "the till has it");

        var order = await _cloud.Store.FindAsync(_order, default);
        Assert.Equal((OrderState.TransmittedManually, "the till has it"), (order!.State, order.StateReason));
        var last = (await _cloud.Store.ReadEventsAsync(_order, default))[^1];
        Assert.Equal("user:administrator", last.Actor);
    }

    [Fact]
    public async Task What_it_may_have_signed_no_manager_hands_to_another_agent()
    {
        using var revoked = await RevokeAsync("burnt");
        using var decided = await DecideAsync("transmittedManually", "the till has it");
        using var manager = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Manager, CloudUnderTest.Branch);
        var (flags, unflag) = ($"/portal/orders/{_order}/flags", $"/portal/orders/{_order}/unflag");

        var offered = WebUtility.HtmlDecode(await manager.ReadAsync(flags));
        using var refused = await manager.SendAsync(flags, unflag, ("reason", "not entered"));
        var told = WebUtility.HtmlDecode(await manager.ReadAsync(flags));
        var state = (await _cloud.Store.FindAsync(_order, default))!.State;
        var warned = WebUtility.HtmlDecode(await _administrator.ReadAsync(flags));
        using var done = await _administrator.SendAsync(flags, unflag, ("reason", "its journal shows no signature"));

        Assert.DoesNotContain("/unflag", offered, StringComparison.Ordinal);
        Assert.Contains("Der verlorene Agent agent-1", offered, StringComparison.Ordinal);
        Assert.Contains("Nur die Administration darf sie wieder freigeben", told, StringComparison.Ordinal);
        Assert.Equal(OrderState.TransmittedManually, state);
        Assert.Contains("Achtung: Der verlorene Agent agent-1", warned, StringComparison.Ordinal);
        Assert.Equal(OrderState.Queued, (await _cloud.Store.FindAsync(_order, default))!.State);
    }

    [Fact]
    public async Task Orders_are_decided_on_one_by_one_and_the_work_list_closes_the_loop()
    {
        using var shop = _cloud.Shop();
        var other = (await shop.PostAsync(Calls.Orders, Calls.Order("L-2")))["id"];
        await _agent.TakeAsync();
        using var revoked = await RevokeAsync("burnt");
        var page = await _administrator.ReadAsync(Page);

        using var none = await _administrator.SendAsync(
            Page, Page + "/orders", ("which", "chosen"), ("to", "queued"), ("reason", "x"));
        using var chosen = await _administrator.SendAsync(
            Page, Page + "/orders", ("which", "chosen"), ("order", other), ("to", "transmittedManually"),
            ("reason", "the till has it"));
        using var again = await _administrator.SendAsync(
            Page, Page + "/orders", ("which", "chosen"), ("order", other), ("to", "queued"), ("reason", "x"));

        Assert.Contains($"name=\"order\" value=\"{other}\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
        Assert.Contains("href=\"#decide-which\"", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Contains("Keine davon ist noch bei dem Agenten", await _administrator.ReadAsync(Page), StringComparison.Ordinal);
        Assert.Equal(OrderState.Collected, (await _cloud.Store.FindAsync(_order, default))!.State);
        Assert.Equal(
            OrderState.TransmittedManually, (await _cloud.Store.FindAsync(new OrderId(other), default))!.State);

        const string work = "/portal/emergency/" + CloudUnderTest.Branch;
        var listed = $"href=\"/portal/orders/{other}/flags\"";
        Assert.Contains(listed, await _administrator.ReadAsync(work), StringComparison.Ordinal);
        using var matched = await _administrator.SendAsync(
            work, work + "/match", ("order", other), ("receipt", "4711"), ("day", "2026-11-20"));
        Assert.Equal(HttpStatusCode.SeeOther, matched.StatusCode);
        Assert.DoesNotContain(listed, await _administrator.ReadAsync(work), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_happens_without_a_reason_and_a_choice()
    {
        using var unexplained = await RevokeAsync(" ");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unexplained.StatusCode);
        Assert.Equal(200, (await _agent.CollectAsync()).Status);
        using var revoked = await RevokeAsync("stolen");

        using var nothing = await DecideAsync("signed", "");

        var page = await nothing.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        Assert.Contains("href=\"#decide-to\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#decide-reason\"", page, StringComparison.Ordinal);
        Assert.Equal(OrderState.Collected, (await _cloud.Store.FindAsync(_order, default))!.State);
    }

    [Fact]
    public async Task The_page_tells_what_the_agent_told()
    {
        await _agent.ReportAsync(_agent.Entry("health", null, new
        {
            tss = "outage", detail = "no answer", awaitingHandOver = 0, version = "1.2.3",
            warnings = (string[])["certificate-expires: <soon>"],
        }));

        var page = await _administrator.ReadAsync(Page);

        foreach (var text in (string[])["Ausfall", "1.2.3", "no answer", "certificate-expires: &lt;soon&gt;", "EAS-agent-1"])
        {
            Assert.Contains(text, page, StringComparison.Ordinal);
        }

        Assert.Contains("agent-1", await _administrator.ReadAsync("/portal/agents?q=AGENT"), StringComparison.Ordinal);
        Assert.DoesNotContain(Page, await _administrator.ReadAsync("/portal/agents?q=none"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_sees_the_own_agent_and_ends_none()
    {
        using var manager = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Manager, CloudUnderTest.Branch);
        using var foreigner = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Manager, CloudUnderTest.ForeignBranch);

        Assert.DoesNotContain("/revoke", await manager.ReadAsync(Page), StringComparison.Ordinal);
        using var refused = await manager.SendAsync(Page, Page + "/revoke", ("reason", "x"));
        using var missing = await foreigner.Http.GetAsync(Page);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (refused.StatusCode, missing.StatusCode));
        Assert.Equal(200, (await _agent.CollectAsync()).Status);
    }

    private Task<HttpResponseMessage> RevokeAsync(string reason) =>
        _administrator.SendAsync(Page, Page + "/revoke", ("reason", reason));

    private Task<HttpResponseMessage> DecideAsync(string to, string reason) =>
        _administrator.SendAsync(Page, Page + "/orders", ("which", "all"), ("to", to), ("reason", reason));
}
