using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Core.Access;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;
using OrderConnector.Simulators.FunctionsHost;

namespace OrderConnector.Functions.Tests.Hosting.Handler;

/// <summary>The portal behind the host's proxy, with and without App Service authentication.</summary>
public sealed class EnteringThePortalUnderTheHost
{
    private const string Principal = "X-MS-CLIENT-PRINCIPAL-NAME";

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
    [InlineData("eva")]
    [InlineData("Eva")]
    public async Task Whom_the_platform_vouches_for_is_in_where_it_is_a_user(string principal)
    {
        await using var cloud = await StartAsync("Hosting:EasyAuth=true");
        await PortalBrowser.AddUserAsync(cloud, "eva", PortalRole.Manager, CloudUnderTest.Branch);
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
        await using var cloud = await StartAsync("Hosting:EasyAuth=true");
        using var browser = new PortalBrowser(cloud);
        browser.Http.DefaultRequestHeaders.Add(Principal, "somebody@example.org");

        using var answer = await browser.Http.GetAsync("/portal");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("somebody@example.org", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
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
