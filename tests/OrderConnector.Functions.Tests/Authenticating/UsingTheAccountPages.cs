using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Core.Access;
using OrderConnector.Core.Auditing;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Authenticating;

public sealed partial class UsingTheAccountPages : IAsyncLifetime
{
    private CloudUnderTest _cloud = null!;
    private PortalBrowser _administrator = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _administrator = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Administrator);
    }

    public async Task DisposeAsync()
    {
        _administrator.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_new_user_logs_in_with_the_password_shown_once_and_chooses_another_before_anything_else()
    {
        using var added = await AddAsync("ina", "manager", CloudUnderTest.Branch);
        var password = OneTime().Match(await added.Content.ReadAsStringAsync()).Groups[1].Value;
        Assert.DoesNotContain(password, await _administrator.ReadAsync("/portal/users"), StringComparison.Ordinal);
        using var browser = new PortalBrowser(_cloud);
        using var entered = await browser.LogInAsync("ina", password);

        using var sentBack = await browser.Http.GetAsync("/portal");
        Assert.Equal("/portal/profile", sentBack.Headers.Location!.ToString());
        using var tooShort = await ChangeAsync(browser, password, "zu kurz");
        Assert.Equal(HttpStatusCode.BadRequest, tooShort.StatusCode);
        Assert.Contains("weniger als 12 Zeichen", await tooShort.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var wrongOld = await ChangeAsync(browser, "etwas anderes", "vier kleine Schweine");
        Assert.Equal(HttpStatusCode.BadRequest, wrongOld.StatusCode);
        using var changed = await ChangeAsync(browser, password, "vier kleine Schweine");

        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        await browser.ReadAsync("/portal");
        using var again = new PortalBrowser(_cloud);
        using var old = await again.LogInAsync("ina", password);
        Assert.Equal(HttpStatusCode.Forbidden, old.StatusCode);
        using var fresh = await again.LogInAsync("ina", "vier kleine Schweine");
        Assert.Equal(HttpStatusCode.SeeOther, fresh.StatusCode);
    }

    [Fact]
    public async Task Guessing_the_old_password_on_an_open_page_locks_the_account()
    {
        await PortalBrowser.AddUserAsync(_cloud, "ina", PortalRole.Auditor);
        using var browser = new PortalBrowser(_cloud);
        using var entered = await browser.LogInAsync("ina", PortalBrowser.Password);
        for (var i = 0; i < LockOut.FreeFailures; i++)
        {
            using var wrong = await ChangeAsync(browser, $"guess {i}", "vier kleine Schweine");
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        using var right = await ChangeAsync(browser, PortalBrowser.Password, "vier kleine Schweine");
        using var other = new PortalBrowser(_cloud);
        using var locked = await other.LogInAsync("ina", PortalBrowser.Password);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Forbidden), (right.StatusCode, locked.StatusCode));
        var user = await _cloud.Services.GetRequiredService<IAccessStore>().FindUserAsync("ina", default);
        Assert.Equal(LockOut.FreeFailures, user!.Failures);
        Assert.NotNull(user.LockedUntil);
        Assert.Single(
            (await _cloud.Services.GetRequiredService<IAuditStore>().ReadAuditChainAsync(0, 100, default)),
            entry => entry.Act is { Action: "user.lockedOut", Subject: "ina" });
        await browser.ReadAsync("/portal");
    }

    [Fact]
    public async Task A_user_is_changed_disabled_enabled_and_each_is_on_record_with_who_did_it()
    {
        using var added = await AddAsync("ina", "manager", CloudUnderTest.Branch);

        using var changed = await _administrator.SendAsync(
            "/portal/users/ina", "/portal/users/ina",
            ("display", "Ina <b>"), ("email", "Ina@example.org"), ("role", "auditor"), ("language", "en"));
        using var disabled = await _administrator.SendAsync(
            "/portal/users/ina", "/portal/users/ina/state", ("state", "disabled"));
        var page = await _administrator.ReadAsync("/portal/users/ina");
        using var enabled = await _administrator.SendAsync(
            "/portal/users/ina", "/portal/users/ina/state", ("state", "enabled"));

        Assert.Equal("/portal/users/ina", changed.Headers.Location!.ToString());
        Assert.Contains("Ina &lt;b&gt;", page, StringComparison.Ordinal);
        var acts = (await _cloud.Services.GetRequiredService<IAuditStore>().ReadAuditAsync(
            new AuditFilter(Subject: "ina"), null, null, 10, default)).Entries.Select(entry => entry.Act).ToList();
        Assert.Equal(
            ["user.enabled", "user.disabled", "user.changed", "user.added"], acts.Select(act => act.Action));
        Assert.All(acts, act => Assert.Equal("user:administrator", act.Actor));
    }

    [Fact]
    public async Task Every_fault_of_a_new_user_is_named_and_what_was_typed_stays()
    {
        using var refused = await _administrator.SendAsync(
            "/portal/users", "/portal/users",
            ("name", "I na"), ("display", ""), ("email", "x"), ("role", "manager"), ("language", "de"));
        var page = await refused.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        foreach (var fault in (string[])["1 bis 40 Zeichen", "Anzeigename fehlt", "keine E-Mail", "mindestens eine Filiale"])
        {
            Assert.Contains(fault, page, StringComparison.Ordinal);
        }

        Assert.Contains("value=\"i na\"", page, StringComparison.Ordinal);
        using var taken = await AddAsync("administrator", "auditor");
        Assert.Equal(HttpStatusCode.BadRequest, taken.StatusCode);
    }

    [Fact]
    public async Task The_last_administrator_cannot_shut_itself_out()
    {
        using var refused = await _administrator.SendAsync(
            "/portal/users/administrator", "/portal/users/administrator/state", ("state", "disabled"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("letzte Administration", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await _administrator.ReadAsync("/portal");
    }

    [Fact]
    public async Task A_password_given_anew_logs_the_user_out()
    {
        await PortalBrowser.AddUserAsync(_cloud, "ina", PortalRole.Auditor);
        using var browser = new PortalBrowser(_cloud);
        using var entered = await browser.LogInAsync("ina", PortalBrowser.Password);

        using var reset = await _administrator.SendAsync("/portal/users/ina", "/portal/users/ina/password");

        Assert.Matches(OneTime(), await reset.Content.ReadAsStringAsync());
        using var out_ = await browser.Http.GetAsync("/portal");
        Assert.StartsWith("/portal/login", out_.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_log_is_shown_filtered_paged_and_exported()
    {
        var page = await _administrator.ReadAsync("/portal/audit");
        var filtered = await _administrator.ReadAsync("/portal/audit?action=user.loggedIn&from=2020-01-01");
        var none = await _administrator.ReadAsync("/portal/audit?to=2020-01-01");
        var csv = await _administrator.ReadAsync("/portal/audit.csv?action=channel.added");

        Assert.Contains("Filiale angelegt", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<td class=\"title\" data-label=\"\">Filiale angelegt", filtered, StringComparison.Ordinal);
        Assert.Contains("user:administrator", filtered, StringComparison.Ordinal);
        Assert.Contains("Keine Einträge", WebUtility.HtmlDecode(none), StringComparison.Ordinal);
        var lines = csv.TrimStart('\uFEFF').TrimEnd().Split("\r\n");
        Assert.Equal("sequence;at;actor;action;subject;branch;reason;details;hash", lines[0]);
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public async Task A_manager_reads_of_the_audit_log_what_belongs_to_its_branches()
    {
        using var manager = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Manager, CloudUnderTest.Branch);

        var csv = await manager.ReadAsync("/portal/audit.csv");

        var lines = csv.TrimEnd().Split("\r\n");
        Assert.Equal(2, lines.Length);
        Assert.Contains(";branch.added;berlin-mitte;berlin-mitte;", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_log_goes_on_where_its_first_page_ends()
    {
        var store = _cloud.Services.GetRequiredService<IAuditStore>();
        for (var i = 0; i < 60; i++)
        {
            await store.RecordAsync(
                new Act(DateTimeOffset.UnixEpoch.AddMinutes(i), "user:many", "x", $"n{i:00}", null, null), default);
        }

        var first = await _administrator.ReadAsync("/portal/audit?actor=user:many");
        var next = Older().Match(first).Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal);
        var second = await _administrator.ReadAsync("/portal/audit" + next);

        Assert.Contains("n59", first, StringComparison.Ordinal);
        Assert.DoesNotContain("n09", first, StringComparison.Ordinal);
        Assert.Contains("n09", second, StringComparison.Ordinal);
        Assert.DoesNotContain("n10", second, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> AddAsync(string name, string role, params string[] branches) =>
        _administrator.SendAsync(
            "/portal/users", "/portal/users",
            [
                ("name", name), ("display", name), ("email", ""), ("role", role), ("language", "de"),
                .. branches.Select(branch => ("branch", branch)),
            ]);

    private static Task<HttpResponseMessage> ChangeAsync(PortalBrowser browser, string old, string password) =>
        browser.SendAsync(
            "/portal/profile", "/portal/profile/password", ("old", old), ("new", password), ("again", password));

    [GeneratedRegex("<code id=\"one-time\">([a-z2-9-]{23})</code>")]
    private static partial Regex OneTime();

    [GeneratedRegex("href=\"(\\?[^\"]*after=[^\"]+)\"")]
    private static partial Regex Older();
}
