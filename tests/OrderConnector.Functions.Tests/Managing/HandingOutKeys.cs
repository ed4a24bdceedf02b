using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrderConnector.Core.Access;
using OrderConnector.Core.Keys;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Managing;

public sealed partial class HandingOutKeys : IAsyncLifetime
{
    private const string Channel = "/portal/channels/webshop";
    private readonly Lines _logged = new();
    private CloudUnderTest _cloud = null!;
    private PortalBrowser _administrator = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync(null, services => services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Trace).AddFilter(null, LogLevel.Trace).AddProvider(_logged)));
        _administrator = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Administrator);
    }

    public async Task DisposeAsync()
    {
        _administrator.Dispose();
        await _cloud.DisposeAsync();
        _logged.Dispose();
    }

    [Fact]
    public async Task A_new_key_is_on_the_page_that_answers_and_nowhere_else_ever()
    {
        using var answer = await _administrator.SendAsync(Channel, Channel + "/keys");
        var shown = Key().Match(await answer.Content.ReadAsStringAsync()).Value;
        var page = await _administrator.ReadAsync(Channel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(SecretKey.TryParse(shown, out var key), "No key is shown.");
        using var shop = _cloud.Client(shown);
        Assert.Equal(201, (await shop.PostAsync(Calls.Orders, Calls.Order("K-1"))).Status);
        using var earlier = _cloud.Shop();
        Assert.Equal(201, (await earlier.PostAsync(Calls.Orders, Calls.Order("K-2"))).Status);
        Assert.Contains(key.Id, page, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Secret, page, StringComparison.Ordinal);
        Assert.NotEmpty(_logged.All);
        Assert.DoesNotContain(_logged.All, line => line.Contains(key.Secret, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(_cloud.DataFolder))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var text = new StreamReader(stream, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(key.Secret, await text.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Channel, Channel + "/keys")]
    [InlineData("/portal/keys", "/portal/keys/operator", "name=tax-office")]
    [InlineData("/portal/keys", "/portal/keys/registration", "branch=hamburg", "uses=1", "days=2")]
    public async Task A_form_that_is_sent_twice_makes_one_key(string page, string action, params string[] typed)
    {
        var before = (await KeysAsync()).Count;
        var form = FormName().Match(await _administrator.ReadAsync(page)).Groups[1].Value;
        Assert.NotEqual(form, FormName().Match(await _administrator.ReadAsync(page)).Groups[1].Value);
        (string, string)[] fields =
        [
            ("form", form), .. typed.Select(field => (field.Split('=')[0], field.Split('=')[1])),
        ];

        using var first = await _administrator.SendAsync(page, action, fields);
        using var second = await _administrator.SendAsync(page, action, fields);
        var told = await _administrator.ReadAsync(page);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.SeeOther), (first.StatusCode, second.StatusCode));
        Assert.Contains("hat schon einen Schl", told, StringComparison.Ordinal);
        Assert.Equal(before + 1, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_and_needs_a_reason()
    {
        Assert.True(SecretKey.TryParse(_cloud.ChannelKey, out var key));
        var revoke = $"/portal/keys/{key.Id}/revoke";

        using var without = await _administrator.SendAsync(Channel, revoke, ("channel", "webshop"));
        using var shop = _cloud.Shop();
        var before = await shop.PostAsync(Calls.Orders, Calls.Order("K-1"));
        using var done = await _administrator.SendAsync(Channel, revoke, ("channel", "webshop"), ("reason", "leaked"));
        using var again = await _administrator.SendAsync(Channel, revoke, ("channel", "webshop"), ("reason", "leaked"));
        var after = await shop.PostAsync(Calls.Orders, Calls.Order("K-2"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.Contains($"id=\"{key.Id}-reason-fault\"", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((201, 401), (before.Status, after.Status));
        Assert.Equal(Channel, done.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        Assert.Contains("war schon gesperrt", await _administrator.ReadAsync(Channel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_is_added_with_its_key_or_every_fault_is_told()
    {
        const string list = "/portal/channels";

        using var wrong = await _administrator.SendAsync(
            list, list, ("id", "Kiosk 2"), ("release", "never"), ("branch", "nowhere"));
        using var made = await _administrator.SendAsync(
            list, list, ("id", "kiosk-2"), ("release", "held"), ("branch", "berlin-mitte"), ("branch", "hamburg"));
        using var again = await _administrator.SendAsync(
            list, list, ("id", "kiosk-2"), ("release", "held"), ("branch", "berlin-mitte"));

        var faults = await wrong.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(3, faults.Split("href=\"#new-").Length - 1);
        Assert.Contains("value=\"Kiosk 2\"", faults, StringComparison.Ordinal);
        using var kiosk = _cloud.Client(Key().Match(await made.Content.ReadAsStringAsync()).Value);
        Assert.Equal(201, (await kiosk.PostAsync(Calls.Orders, Calls.Order("K-1"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        var channel = await _cloud.Store.FindChannelAsync("kiosk-2", default);
        Assert.Equal(("held", 2), (channel!.Release, channel.Branches.Count));
    }

    [Fact]
    public async Task A_registration_key_enrols_as_many_agents_as_it_says()
    {
        const string page = "/portal/keys";

        using var made = await _administrator.SendAsync(
            page, page + "/registration", ("branch", "hamburg"), ("uses", "1"), ("days", "2"));
        var key = Key().Match(await made.Content.ReadAsStringAsync()).Value;
        using var nobody = _cloud.Client(null);
        var first = await nobody.PostAsync("/agent/v1/enrol", BranchAgent.Enrolment(key, "a-1"));
        var second = await nobody.PostAsync("/agent/v1/enrol", BranchAgent.Enrolment(key, "a-2"));

        Assert.Equal((200, "hamburg"), (first.Status, first["branchId"]));
        Assert.NotEqual(200, second.Status);
        Assert.Contains("Verbraucht", await _administrator.ReadAsync(page), StringComparison.Ordinal);
        using var wrong = await _administrator.SendAsync(page, page + "/registration", ("uses", "0"), ("days", "x"));
        Assert.Equal(3, (await wrong.Content.ReadAsStringAsync()).Split("href=\"#reg-").Length - 1);
    }

    [Fact]
    public async Task An_operators_key_reads_the_register()
    {
        using var made = await _administrator.SendAsync("/portal/keys", "/portal/keys/operator", ("name", "tax-office"));
        using var reader = _cloud.Client(Key().Match(await made.Content.ReadAsStringAsync()).Value);

        Assert.Equal(200, (await reader.ReadAsync("/api/v1/branches/hamburg/numbers")).Status);
    }

    [Theory]
    [InlineData(PortalRole.Auditor)]
    [InlineData(PortalRole.Manager)]
    public async Task Others_see_which_keys_there_are_and_make_none(PortalRole role)
    {
        using var other = await PortalBrowser.LoggedInAsync(_cloud, role, CloudUnderTest.Branch);

        var page = await other.ReadAsync(Channel);
        Assert.DoesNotContain(Channel + "/keys", page, StringComparison.Ordinal);
        foreach (var path in (string[])
            ["/portal/channels", Channel + "/keys", "/portal/keys/registration", "/portal/keys/operator", "/portal/keys/x/revoke"])
        {
            using var refused = await other.SendAsync(Channel, path, ("reason", "x"));
            Assert.True(refused.StatusCode == HttpStatusCode.Forbidden, $"{path} answered {refused.StatusCode}");
        }
    }

    [Fact]
    public async Task A_manager_sees_channels_and_keys_of_the_own_branches_alone()
    {
        await _cloud.AddKeyAsync("rk", KeyPurpose.Registration, "hamburg", ["hamburg"]);
        using var manager = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Manager, CloudUnderTest.Branch);
        using var foreigner = await PortalBrowser.LoggedInAsync(_cloud, PortalRole.Manager, CloudUnderTest.ForeignBranch);

        Assert.DoesNotContain("hamburg", await manager.ReadAsync(Channel), StringComparison.Ordinal);
        Assert.DoesNotContain("hamburg", await manager.ReadAsync("/portal/keys"), StringComparison.Ordinal);
        using var missing = await foreigner.Http.GetAsync(Channel);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private async Task<List<string>> KeysAsync() =>
    [
        .. (await _cloud.Services.GetRequiredService<IAuditStore>().ReadAuditChainAsync(0, 1000, default))
            .Where(entry => entry.Act.Action == "key.added").Select(entry => entry.Act.Subject),
    ];

    [GeneratedRegex("name=\"form\" value=\"([0-9a-f]{32})\"")]
    private static partial Regex FormName();

    [GeneratedRegex("(ch|rk|op)_[0-9a-f]{16}\\.[A-Za-z0-9_-]{43}")]
    private static partial Regex Key();

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            All.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => All.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
