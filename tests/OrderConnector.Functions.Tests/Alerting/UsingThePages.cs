using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Core.Access;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Auditing;
using OrderConnector.Functions.Alerting;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Alerting;

public sealed partial class UsingThePages : IAsyncLifetime
{
    private readonly RecordingNotifier _mails = new(ContactKind.Mail);
    private CloudUnderTest _cloud = null!;
    private PortalBrowser _eva = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync(
            null, services => services.AddSingleton<IEnumerable<INotifier>>([_mails]),
            "Alerting:PublicUrl=http://127.0.0.1:1");
        _eva = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Manager, CloudUnderTest.Branch);
    }

    public async Task DisposeAsync()
    {
        _eva.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_manager_adds_tests_and_removes_contacts_of_the_own_branches()
    {
        Assert.Contains("Niemand wird gerufen", await _eva.ReadAsync("/portal/contacts"), StringComparison.Ordinal);
        await AddAsync(CloudUnderTest.Branch, "Küche", "kueche@example.com");
        await AddAsync(CloudUnderTest.ForeignBranch, "Fremde", "fremde@example.com");
        var contact = Assert.Single(await Alerts.ReadContactsAsync(null, default));

        using var tested = await _eva.SendAsync("/portal/contacts", $"/portal/contacts/{contact.Id}/test");
        Assert.Contains("Test gesendet an K", WebUtility.HtmlDecode(await _eva.ReadAsync("/portal/contacts")));
        Assert.Equal("kueche@example.com", Assert.Single(_mails.Sent).Target.Address);
        using var removed = await _eva.SendAsync("/portal/contacts", $"/portal/contacts/{contact.Id}/remove");

        Assert.Equal(HttpStatusCode.SeeOther, removed.StatusCode);
        Assert.Empty(await Alerts.ReadContactsAsync(null, default));
        Assert.Equal(
            ["contact.added", "contact.tested", "contact.removed"],
            (await ActsAsync("contact.")).Select(act => act.Action));
    }

    [Fact]
    public async Task A_webhooks_secret_is_shown_once_and_faults_are_named()
    {
        using var answer = await _eva.SendAsync(
            "/portal/contacts", "/portal/contacts", ("branch", CloudUnderTest.Branch), ("name", "Leitstelle"),
            ("level", "1"), ("kind", "webhook"), ("address", "https://hooks.example.com/a"), ("language", "de"));
        using var wrong = await _eva.SendAsync(
            "/portal/contacts", "/portal/contacts", ("branch", CloudUnderTest.Branch), ("name", "x"), ("level", "99"),
            ("kind", "mail"), ("address", "nobody"), ("language", "de"));

        Assert.Contains("whsec_", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", await _eva.ReadAsync("/portal/contacts"), StringComparison.Ordinal);
        var page = await wrong.Content.ReadAsStringAsync();
        Assert.Equal(2, Regex.Count(page, "class=\"fault\""));
        Assert.Contains("value=\"nobody\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incident_is_listed_shown_and_taken_over_once()
    {
        var id = await RaiseAsync(CloudUnderTest.Branch);
        using var ali = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Administrator);
        using var auditor = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Auditor);
        Assert.Contains(id, await _eva.ReadAsync("/portal/incidents"), StringComparison.Ordinal);
        var shown = WebUtility.HtmlDecode(await _eva.ReadAsync($"/portal/incidents/{id}"));
        Assert.Contains("40000000", shown, StringComparison.Ordinal);
        Assert.Contains("Küche (mail)", shown, StringComparison.Ordinal);

        using var first = await _eva.SendAsync(
            $"/portal/incidents/{id}", $"/portal/incidents/{id}", ("note", "Router neu gestartet"));
        var after = WebUtility.HtmlDecode(await _eva.ReadAsync($"/portal/incidents/{id}"));
        Assert.Contains("es wird niemand weiter gerufen", after, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Router neu gestartet", after, StringComparison.Ordinal);
        using var second = await ali.SendAsync("/portal/contacts", $"/portal/incidents/{id}", ("note", ""));
        Assert.Contains("war schneller", await ali.ReadAsync($"/portal/incidents/{id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", await auditor.ReadAsync($"/portal/incidents/{id}"), StringComparison.Ordinal);
        Assert.Equal("Router neu gestartet", Assert.Single(await ActsAsync("incident.")).Reason);
    }

    [Fact]
    public async Task A_foreign_incident_is_not_found()
    {
        var id = await RaiseAsync(CloudUnderTest.OtherBranch);

        Assert.DoesNotContain(id, await _eva.ReadAsync("/portal/incidents"), StringComparison.Ordinal);
        using var shown = await _eva.Http.GetAsync($"/portal/incidents/{id}");
        using var taken = await _eva.SendAsync("/portal/contacts", $"/portal/incidents/{id}", ("note", ""));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (shown.StatusCode, taken.StatusCode));
        Assert.Empty(await ActsAsync("incident."));
    }

    [Fact]
    public async Task The_link_of_a_mail_shows_and_only_its_button_acts()
    {
        var id = await RaiseAsync(CloudUnderTest.Branch);
        var path = new Uri(_mails.Sent[0].Notice.AcknowledgeUrl!).AbsolutePath;
        using var phone = new PortalBrowser(_cloud);

        for (var scan = 0; scan < 3; scan++)
        {
            Assert.Contains("Ich kümmere mich darum", WebUtility.HtmlDecode(await phone.ReadAsync(path)));
        }

        using var forged = await phone.PostAsync(path, ("_proof", "made up"));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Empty(await ActsAsync("incident."));
        using var taken = await phone.SendAsync(path, path);
        Assert.Equal((HttpStatusCode.SeeOther, path), (taken.StatusCode, taken.Headers.Location!.ToString()));
        Assert.Contains("von Küche", WebUtility.HtmlDecode(await phone.ReadAsync(path)));
        using var gone = await phone.Http.GetAsync("/a/" + new string('x', 43));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        var act = Assert.Single(await ActsAsync("incident."));
        Assert.Equal((id, CloudUnderTest.Branch), (act.Subject, act.BranchId));
        Assert.StartsWith("contact:c-", act.Actor, StringComparison.Ordinal);
    }

    private IAlertStore Alerts => _cloud.Services.GetRequiredService<IAlertStore>();

    private async Task AddAsync(string branch, string name, string address)
    {
        using var answer = await _eva.SendAsync(
            "/portal/contacts", "/portal/contacts", ("branch", branch), ("name", name), ("level", "1"),
            ("kind", "mail"), ("address", address), ("language", "de"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    private async Task<IReadOnlyList<Act>> ActsAsync(string prefix) =>
    [
        .. (await _cloud.Services.GetRequiredService<IAuditStore>().ReadAuditChainAsync(0, 1000, default))
            .Select(entry => entry.Act).Where(act => act.Action.StartsWith(prefix, StringComparison.Ordinal)),
    ];

    /// <summary>An order that is late at once makes an incident, which is told to Küche; its id.</summary>
    private async Task<string> RaiseAsync(string branch)
    {
        var keeper = _cloud.Services.GetRequiredService<Functions.Administering.AlertKeeper>();
        await keeper.AddContactAsync(
            "operator:test",
            new Contact(
                "", branch, 1, "Küche", ContactKind.Mail, "kueche@example.com", Core.Texts.Language.German),
            default);
        using var shop = _cloud.Shop();
        var now = _cloud.Clock.GetUtcNow();
        var id = Core.Orders.OrderId.Derive(CloudUnderTest.Channel, "A-" + branch);
        await _cloud.Store.AddAsync(
            new NewOrder(
                id, CloudUnderTest.Channel, branch, "A-" + branch, "1:A", "{}"u8.ToArray(), 990,
                Core.Orders.OrderState.Queued, null, null, null, "auto",
                Core.Orders.ReceiptToken.Make(id, new byte[16]), now.AddMinutes(-6), "channel:webshop", null, null),
            default);
        await _cloud.Services.GetRequiredService<AlertFlow>().RunOnceAsync(default);
        return (await Alerts.ReadAlertsAsync(new AlertLook(now, 10), default)).Incidents
            .Single(incident => incident.BranchId == branch && incident.Kind == AlertKind.OrderOverdue).Id;
    }
}
