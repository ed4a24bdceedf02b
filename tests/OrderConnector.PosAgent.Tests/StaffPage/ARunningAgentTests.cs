using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.StaffPage;

/// <summary>Cloud and agent as processes of their own; the page as a browser at the till sees it.</summary>
public sealed partial class ARunningAgentTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(150));
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private CloudProcess _cloud = null!;
    private AgentProcess _agent = null!;
    private ShopClient _shop = null!;

    public async Task InitializeAsync()
    {
        _cloud = new CloudProcess(_folder["cloud"], _folder["cloud.log"]);
        await _cloud.StartAsync(_limit.Token);
        await _cloud.AdminAsync(_limit.Token, "branch", "add", "berlin", "--name", "Berlin");
        await _cloud.AdminAsync(
            _limit.Token, "branch", "set", "berlin", "--company", "Muster GmbH", "--street", "Weg 1", "--zip", "10115",
            "--city", "Berlin", "--tax-number", "29/123/45678");
        _shop = new ShopClient(_cloud.Url, await _cloud.AdminAsync(
            _limit.Token, "channel", "add", "webshop", "--branch", "berlin", "--release", "held"));
        _agent = new AgentProcess(_folder["agent"], _folder["agent.log"]);
        await _agent.EnrolAsync(
            _cloud.Url, await _cloud.AdminAsync(_limit.Token, "agent-key", "berlin"), _limit.Token);
        _agent.Start();
    }

    public async Task DisposeAsync()
    {
        _browser.Dispose();
        _shop.Dispose();
        await _agent.DisposeAsync();
        await _cloud.DisposeAsync();
        _limit.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Staff_hear_of_an_order_release_it_without_the_cloud_and_see_its_receipt()
    {
        var page = await PageAsync(1);
        var seen = PageBench.SeenIn(await _browser.GetStringAsync(page, _limit.Token));
        var number = await PostAsync("1");
        var overview = "";
        // The branch's name comes with the seller data, without which no receipt could be made.
        while (!overview.Contains($"/orders/{number}/release", StringComparison.Ordinal)
            || !overview.Contains("– Berlin</title>", StringComparison.Ordinal))
        {
            seen = await _browser.GetStringAsync(new Uri(page, $"/news?seen={seen}"), _limit.Token);
            overview = await _browser.GetStringAsync(page, _limit.Token);
        }

        Assert.Contains($"Neue Bestellung {number}", overview, StringComparison.Ordinal);
        Assert.Contains(DayOrders.Secret.Name, overview, StringComparison.Ordinal);
        await _cloud.KillAsync(_limit.Token);

        var released = await ReleaseAsync(page, number, overview);

        Assert.Equal(HttpStatusCode.SeeOther, released.StatusCode);
        Assert.Contains("TSE-Transaktion", await UntilAsync(page, $"/orders/{number}/receipt"), StringComparison.Ordinal);
        var lost = await UntilAsync(page, "/", "Keine Verbindung zur Zentrale");
        Assert.Contains("href=\"/emergency#line\"", lost, StringComparison.Ordinal);
        Assert.Equal(0, await _agent.StopAsync());
        var log = await File.ReadAllTextAsync(_folder["agent.log"], _limit.Token);
        Assert.DoesNotContain(DayOrders.Secret.Name, log, StringComparison.Ordinal);
        Assert.DoesNotContain("\"LogLevel\":\"Error\"", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_a_killed_agent_is_taken_up_by_the_next_and_its_old_token_is_worth_nothing()
    {
        var old = await PageAsync(1);
        var number = await PostAsync("1");
        var before = await UntilAsync(old, "/", $"/orders/{number}/release");
        await _agent.KillAsync(_limit.Token);
        _agent.Start();
        var page = await PageAsync(2);

        var news = await _browser.GetStringAsync(
            new Uri(page, $"/news?seen={PageBench.SeenIn(before)}"), _limit.Token);
        var after = await UntilAsync(page, "/", $"/orders/{number}/release");

        Assert.NotEqual(PageBench.SeenIn(before).Split('-')[0], news.Split('-')[0]);
        Assert.Equal(HttpStatusCode.BadRequest, (await ReleaseAsync(page, number, before)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await ReleaseAsync(page, number, after)).StatusCode);
    }

    private async Task<long> PostAsync(string externalId)
    {
        var posted = await _shop.PostOrderAsync(
            DayOrders.Document(
                externalId, "berlin", new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(1)), "prepaid",
                "pickup", DayOrders.Lines["mixed"]),
            _limit.Token);
        return posted.Number;
    }

    /// <summary>The address, as the n-th start of the agent says it in its log.</summary>
    private async Task<Uri> PageAsync(int start)
    {
        while (true)
        {
            var said = File.Exists(_folder["agent.log"])
                ? Said().Matches(await File.ReadAllTextAsync(_folder["agent.log"], _limit.Token)) : null;
            if (said?.Count >= start)
            {
                return new Uri(said[start - 1].Groups["address"].Value);
            }

            await Task.Delay(50, _limit.Token);
        }
    }

    private async Task<string> UntilAsync(Uri page, string path, string text = "KOPIE")
    {
        while (true)
        {
            var answer = await _browser.GetAsync(new Uri(page, path), _limit.Token);
            var shown = await answer.Content.ReadAsStringAsync(_limit.Token);
            if (shown.Contains(text, StringComparison.Ordinal))
            {
                return shown;
            }

            await Task.Delay(50, _limit.Token);
        }
    }

    private async Task<HttpResponseMessage> ReleaseAsync(Uri page, long number, string from)
    {
        using var form = new HttpRequestMessage(HttpMethod.Post, new Uri(page, $"/orders/{number}/release"))
        {
            Content = new FormUrlEncodedContent(
                [new("token", Token().Match(from).Groups["token"].Value), new("by", "anna")]),
        };
        form.Headers.Add("Origin", page.GetLeftPart(UriPartial.Authority));
        return await _browser.SendAsync(form, _limit.Token);
    }

    [GeneratedRegex(@"The page for staff is at (?<address>http://[0-9.:]+)""")]
    private static partial Regex Said();

    [GeneratedRegex(@"name=""token"" value=""(?<token>[^""]+)""")]
    private static partial Regex Token();
}
