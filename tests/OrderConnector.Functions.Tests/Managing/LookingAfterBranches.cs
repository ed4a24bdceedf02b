using System.Net;
using OrderConnector.Core.Access;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Managing;

public sealed class LookingAfterBranches : IAsyncLifetime
{
    private const string Page = "/portal/branches/berlin-mitte";

    private static readonly (string Name, string Value)[] s_seller =
    [
        ("version", "0"), ("branchName", "Mitte"), ("company", "Bäckerei <b>Müller</b> GmbH"), ("street", "Allee 1"),
        ("zip", "10115"), ("city", "Berlin"), ("country", "deu"), ("taxNumber", "21/815/08150"),
        ("vatId", "DE 123456789"), ("timeZone", "Europe/Berlin"),
    ];

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
    public async Task A_manager_stores_seller_data_as_a_new_version_and_reads_it_escaped()
    {
        using var answer = await _manager.SendAsync(Page, Page + "/seller", s_seller);
        var page = await _manager.ReadAsync(Page);

        Assert.Equal((HttpStatusCode.SeeOther, Page), (answer.StatusCode, answer.Headers.Location!.ToString()));
        var stored = await _cloud.Store.FindSellerDataAsync(CloudUnderTest.Branch, null, default);
        Assert.Equal((1, "DEU", "DE123456789", true), (stored!.Version, stored.Country, stored.VatId, stored.IsComplete));
        Assert.Contains("Die neue Fassung gilt ab jetzt.", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;M", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Müller", page, StringComparison.Ordinal);
        Assert.Contains("Vollständig", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_stands_beside_its_field_and_nothing_is_stored()
    {
        using var answer = await _manager.SendAsync(
            Page, Page + "/seller",
            ("version", "0"), ("branchName", "Mitte"), ("company", " "), ("street", new string('x', 61)), ("zip", "1011"),
            ("city", "Berlin"), ("country", "Germany"), ("taxNumber", "12"), ("vatId", "x1"), ("timeZone", "Mars/Base"));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        foreach (var field in (string[])["company", "street", "country", "vatId", "timeZone"])
        {
            Assert.Contains($"id=\"{field}-fault\"", page, StringComparison.Ordinal);
            Assert.Contains($"href=\"#{field}\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("value=\"Mars/Base\"", page, StringComparison.Ordinal);
        Assert.Null(await _cloud.Store.FindSellerDataAsync(CloudUnderTest.Branch, null, default));
    }

    [Fact]
    public async Task Who_changes_an_older_version_than_the_newest_is_told_so()
    {
        using var first = await _manager.SendAsync(Page, Page + "/seller", s_seller);
        using var second = await _manager.SendAsync(Page, Page + "/seller", s_seller);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        Assert.Contains(
            "Inzwischen hat jemand anderes", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, (await _cloud.Store.FindSellerDataAsync(CloudUnderTest.Branch, null, default))!.Version);
    }

    [Fact]
    public async Task A_foreign_branch_is_not_there_for_a_manager()
    {
        const string foreign = "/portal/branches/munich";

        using var shown = await _manager.Http.GetAsync(foreign);
        using var sent = await _manager.SendAsync(Page, foreign + "/seller", s_seller);

        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.NotFound), (shown.StatusCode, sent.StatusCode));
        Assert.DoesNotContain("munich", await _manager.ReadAsync("/portal/branches"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_are_an_administrators_matter()
    {
        using var administrator = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Administrator);

        using var refused = await _manager.SendAsync(Page, Page + "/numbers", ("last", "50999999"));
        using var below = await administrator.SendAsync(Page, Page + "/numbers", ("last", "49999999"));
        using var done = await administrator.SendAsync(Page, Page + "/numbers", ("last", "50999999"));

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.UnprocessableEntity, HttpStatusCode.SeeOther),
            (refused.StatusCode, below.StatusCode, done.StatusCode));
        var status = await _cloud.Store.ReadBranchStatusAsync(CloudUnderTest.Branch, _cloud.Clock.GetUtcNow(), default);
        Assert.Equal(50_999_999, status!.LastNumber);
    }

    [Fact]
    public async Task An_administrator_adds_a_branch_once()
    {
        using var administrator = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Administrator);
        (string, string)[] branch =
        [
            ("id", "ulm"), ("name", "Ulm Süd"), ("first", "1"), ("last", "9000"), ("timeZone", "Europe/Berlin"),
        ];

        using var added = await administrator.SendAsync("/portal/branches", "/portal/branches", branch);
        using var again = await administrator.SendAsync("/portal/branches", "/portal/branches", branch);
        using var wrong = await administrator.SendAsync(
            "/portal/branches", "/portal/branches", ("id", "Ulm!"), ("first", "9"), ("last", "8"));

        Assert.Equal("/portal/branches/ulm", added.Headers.Location!.ToString());
        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (again.StatusCode, wrong.StatusCode));
        Assert.Contains("Diese Kennung gibt es schon.", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var faults = await wrong.Content.ReadAsStringAsync();
        Assert.Equal(4, faults.Split("class=\"fault\"").Length - 1);
        Assert.Contains(">Ulm S", await administrator.ReadAsync("/portal/branches?q=ULM"), StringComparison.Ordinal);
        Assert.DoesNotContain("Ulm S", await administrator.ReadAsync("/portal/branches?q=mitte"), StringComparison.Ordinal);
    }
}
