using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Core.Access;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Authenticating;

public sealed class LoggingInToThePortal : IAsyncLifetime
{
    private CloudUnderTest _cloud = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        await PortalBrowser.AddUserAsync(_cloud, "eva", PortalRole.Manager, CloudUnderTest.Branch);
    }

    public async Task DisposeAsync() => await _cloud.DisposeAsync();

    [Fact]
    public async Task Who_is_not_logged_in_comes_back_to_the_page_asked_for()
    {
        using var browser = new PortalBrowser(_cloud);

        using var asked = await browser.Http.GetAsync("/portal?x=1");
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        Assert.Equal("/portal/login?to=%2Fportal%3Fx%3D1", asked.Headers.Location!.ToString());
        using var answer = await browser.LogInAsync("eva", PortalBrowser.Password, "/portal?x=1");

        Assert.Equal((HttpStatusCode.SeeOther, "/portal?x=1"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Contains("eva", await browser.ReadAsync("/portal"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/portal")]
    [InlineData("/api/v1/orders")]
    public async Task After_the_log_in_one_never_leaves_the_portal(string to)
    {
        using var browser = new PortalBrowser(_cloud);

        using var answer = await browser.LogInAsync("eva", PortalBrowser.Password, to);

        Assert.Equal("/portal", answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("de", "Anmelden")]
    [InlineData("en-GB, de;q=0.5", "Log in")]
    public async Task The_log_in_speaks_the_browsers_language(string accepted, string word)
    {
        using var browser = new PortalBrowser(_cloud, accepted);

        Assert.Contains(word, await browser.ReadAsync("/portal/login"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_unknown_disabled_and_locked_look_the_same()
    {
        await PortalBrowser.AddUserAsync(_cloud, "tom", PortalRole.Auditor);
        await PortalBrowser.AddUserAsync(_cloud, "ina", PortalRole.Auditor);
        var store = _cloud.Services.GetRequiredService<IAccessStore>();
        await DisableAsync(store, "tom");
        using var browser = new PortalBrowser(_cloud);
        for (var i = 0; i < LockOut.FreeFailures; i++)
        {
            using var failed = await browser.LogInAsync("ina", "wrong");
        }

        var pages = new List<string>();
        foreach (var (name, password) in ((string, string)[])
            [("eva", "wrong"), ("nobody", "wrong"), ("tom", PortalBrowser.Password), ("ina", PortalBrowser.Password)])
        {
            using var answer = await browser.LogInAsync(name, password);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            pages.Add((await answer.Content.ReadAsStringAsync())
                .Replace($"value=\"{name}\"", "", StringComparison.Ordinal));
        }

        Assert.Single(pages.Distinct());
        Assert.Equal(["user.lockedOut"], await ActionsAsync("ina", "user.l"));
        Assert.NotNull((await store.FindUserAsync("ina", default))!.LockedUntil);
    }

    [Fact]
    public async Task An_address_that_tries_too_often_is_told_so()
    {
        await using var cloud = await CloudUnderTest.StartAsync(null, null, "Portal:LogInsPerMinute=2");
        using var browser = new PortalBrowser(cloud);
        using var first = await browser.LogInAsync("nobody", "x");
        using var second = await browser.LogInAsync("nobody", "x");

        using var third = await browser.LogInAsync("nobody", "x");

        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
    }

    [Fact]
    public async Task A_form_with_too_many_fields_or_of_broken_parts_is_refused_and_no_fault_of_ours()
    {
        using var browser = new PortalBrowser(_cloud);
        using var shown = await browser.Http.GetAsync("/portal/login");

        using var many = await browser.PostAsync(
            "/portal/login", [.. Enumerable.Range(0, 1100).Select(i => (FormattableString.Invariant($"f{i}"), "x"))]);
        using var parts = new StringContent("--b\r\nno header");
        parts.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "b") } };
        using var broken = await browser.Http.PostAsync("/portal/login", parts);

        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (many.StatusCode, broken.StatusCode));
    }

    [Fact]
    public async Task Who_logs_out_is_out_and_both_are_on_record()
    {
        using var browser = new PortalBrowser(_cloud);
        using var entered = await browser.LogInAsync("eva", PortalBrowser.Password);
        var session = Assert.Single(browser.Cookies, cookie => cookie.Name == "oc-session");
        var copied = $"{session.Name}={session.Value}";

        using var left = await browser.SendAsync("/portal", "/portal/logout");

        Assert.Equal("/portal/login", left.Headers.Location!.ToString());
        Assert.DoesNotContain(browser.Cookies, cookie => cookie.Name == "oc-session");
        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = _cloud.Address };
        thief.DefaultRequestHeaders.Add("Cookie", copied);
        using var stolen = await thief.GetAsync("/portal");
        Assert.Equal(HttpStatusCode.Unauthorized, stolen.StatusCode);
        Assert.Equal(["user.loggedOut", "user.loggedIn"], await ActionsAsync("eva", "user.logged"));
    }

    [Fact]
    public async Task A_secret_that_is_not_the_sessions_opens_nothing()
    {
        using var browser = new PortalBrowser(_cloud);
        using var entered = await browser.LogInAsync("eva", PortalBrowser.Password);
        var session = Assert.Single(browser.Cookies, cookie => cookie.Name == "oc-session");
        var other = session.Value[^1] == 'A' ? 'B' : 'A';
        using var thief = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = _cloud.Address };
        thief.DefaultRequestHeaders.Add("Cookie", $"oc-session={session.Value[..^2]}{other}{other}");

        using var answer = await thief.GetAsync("/portal");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task The_session_is_kept_from_scripts_and_from_other_sites()
    {
        using var browser = new PortalBrowser(_cloud);

        using var answer = await browser.LogInAsync("eva", PortalBrowser.Password);

        var set = Assert.Single(answer.Headers.GetValues("Set-Cookie"), value => value.StartsWith("oc-session="));
        Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", set, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_user_disabled_meanwhile_is_out_within_a_second()
    {
        using var browser = new PortalBrowser(_cloud);
        using var entered = await browser.LogInAsync("eva", PortalBrowser.Password);
        await browser.ReadAsync("/portal");

        await DisableAsync(_cloud.Services.GetRequiredService<IAccessStore>(), "eva");
        await Task.Delay(TimeSpan.FromSeconds(1.1));

        using var answer = await browser.Http.GetAsync("/portal");
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [Theory]
    [InlineData("shop.example")]
    [InlineData("192.168.0.7:7071")]
    public async Task No_password_crosses_a_line_that_is_not_encrypted(string host)
    {
        using var browser = new PortalBrowser(_cloud);
        browser.Http.DefaultRequestHeaders.Host = host;

        using var answer = await browser.Http.GetAsync("/portal/login");
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("type=\"password\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_that_ends_tls_is_believed_where_the_settings_say_so()
    {
        await using var cloud = await CloudUnderTest.StartAsync(null, null, "Hosting:BehindProxy=true");
        using var browser = new PortalBrowser(cloud);
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-Host", "shop.example");
        browser.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");

        using var answer = await browser.Http.GetAsync("/portal/login");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var set = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-oc-form=", set, StringComparison.Ordinal);
        Assert.Contains("secure", set, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", set, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Alone_nobody_says_who_it_is_by_a_header()
    {
        await using var cloud = await CloudUnderTest.StartAsync(null, null, "Hosting:EasyAuth=true");
        await PortalBrowser.AddUserAsync(cloud, "eva", PortalRole.Administrator);
        using var browser = new PortalBrowser(cloud);
        browser.Http.DefaultRequestHeaders.Add("X-MS-CLIENT-PRINCIPAL-NAME", "eva");

        using var answer = await browser.Http.GetAsync("/portal");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private async Task<IEnumerable<string>> ActionsAsync(string name, string prefix) =>
        (await _cloud.Services.GetRequiredService<IAuditStore>().ReadAuditAsync(
            new Core.Auditing.AuditFilter(Subject: name), null, null, 20, default))
        .Entries.Select(entry => entry.Act.Action).Where(action => action.StartsWith(prefix, StringComparison.Ordinal));

    private static async Task DisableAsync(IAccessStore store, string name) => await store.ChangeUserAsync(
        ChangeUser.Of((await store.FindUserAsync(name, default))!) with { IsDisabled = true },
        new Core.Auditing.Act(DateTimeOffset.UnixEpoch, "operator:test", "user.disabled", name, null, null), default);
}
