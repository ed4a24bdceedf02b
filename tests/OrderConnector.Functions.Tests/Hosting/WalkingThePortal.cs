using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OrderConnector.Core.Access;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Tests.Cloud;
using Route = OrderConnector.Functions.Hosting.Route;

namespace OrderConnector.Functions.Tests.Hosting;

/// <summary>
/// Every route of the portal, listed in the table, called by everybody: nobody, an auditor, a manager of the branch, a
/// manager of another one, an administrator.
/// </summary>
public sealed partial class WalkingThePortal : IAsyncLifetime
{
    /// <summary>What an auditor may send: it changes nothing but one's own account and browser.</summary>
    private static readonly string[] s_ownAccount =
    [
        "/portal/login", "/portal/logout", "/portal/look", "/portal/profile/password", "/portal/profile/language",
    ];

    private CloudUnderTest _cloud = null!;
    private string _orderId = "";

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync(null, null, "Portal:LogInsPerMinute=1000");
        using var shop = _cloud.Shop();
        _orderId = (await shop.PostAsync(Calls.Orders, Calls.Order("A-1")))["id"];
    }

    public async Task DisposeAsync() => await _cloud.DisposeAsync();

    [Fact]
    public async Task Nobody_comes_further_than_the_log_in()
    {
        using var browser = new PortalBrowser(_cloud);
        foreach (var route in Portal())
        {
            using var answer = await CallAsync(browser, route);
            if (route.Caller == Caller.Portal)
            {
                Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, Told(route, answer));
                Assert.StartsWith("/portal/login", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
            }
            else
            {
                Expect(route, answer, isAdmitted: true);
            }
        }
    }

    [Fact]
    public async Task A_script_that_is_not_logged_in_is_told_so_in_numbers()
    {
        using var http = _cloud.Client(null);
        foreach (var route in Portal().Where(route => route.Caller == Caller.Portal))
        {
            using var request = new HttpRequestMessage(new HttpMethod(route.Method), Path(route));
            using var answer = await http.SendAsync(request);

            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, Told(route, answer));
        }
    }

    [Theory]
    [InlineData(PortalRole.Auditor, "")]
    [InlineData(PortalRole.Manager, CloudUnderTest.Branch)]
    [InlineData(PortalRole.Manager, CloudUnderTest.ForeignBranch)]
    [InlineData(PortalRole.Administrator, "")]
    public async Task Everybody_comes_as_far_as_the_table_says_and_no_form_passes_without_its_proof(
        PortalRole role, string branch)
    {
        using var browser = await PortalBrowser.LoggedInAsync(
            _cloud, role, branch.Length > 0 ? [branch] : []);
        foreach (var route in Portal())
        {
            var isAdmitted = route.Caller != Caller.Portal || role switch
            {
                PortalRole.Auditor => route.Method == "GET" || s_ownAccount.Contains(route.Pattern),
                PortalRole.Manager => route.Least != PortalRole.Administrator,
                PortalRole.Administrator => true,
            };
            using var answer = await CallAsync(browser, route);
            Expect(route, answer, isAdmitted);
            if (OfBranch(route) && route.Method == "GET" && isAdmitted)
            {
                var expected = branch == CloudUnderTest.ForeignBranch ? HttpStatusCode.NotFound : HttpStatusCode.OK;
                Assert.True(answer.StatusCode == expected, Told(route, answer));
            }
        }
    }

    [Fact]
    public async Task Every_answer_of_the_portal_tells_the_browser_what_to_refuse()
    {
        using var browser = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Administrator);
        foreach (var route in Portal().Where(route => route.Pattern != "/portal/assets/{name}"))
        {
            using var answer = await CallAsync(browser, route);
            if (answer.StatusCode == HttpStatusCode.RequestTimeout)
            {
                continue;
            }

            Assert.Equal(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
                string.Join("; ", Header(answer, "Content-Security-Policy")));
            Assert.Equal(["no-store"], Header(answer, "Cache-Control"));
            Assert.Equal(["nosniff"], Header(answer, "X-Content-Type-Options"));
            Assert.Equal(["no-referrer"], Header(answer, "Referrer-Policy"));
            Assert.NotEmpty(Header(answer, "Permissions-Policy"));
            Assert.Equal(["same-origin"], Header(answer, "Cross-Origin-Opener-Policy"));
        }
    }

    [Fact]
    public void There_is_a_portal_to_walk() => Assert.True(Portal().Count > 10);

    [Fact]
    public void What_changes_something_is_never_listed_for_auditors() => Assert.DoesNotContain(
        Portal(), route => route.Method != "GET" && route.Caller == Caller.Portal
            && route.Least == PortalRole.Auditor && !s_ownAccount.Contains(route.Pattern));

    private static List<Route> Portal() => [.. Routes.All.Where(route => route.IsOfPortal)];

    private static void Expect(Route route, HttpResponseMessage answer, bool isAdmitted)
    {
        HttpStatusCode[] expected = !isAdmitted ? [HttpStatusCode.Forbidden]
            : route.Method == "POST" ? [HttpStatusCode.BadRequest]
            // What waits for a change has let us in.
            : [HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.SeeOther, HttpStatusCode.BadRequest,
                HttpStatusCode.NoContent, HttpStatusCode.RequestTimeout];
        Assert.True(expected.Contains(answer.StatusCode), Told(route, answer));
    }

    private static bool OfBranch(Route route) => route.Pattern.Contains("{branchId}", StringComparison.Ordinal)
        || route.Pattern.StartsWith("/portal/branches/{id}", StringComparison.Ordinal)
        || route.Pattern is "/portal/orders/{id}" or "/portal/orders/{id}/payload";

    private static IEnumerable<string> Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? values : [];

    private async Task<HttpResponseMessage> CallAsync(PortalBrowser browser, Route route)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), Path(route));
        if (route.Method == "POST")
        {
            request.Content = new FormUrlEncodedContent([]);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            return await browser.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        }
        catch (OperationCanceledException)
        {
            return new HttpResponseMessage(HttpStatusCode.RequestTimeout);
        }
    }

    private string Path(Route route) => Parameter().Replace(route.Pattern, match => match.Value switch
    {
        "{branchId}" => CloudUnderTest.Branch,
        "{id}" when route.Pattern.StartsWith("/portal/branches/", StringComparison.Ordinal) => CloudUnderTest.Branch,
        "{id}" when route.Pattern.StartsWith("/portal/orders/", StringComparison.Ordinal) => _orderId,
        _ => "x",
    });

    private static string Told(Route route, HttpResponseMessage answer) => string.Create(
        CultureInfo.InvariantCulture, $"{route.Method} {route.Pattern} answered {(int)answer.StatusCode}");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
