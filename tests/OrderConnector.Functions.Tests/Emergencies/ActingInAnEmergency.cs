using System.Net;
using System.Text.RegularExpressions;
using OrderConnector.Core.Access;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Emergencies;

/// <summary>Through the front door, without a script: as a phone on a second line would.</summary>
public sealed partial class ActingInAnEmergency : IAsyncLifetime
{
    private const string Orders = "/portal/orders";
    private const string Branch = "/portal/emergency/" + CloudUnderTest.Branch;

    private CloudUnderTest _cloud = null!;
    private HttpClient _shop = null!;
    private PortalBrowser _manager = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _shop = _cloud.Shop();
        _manager = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Manager, CloudUnderTest.Branch);
    }

    public async Task DisposeAsync()
    {
        _manager.Dispose();
        _shop.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task Each_role_sees_what_it_may_and_is_offered_what_it_may_do()
    {
        var own = await PostAsync("A-1");
        var foreign = await PostAsync("B-1", CloudUnderTest.OtherBranch);
        using var auditor = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Auditor);
        using var administrator = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Administrator);

        var managed = await _manager.ReadAsync(Orders);
        var audited = await auditor.ReadAsync(Orders);
        var administered = await administrator.ReadAsync(Orders);

        Assert.Contains(Box(own), managed, StringComparison.Ordinal);
        Assert.DoesNotContain(foreign, managed, StringComparison.Ordinal);
        Assert.Contains(own, audited, StringComparison.Ordinal);
        Assert.Contains(foreign, audited, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"order\"", audited, StringComparison.Ordinal);
        Assert.Contains(Box(foreign), administered, StringComparison.Ordinal);
        using var refused = await auditor.SendAsync(Orders, Orders + "/flag", ("order", own));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var stranger = await _manager.Http.GetAsync("/portal/emergency/" + CloudUnderTest.OtherBranch);
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        using var begun = await _manager.SendAsync(
            Branch, $"/portal/emergency/{CloudUnderTest.OtherBranch}/begin", ("reason", "x"));
        Assert.Equal(HttpStatusCode.NotFound, begun.StatusCode);
        using var sneaked = await FlagAsync([foreign], ("slip", "1"), ("reason", "x"));
        Assert.Equal(HttpStatusCode.SeeOther, sneaked.StatusCode);
        Assert.Equal(OrderState.Queued, (await _cloud.Store.FindAsync(new OrderId(foreign), default))!.State);
    }

    [Fact]
    public async Task Shop_and_agent_are_told_of_emergency_operation_which_takes_orders_all_the_same()
    {
        using var agent = await BranchAgent.EnrolAsync(_cloud);
        Assert.Equal((false, false), (await ReadinessAsync(), await CollectAsync(agent)));

        using var begun = await _manager.SendAsync(Branch, Branch + "/begin", ("reason", "line down"));
        var during = (await ReadinessAsync(), await CollectAsync(agent));
        await PostAsync("A-1");
        using var ended = await _manager.SendAsync(Branch, Branch + "/end", ("reason", "line is back"));

        Assert.Equal(HttpStatusCode.SeeOther, begun.StatusCode);
        Assert.Equal((true, true), during);
        Assert.Equal((false, false), (await ReadinessAsync(), await CollectAsync(agent)));

        async Task<bool> ReadinessAsync() =>
            (await _shop.ReadAsync($"/api/v1/branches/{CloudUnderTest.Branch}/readiness"))
                .Json.GetProperty("emergency").GetBoolean();

        static async Task<bool> CollectAsync(BranchAgent agent) =>
            (await agent.CollectAsync()).Json.GetProperty("emergency").GetBoolean();
    }

    [Fact]
    public async Task Who_flags_many_is_told_of_each_at_once_and_the_agent_never_gets_what_was_flagged()
    {
        using var agent = await BranchAgent.EnrolAsync(_cloud);
        var fast = await PostAsync("fast");
        Assert.Single(await agent.TakeAsync());
        var (first, second) = (await PostAsync("A-1"), await PostAsync("A-2"));

        using var answer = await FlagAsync(
            [first, fast, second], ("slip", "Block 7"), ("slip." + second, "Block 8"), ("reason", "line down"));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["Flagged", "Collected", "Flagged"], Outcome().Matches(page).Select(match => match.Groups[1].Value));
        Assert.Contains("agent:agent-1", page, StringComparison.Ordinal);
        Assert.Empty(await agent.TakeAsync());
        var list = await _manager.ReadAsync(Branch);
        Assert.Contains("Block 7", list, StringComparison.Ordinal);
        Assert.Contains("Block 8", list, StringComparison.Ordinal);
        Assert.DoesNotContain(fast, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_loaded_again_after_its_flag_was_taken_back_does_not_say_flagged()
    {
        using var agent = await BranchAgent.EnrolAsync(_cloud);
        var id = await PostAsync("A-1");
        (string, string)[] form = [("batch", new string('a', 32)), ("slip", "Block 7"), ("reason", "line down")];
        using var flagged = await FlagAsync([id], form);
        using var unflagged = await _manager.SendAsync(
            $"{Orders}/{id}/flags", $"{Orders}/{id}/unflag", ("reason", "not entered"));

        using var waiting = await FlagAsync([id], form);
        var before = WebUtility.HtmlDecode(await waiting.Content.ReadAsStringAsync());
        Assert.Single(await agent.TakeAsync());
        using var signed = await FlagAsync([id], form);
        var after = await signed.Content.ReadAsStringAsync();

        Assert.Equal("Elsewhere", Outcome().Match(before).Groups[1].Value);
        Assert.Contains("inzwischen zurückgenommen", before, StringComparison.Ordinal);
        Assert.Equal("Collected", Outcome().Match(after).Groups[1].Value);
    }

    [Theory]
    [InlineData("", "line down")]
    [InlineData("Block 7", "  ")]
    public async Task Without_a_number_or_a_reason_nothing_is_flagged_and_nothing_typed_is_lost(string slip, string reason)
    {
        var (first, second) = (await PostAsync("A-1"), await PostAsync("A-2"));

        using var answer = await FlagAsync(
            [first, second], ("slip", slip), ("slip." + first, "Block 6"), ("reason", reason));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("value=\"Block 6\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(OrderState.Queued, (await _cloud.Store.FindAsync(new OrderId(first), default))!.State);
    }

    [Fact]
    public async Task A_branch_is_switched_with_a_reason_and_every_page_says_so()
    {
        using var nothing = await _manager.SendAsync(Branch, Branch + "/begin", ("reason", ""));
        Assert.DoesNotContain("/end\"", await _manager.ReadAsync(Branch), StringComparison.Ordinal);

        using var begun = await _manager.SendAsync(Branch, Branch + "/begin", ("reason", "no line <since> noon"));
        var page = await _manager.ReadAsync(Branch);

        Assert.Equal(Branch, begun.Headers.Location!.ToString());
        Assert.Contains("Der Notbetrieb ist eingeschaltet.", page, StringComparison.Ordinal);
        Assert.Contains("no line &lt;since&gt; noon", page, StringComparison.Ordinal);
        Assert.Contains("Von Hand eingeben und markieren", page, StringComparison.Ordinal);
        Assert.Contains("Notbetrieb in ", await _manager.ReadAsync("/portal"), StringComparison.Ordinal);
        using var set = await _manager.SendAsync(
            Branch, Branch + "/procedure", ("procedure", "collectLater"), ("reason", "agreed"));
        using var ended = await _manager.SendAsync(Branch, Branch + "/end", ("reason", "line is back"));
        var after = await _manager.ReadAsync(Branch);
        Assert.Contains("ter abholen lassen", after, StringComparison.Ordinal);
        Assert.Contains("line is back", after, StringComparison.Ordinal);
        Assert.DoesNotContain("Notbetrieb in ", await _manager.ReadAsync("/portal"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flagged_order_is_matched_with_its_receipt_and_taken_back_only_while_it_is_not()
    {
        using var agent = await BranchAgent.EnrolAsync(_cloud);
        var id = await PostAsync("A-1");
        using var flagged = await FlagAsync([id], ("slip", "B 1"), ("reason", "line down"));
        var flags = $"{Orders}/{id}/flags";

        using var differs = await MatchAsync(id, ("receipt", "K-1"), ("total", "22,50"));
        Assert.Equal(flags, differs.Headers.Location!.ToString());
        Assert.Contains("weicht von dem der Bestellung", await _manager.ReadAsync(flags), StringComparison.Ordinal);
        using var matched = await MatchAsync(id, ("receipt", "K-1"), ("total", "22,50"), ("accept", "1"));
        Assert.DoesNotContain(id, await _manager.ReadAsync(Branch), StringComparison.Ordinal);
        using var refused = await _manager.SendAsync(flags, $"{Orders}/{id}/unflag", ("reason", "back"));
        Assert.Contains("ein zweites Mal buchen", await _manager.ReadAsync(flags), StringComparison.Ordinal);
        Assert.Empty(await agent.TakeAsync());
        using var undone = await _manager.SendAsync(flags, $"{Orders}/{id}/unmatch", ("reason", "wrong"));
        using var unflagged = await _manager.SendAsync(flags, $"{Orders}/{id}/unflag", ("reason", "back"));

        Assert.Single(await agent.TakeAsync());
        var history = await _manager.ReadAsync(flags);
        Assert.Contains("K-1", history, StringComparison.Ordinal);
        Assert.Contains("user:manager-berlin-mitte: back", history, StringComparison.Ordinal);
        using var auditor = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Auditor);
        Assert.DoesNotContain("/unflag", await auditor.ReadAsync(flags), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_receipts_is_shown_with_its_faults_then_with_what_it_means_and_then_matched()
    {
        var (first, second) = (await PostAsync("A-1"), await PostAsync("A-2"));
        using var flagged = await FlagAsync(
            [first, second], ("slip", "B 1"), ("slip." + second, "B 2"), ("reason", "line down"));

        using var wrong = await ImportAsync(("list", "B 1;K-1\nB 3;K-2\nB 2;"));
        var faults = await wrong.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("Zeile 2: ", faults, StringComparison.Ordinal);
        Assert.Contains("Zeile 3: ", faults, StringComparison.Ordinal);

        using var shown = await ImportAsync(("list", "B 1;K-1;22,55\nB 2;K-2;20,00"));
        Assert.Contains("weicht ab", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var unsaid = await ImportAsync(("list", "B 1;K-1;22,55\nB 2;K-2;20,00"), ("confirm", "1"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.StatusCode);
        Assert.Contains(first, await _manager.ReadAsync(Branch), StringComparison.Ordinal);

        using var done = await ImportAsync(
            ("list", "B 1;K-1;22,55\nB 2;K-2;20,00"), ("confirm", "1"), ("accept", "1"));
        var list = await _manager.ReadAsync(Branch);
        Assert.Contains("2 Bestellungen sind zugeordnet.", list, StringComparison.Ordinal);
        Assert.DoesNotContain(first, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_are_found_filtered_and_turned_over_page_by_page()
    {
        for (var i = 0; i < 52; i++)
        {
            await PostAsync($"A-{i}");
        }

        var first = await _manager.ReadAsync(Orders);
        var next = Next().Match(first).Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        var second = await _manager.ReadAsync(next);
        var found = await _manager.ReadAsync(Orders + "?search=A-7");

        Assert.Equal(50, Rows(first));
        Assert.Equal(2, Rows(second));
        Assert.Equal(1, Rows(found));
        Assert.Equal(0, Rows(await _manager.ReadAsync(Orders + "?group=waiting&sort=due")));
        Assert.Equal(50, Rows(await _manager.ReadAsync(Orders + "?channel=webshop&sort=total")));
        Assert.Equal(0, Rows(await _manager.ReadAsync(Orders + "?channel=kiosk&group=nonsense&after=nonsense")));
        Assert.InRange(first.Length, 1, 65_000);
    }

    private async Task<string> PostAsync(string externalId, string branch = CloudUnderTest.Branch) =>
        (await _shop.PostAsync(Calls.Orders, Calls.Order(externalId, branch: branch)))["id"];

    private Task<HttpResponseMessage> FlagAsync(string[] orders, params (string Name, string Value)[] fields) =>
        _manager.SendAsync(Branch, Orders + "/flag", [.. orders.Select(order => ("order", order)), .. fields]);

    private Task<HttpResponseMessage> MatchAsync(string order, params (string Name, string Value)[] fields) =>
        _manager.SendAsync(Branch, Branch + "/match", [("order", order), .. fields]);

    private Task<HttpResponseMessage> ImportAsync(params (string Name, string Value)[] fields) =>
        _manager.SendAsync(Branch, Branch + "/import", fields);

    private static string Box(string order) => $"name=\"order\" value=\"{order}\"";

    private static int Rows(string page) => Row().Count(page);

    [GeneratedRegex("data-outcome=\"(\\w+)\"")]
    private static partial Regex Outcome();

    [GeneratedRegex("href=\"([^\"]*after=[^\"]+)\"")]
    private static partial Regex Next();

    [GeneratedRegex("<tr data-key=")]
    private static partial Regex Row();
}
