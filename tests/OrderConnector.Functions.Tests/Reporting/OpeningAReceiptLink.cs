using System.Net;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Reporting;

public sealed class OpeningAReceiptLink : IAsyncLifetime
{
    private CloudUnderTest _cloud = null!;
    private HttpClient _customer = null!;
    private string _link = "";

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _customer = _cloud.Client(null);
        using var shop = _cloud.Shop();
        var posted = await shop.PostAsync(Calls.Orders, Calls.Order("A-1"));
        _link = posted.Json.GetProperty("links").GetProperty("receipt").GetString()!;
    }

    public async Task DisposeAsync()
    {
        _customer.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task Before_it_is_issued_the_page_says_so_and_refreshes_itself()
    {
        var (status, html) = await OpenAsync(_link);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("http-equiv=\"refresh\"", html, StringComparison.Ordinal);
        Assert.Contains("Beleg folgt", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_issued_it_shows_the_text_as_printed_the_qr_code_and_the_test_mark()
    {
        using var agent = await BranchAgent.EnrolAsync(_cloud);
        await agent.SignAllAsync();

        var (status, html) = await OpenAsync(_link);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Muster &amp; S", html, StringComparison.Ordinal);
        Assert.Contains("Pizza &lt;Funghi&gt;     19,80\n", html, StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.Contains("TEST", html, StringComparison.Ordinal);
        Assert.DoesNotContain("refresh", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("receipt", "Beleg")]
    [InlineData("counterReceipt", "Beleg")]
    [InlineData("orderSlip", "Bestellung")]
    [InlineData("counterOrderSlip", "Bestellung")]
    public async Task Only_a_receipt_is_called_one(string kind, string title)
    {
        using var agent = await BranchAgent.EnrolAsync(_cloud);
        var id = Assert.Single(await agent.TakeAsync()).GetProperty("id").GetString();
        await agent.ReportAsync(
            agent.Entry("signed", id, BranchAgent.Signed()),
            agent.Entry("issued", id, BranchAgent.Issued() with { Kind = kind, Qr = null }));

        Assert.Contains($"<h1>{title}</h1>", (await OpenAsync(_link)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_nobody_gave_out_is_404()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync("/r/" + new string('A', 43))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync("/r/short")).Status);
    }

    [Fact]
    public async Task Nobody_may_keep_index_frame_or_script_the_page()
    {
        using var response = await _customer.GetAsync(_link);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Contains("noindex", response.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_policy_allows_the_pages_own_style()
    {
        var (_, html) = await OpenAsync(_link);
        var style = html[(html.IndexOf("<style>", StringComparison.Ordinal) + 7)..html.IndexOf("</style>", StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)));

        Assert.Contains(hash, Functions.Reporting.ReceiptPage.ContentSecurityPolicy, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Html)> OpenAsync(string link)
    {
        using var response = await _customer.GetAsync(link);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
