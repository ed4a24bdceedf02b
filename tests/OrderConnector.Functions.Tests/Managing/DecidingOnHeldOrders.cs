using System.Net;
using OrderConnector.Core.Access;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Managing;

public sealed class DecidingOnHeldOrders : IAsyncLifetime
{
    private const string Page = "/portal/held";
    private CloudUnderTest _cloud = null!;
    private PortalBrowser _manager = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _manager = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Manager, CloudUnderTest.Branch);
    }

    public async Task DisposeAsync()
    {
        _manager.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_released_order_goes_to_its_branch_and_by_whom_is_on_record()
    {
        var id = await HoldAsync("H-1", "total <i>differs</i>");
        var page = await _manager.ReadAsync(Page);
        Assert.Contains("total &lt;i&gt;differs", page, StringComparison.Ordinal);

        using var answer = await DecideAsync(id, "held", "queued");

        Assert.Equal((HttpStatusCode.SeeOther, Page), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Contains("Bestellung 40000000 ist freigegeben.", await _manager.ReadAsync(Page), StringComparison.Ordinal);
        var last = (await _cloud.Store.ReadEventsAsync(id, default))[^1];
        Assert.Equal(
            (OrderState.Queued, "user:manager-berlin-mitte", "released after review"), (last.To, last.Actor, last.Reason));
        using var agent = await BranchAgent.EnrolAsync(_cloud);
        Assert.Single(await agent.TakeAsync());
    }

    [Fact]
    public async Task Who_rejects_says_why()
    {
        var id = await HoldAsync("H-1", "suspicious");

        using var without = await DecideAsync(id, "held", "rejected");
        using var with = await DecideAsync(id, "held", "rejected", "customer called");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.Contains(
            $"id=\"{id.Value}-rejected-reason-fault\"", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, with.StatusCode);
        var order = await _cloud.Store.FindAsync(id, default);
        Assert.Equal((OrderState.Rejected, "customer called"), (order!.State, order.StateReason));
    }

    [Fact]
    public async Task Whoever_comes_second_is_told_where_the_order_stands()
    {
        var id = await HoldAsync("H-1", "suspicious");
        using var first = await DecideAsync(id, "held", "queued");
        await _manager.ReadAsync(Page);

        using var second = await DecideAsync(id, "held", "rejected", "too late");

        Assert.Contains(
            "Bestellung 40000000 steht inzwischen auf „Wartet auf Abholung“",
            WebUtility.HtmlDecode(await _manager.ReadAsync(Page)), StringComparison.Ordinal);
        Assert.Equal(OrderState.Queued, (await _cloud.Store.FindAsync(id, default))!.State);
    }

    [Fact]
    public async Task An_order_set_aside_is_offered_again_or_refused_with_a_reason()
    {
        using var agent = await BranchAgent.EnrolAsync(_cloud);
        using var shop = _cloud.Shop();
        var id = new OrderId((await shop.PostAsync(Calls.Orders, Calls.Order("S-1")))["id"]);
        await agent.TakeAsync();
        await agent.ReportAsync(agent.Entry("setAside", id.Value, new { actor = "agent", reason = "no VAT key" }));
        Assert.Contains("no VAT key", await _manager.ReadAsync(Page), StringComparison.Ordinal);

        using var unexplained = await DecideAsync(id, "setAside", "queued");
        using var again = await DecideAsync(id, "setAside", "queued", "key is set now");

        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (unexplained.StatusCode, again.StatusCode));
        Assert.Single(await agent.TakeAsync());
    }

    [Fact]
    public async Task A_message_is_dropped_with_a_reason_and_decided_on_once()
    {
        await _cloud.Store.AddSetAsideAsync(
            new NewSetAsideMessage(
                "q", CloudUnderTest.Branch, "m1", "<b>text</b>\u0007", "no such order", _cloud.Clock.GetUtcNow()), default);
        var page = await _manager.ReadAsync(Page);
        var action = page.Split("action=\"/portal/held/messages/")[1].Split('"')[0];

        using var without = await _manager.SendAsync(Page, "/portal/held/messages/" + action, ("decision", "drop"));
        using var done = await _manager.SendAsync(
            Page, "/portal/held/messages/" + action, ("decision", "drop"), ("reason", "old"));
        using var again = await _manager.SendAsync(
            Page, "/portal/held/messages/" + action, ("decision", "replay"));

        Assert.Contains("&lt;b&gt;text&lt;/b&gt;?", page, StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther), (without.StatusCode, done.StatusCode));
        Assert.Empty(await _cloud.Store.ReadSetAsideAsync(10, default));
        Assert.Contains("schon entschieden", await _manager.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_decides_for_a_foreign_branch_and_an_auditor_for_none()
    {
        var id = await HoldAsync("H-1", "suspicious", CloudUnderTest.OtherBranch);
        using var auditor = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Auditor);

        Assert.DoesNotContain(id.Value, await _manager.ReadAsync(Page), StringComparison.Ordinal);
        using var foreign = await DecideAsync(id, "held", "queued");
        var read = await auditor.ReadAsync(Page);
        using var refused = await auditor.SendAsync(Page, $"{Page}/{id.Value}", ("from", "held"), ("to", "queued"));

        Assert.Contains(id.Value, read, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Page}/{id.Value}", read, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Forbidden), (foreign.StatusCode, refused.StatusCode));
        Assert.Equal(OrderState.Held, (await _cloud.Store.FindAsync(id, default))!.State);
    }

    [Fact]
    public async Task Only_decisions_that_are_offered_can_be_made()
    {
        var id = await HoldAsync("H-1", "suspicious");

        using var strange = await DecideAsync(id, "held", "signed", "why not");
        using var none = await DecideAsync(new OrderId(new string('0', 32)), "held", "queued");

        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound), (strange.StatusCode, none.StatusCode));
    }

    private async Task<OrderId> HoldAsync(string externalId, string reason, string branch = CloudUnderTest.Branch)
    {
        var id = OrderId.Derive(CloudUnderTest.Channel, externalId);
        var stored = await _cloud.Store.AddAsync(
            new NewOrder(
                id, CloudUnderTest.Channel, branch, externalId, "1:" + externalId,
                System.Text.Encoding.UTF8.GetBytes(Calls.Order(externalId, branch: branch).ToJsonString()), 2255,
                OrderState.Held, reason, null, null, "auto", ReceiptToken.Make(id, new byte[16]),
                _cloud.Clock.GetUtcNow(), "channel:webshop", null, null),
            default);
        Assert.IsType<AddOrderOutcome.Added>(stored);
        return id;
    }

    private Task<HttpResponseMessage> DecideAsync(OrderId id, string from, string to, string? reason = null) =>
        _manager.SendAsync(
            Page, $"{Page}/{id.Value}", [("from", from), ("to", to), .. reason is null ? [] : ((string, string)[])[("reason", reason)]]);
}
