using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrderConnector.Core.Access;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;
using OrderConnector.Simulators.FunctionsHost;

namespace OrderConnector.Functions.Tests.Hosting.Handler;

/// <summary>The portal behind the host's proxy, with and without App Service authentication.</summary>
public sealed class EnteringThePortalUnderTheHost
{
    private const string Principal = "X-MS-CLIENT-PRINCIPAL-NAME";

    private static readonly string[] s_siteAuthentication = ["Hosting:EasyAuth=true", "WEBSITE_AUTH_ENABLED=True"];

    [Fact]
    public async Task Cookies_forms_and_redirects_pass_the_hosts_proxy()
    {
        await using var cloud = await StartAsync();
        await using var front = await HttpFront.StartAsync(_ => Task.FromResult<Uri?>(cloud.Address));
        await PortalBrowser.AddUserAsync(cloud, "eva", PortalRole.Auditor);
        using var browser = new PortalBrowser(cloud, address: front.Url);

        using var asked = await browser.Http.GetAsync("/portal");
        using var entered = await browser.LogInAsync("eva", PortalBrowser.Password);
        var page = await browser.ReadAsync("/portal");
        using var left = await browser.SendAsync("/portal/profile", "/portal/logout");

        Assert.Equal("/portal/login?to=%2Fportal", asked.Headers.Location!.ToString());
        Assert.Equal("/portal", entered.Headers.Location!.ToString());
        Assert.Contains("eva", page, StringComparison.Ordinal);
        Assert.Equal("/portal/login", left.Headers.Location!.ToString());
    }

    [Fact]
    public async Task What_the_platform_serves_over_https_gets_cookies_of_https()
    {
        await using var cloud = await StartAsync();
        using var browser = new PortalBrowser(cloud);
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "shop.example");

        using var answer = await browser.Http.GetAsync("/portal/login");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.StartsWith(
            "__Host-oc-form=", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eva@example.org")]
    [InlineData("Eva@Example.org")]
    public async Task Whom_the_platform_vouches_for_is_in_where_it_is_a_user(string principal)
    {
        await using var cloud = await StartAsync(s_siteAuthentication);
        await AddEvaAsync(cloud);
        using var browser = new PortalBrowser(cloud);
        browser.Http.DefaultRequestHeaders.Add(Principal, principal);

        Assert.Contains("eva", await browser.ReadAsync("/portal"), StringComparison.Ordinal);
        using var forbidden = await browser.Http.GetAsync("/portal/users");
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        using var chosen = await browser.SendAsync("/portal/profile", "/portal/profile/language", ("language", "en"));
        Assert.Equal(HttpStatusCode.SeeOther, chosen.StatusCode);
        var entered = Assert.Single(
            (await cloud.Services.GetRequiredService<IAuditStore>().ReadAuditChainAsync(0, 100, default))
                .Select(entry => entry.Act), act => act.Action == "user.loggedIn");
        Assert.Equal(("user:eva", "eva", "platform"), (entered.Actor, entered.Subject, entered.Details!["by"]));
    }

    [Fact]
    public async Task Whom_the_platform_vouches_for_stays_out_where_it_is_no_user_and_is_told_so()
    {
        await using var cloud = await StartAsync(s_siteAuthentication);
        using var browser = new PortalBrowser(cloud);
        browser.Http.DefaultRequestHeaders.Add(Principal, "somebody@example.org");

        using var answer = await browser.Http.GetAsync("/portal");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("somebody@example.org", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_called_like_a_user_at_the_provider_is_not_that_user()
    {
        await using var cloud = await StartAsync(s_siteAuthentication);
        await AddEvaAsync(cloud);
        using var browser = new PortalBrowser(cloud);
        browser.Http.DefaultRequestHeaders.Add(Principal, "eva");

        using var answer = await browser.Http.GetAsync("/portal");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("Portal:LogInsPerMinute=20")]
    [InlineData("WEBSITE_AUTH_ENABLED=False")]
    public async Task A_site_that_does_not_say_that_it_authenticates_is_not_believed(string setting)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync("Hosting:EasyAuth=true", setting));

        Assert.Contains("WEBSITE_AUTH_ENABLED", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_app_service_authentication_the_header_is_nobodys()
    {
        await using var cloud = await StartAsync();
        await PortalBrowser.AddUserAsync(cloud, "eva", PortalRole.Administrator);
        using var browser = new PortalBrowser(cloud);
        browser.Http.DefaultRequestHeaders.Add(Principal, "eva");

        using var answer = await browser.Http.GetAsync("/portal");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private static async Task AddEvaAsync(CloudUnderTest cloud)
    {
        await PortalBrowser.AddUserAsync(cloud, "eva", PortalRole.Manager, CloudUnderTest.Branch);
        var eva = (await cloud.Services.GetRequiredService<IAccessStore>().FindUserAsync("eva", default))!;
        await cloud.Services.GetRequiredService<UserKeeper>().ChangeAsync(
            "operator:test", "user.changed", ChangeUser.Of(eva) with { Email = "eva@example.org" }, default);
    }

    private static Task<CloudUnderTest> StartAsync(params string[] settings)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return CloudUnderTest.StartAsync(
            null, null,
            [FormattableString.Invariant($"FUNCTIONS_CUSTOMHANDLER_PORT={port}"), "Hosting:AllowEmbeddedStore=true",
                .. settings]);
    }
}
