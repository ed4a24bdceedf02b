using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrderConnector.Core.Access;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Managing;

public sealed class ReadingTheRegisterInThePortal : IAsyncLifetime
{
    private const string Page = "/portal/register";
    private CloudUnderTest _cloud = null!;
    private PortalBrowser _auditor = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _auditor = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Auditor);
        using var shop = _cloud.Shop();
        var aborted = await shop.PostAsync(Calls.Orders, Calls.Order("A-1", "pending"));
        await shop.PostAsync(Calls.Orders, Calls.Order("A-2"));
        await shop.PostAsync($"{Calls.Orders}/{aborted["id"]}/payment", new JsonObject { ["outcome"] = "aborted" });
        // A reason that a page would take for markup and a spreadsheet for a formula.
        var refused = await shop.PostAsync(Calls.Orders, Calls.Order("A-3"));
        await RejectAsync(new OrderId(refused["id"]), "=cmd|'/c calc'!A1 <script>ü; \"x\"");
    }

    public async Task DisposeAsync()
    {
        _auditor.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task Each_number_stands_with_its_fate_its_reason_and_a_link_to_its_order()
    {
        var page = await _auditor.ReadAsync(Page);

        foreach (var text in (string[])["40000000", "Abgebrochen", "channel:webshop", "40000001", "Wartet auf Abholung"])
        {
            Assert.Contains(text, page, StringComparison.Ordinal);
        }

        Assert.Contains("Ab 40000003 ist noch keine Nummer vergeben.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/portal/orders/", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("notSigned", 3)]
    [InlineData("gaps", 2)]
    [InlineData("open", 1)]
    [InlineData("aborted", 1)]
    [InlineData("signed", 0)]
    public async Task A_filter_leaves_the_fates_it_names(string fate, int count)
    {
        var page = await _auditor.ReadAsync($"{Page}?fate={fate}");

        Assert.Equal(count, page.Split("<td class=\"title\">").Length - 1);
    }

    [Fact]
    public async Task Days_are_days_of_the_branch()
    {
        var today = DateOnly.FromDateTime(_cloud.Clock.GetUtcNow().UtcDateTime);

        var past = await _auditor.ReadAsync($"{Page}?since={today.AddDays(-2):yyyy-MM-dd}&until={today.AddDays(1):yyyy-MM-dd}");
        var future = await _auditor.ReadAsync($"{Page}?since={today.AddDays(2):yyyy-MM-dd}");

        Assert.Contains(">40000000<", past, StringComparison.Ordinal);
        Assert.DoesNotContain(">40000000<", future, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_is_told_and_what_was_typed_stays()
    {
        using var answer = await _auditor.Http.GetAsync($"{Page}?from=1.000&to=x&since=yesterday&fate=");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(3, page.Split("class=\"fault\"").Length - 1);
        Assert.Contains("value=\"1.000\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_holds_fifty_and_leads_on()
    {
        var now = _cloud.Clock.GetUtcNow();
        await _cloud.Store.StepOverAsync(new StepOverNumbers(200, "operator:test", now), default);

        var first = await _auditor.ReadAsync($"{Page}?from=40000000");
        var next = WebUtility.HtmlDecode(first.Split("rel=\"next\"")[0].Split("href=\"")[^1].Split('"')[0]);
        var second = await _auditor.ReadAsync(next);

        Assert.Equal(50, first.Split("<td class=\"title\">").Length - 1);
        Assert.Contains(">40000050<", second, StringComparison.Ordinal);
        Assert.Contains("Durch Wiederherstellung verloren", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_csv_holds_the_same_numbers_in_a_form_that_excel_reads_and_no_formula()
    {
        using var answer = await _auditor.Http.GetAsync("/portal/register.csv?from=40000000");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var lines = Encoding.UTF8.GetString(bytes.AsSpan(3)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "register-berlin-mitte-40000000-40000002.csv",
            answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(
            "Nummer;Verbleib (Kennung);Verbleib in Worten;Seit;Grund;Durch;Bestellung (Kennung)", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.Matches(
            @"^40000000;aborted;Abgebrochen;\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z;aborted;channel:webshop;[0-9a-f]{32}$",
            lines[1]);
        Assert.Contains(";\"'=cmd|'/c calc'!A1 <script>ü; \"\"x\"\"\";user:test;", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_csv_speaks_the_readers_language_and_keeps_the_filter()
    {
        _auditor.Http.DefaultRequestHeaders.Add("Cookie", "oc-language=en");

        var text = await _auditor.Http.GetStringAsync("/portal/register.csv?from=40000000&fate=gaps");

        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith("Number,Fate (code),Fate in words,Since,Reason,By,Order (id)", lines[0], StringComparison.Ordinal);
        Assert.Equal(["40000000", "40000002"], lines[1..].Select(line => line.Split(',')[0]));
    }

    [Fact]
    public async Task A_csv_of_very_many_numbers_comes_piece_by_piece_and_whole()
    {
        await _cloud.Store.StepOverAsync(
            new StepOverNumbers(5_000, "operator:test", _cloud.Clock.GetUtcNow()), default);

        var text = await _auditor.Http.GetStringAsync("/portal/register.csv?from=40000000");

        Assert.Equal(5_004, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_manager_reads_of_the_own_branches_alone()
    {
        using var manager = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Manager, CloudUnderTest.Branch);

        Assert.DoesNotContain(CloudUnderTest.ForeignBranch, await manager.ReadAsync(Page), StringComparison.Ordinal);
        foreach (var path in (string[])[Page, Page + ".csv"])
        {
            using var answer = await manager.Http.GetAsync($"{path}?branch={CloudUnderTest.ForeignBranch}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private async Task RejectAsync(OrderId id, string reason)
    {
        var now = _cloud.Clock.GetUtcNow();
        using var agent = await BranchAgent.EnrolAsync(_cloud);
        await agent.TakeAsync();
        var others = await _cloud.Store.ReadNumbersAsync(CloudUnderTest.Branch, 40_000_001, 40_000_001, 1, default);
        Assert.Equal("collected", others.Numbers[0].Fate);
        foreach (var (order, to) in (
            (OrderId, OrderState)[])[(id, OrderState.Rejected), (new OrderId(others.Numbers[0].OrderId!), OrderState.SetAside)])
        {
            var moved = await _cloud.Store.MoveAsync(
                new MoveOrder(order, [OrderState.Collected], to, "user:test", reason, now), default);
            Assert.Equal(MoveOutcomeKind.Moved, moved.Kind);
        }

        await _cloud.Store.MoveAsync(
            new MoveOrder(
                new OrderId(others.Numbers[0].OrderId!), [OrderState.SetAside], OrderState.Queued, "user:test", null, now),
            default);
    }
}
