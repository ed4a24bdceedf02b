using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Releasing;
using OrderConnector.PosAgent.Showing;
using OrderConnector.PosAgent.Tests.Branches;

namespace OrderConnector.PosAgent.Tests.StaffPage;

/// <summary>A branch that serves its page on a real port, and a browser without a screen that looks at it.</summary>
internal sealed partial class PageBench : IAsyncDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _browser;

    private PageBench(WebApplication app, Branch branch)
    {
        (App, Branch, Url) = (app, branch, new Uri(app.Urls.First()));
        _browser = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = _cookies, AllowAutoRedirect = false, UseProxy = false,
        })
        {
            BaseAddress = Url,
        };
    }

    public WebApplication App { get; }

    public Branch Branch { get; }

    public Uri Url { get; }

    public string Origin => Url.GetLeftPart(UriPartial.Authority);

    public static Task<PageBench> OpenAsync(string? help = null) => OpenAsync(new Branch(), null, help);

    /// <param name="branch">Whose clock holds; disposed of with the bench.</param>
    /// <param name="flow">Another flow than the branch's.</param>
    /// <param name="help">Whom staff call.</param>
    public static async Task<PageBench> OpenAsync(Branch branch, BranchFlow? flow, string? help = null)
    {
        var desk = new StaffDesk(flow ?? branch.Flow, new ClosedJournals(() => []));
        var setting = new StaffPageSetting(
            new IPEndPoint(IPAddress.Loopback, 0), new Uri("https://cloud.example/portal"), help, "run1");
        var app = StaffPageApp.Build(desk, setting, branch.Clock, NullLoggerFactory.Instance);
        await app.StartAsync();
        return new PageBench(app, branch);
    }

    /// <summary>An order that waits for staff; answers its number.</summary>
    public Task<long> WaitingAsync(string externalId, Action<JsonObject>? change = null) =>
        ArriveAsync(externalId, order =>
        {
            order["release"] = "held";
            change?.Invoke(order);
        });

    /// <summary>An order that goes its way by itself; answers its number.</summary>
    public async Task<long> ArriveAsync(string externalId, Action<JsonObject>? change = null)
    {
        var order = Branch.Order(externalId);
        change?.Invoke(order);
        Branch.Cloud.Queue(order);
        await Branch.PassAsync(TimeSpan.FromSeconds(2));
        return order["number"]!.GetValue<int>();
    }

    /// <summary>Reads a page that must be there.</summary>
    public async Task<string> ReadAsync(string path, string language = "de")
    {
        var answer = await GetAsync(path, ("Accept-Language", language));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Looks, as a browser does that was given an address.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), headers);

    /// <summary>Looks at the page, then sends its form as a browser does.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await ReadAsync("/")).Groups["token"].Value;
        return await PostAsync(path, [("token", token), .. fields], ("Origin", Origin));
    }

    /// <summary>Sends a form as somebody does who has not looked.</summary>
    public Task<HttpResponseMessage> PostAsync(
        string path, (string Name, string Value)[] fields, params (string Name, string Value)[] headers) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
            },
            headers);

    /// <summary>The notes of an order's entries of a kind.</summary>
    public Core.Agents.ReportNote NoteOf(long number, JournalKind kind) => JournalData.Read<Core.Agents.ReportNote>(
        Branch.Journal.ReadOrder(Branch.Journal.FindOrders(number)[^1]).Single(entry => entry.Fact.Kind == kind).Fact);

    public static string SeenIn(string page) => Seen().Match(page).Groups["seen"].Value;

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        Branch.Dispose();
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, IEnumerable<(string Name, string Value)> headers)
    {
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return _browser.SendAsync(request);
    }

    [GeneratedRegex(@"name=""token"" value=""(?<token>[^""]+)""")]
    private static partial Regex Token();

    [GeneratedRegex(@"data-seen=""(?<seen>[^""]+)""")]
    private static partial Regex Seen();
}
