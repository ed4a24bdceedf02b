using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Showing;

namespace OrderConnector.PosAgent.Tests.StaffPage;

public sealed class WhoMayCallTests : IAsyncLifetime
{
    private PageBench _bench = null!;
    private long _number;

    public async Task InitializeAsync()
    {
        _bench = await PageBench.OpenAsync();
        _number = await _bench.WaitingAsync("1");
    }

    public async Task DisposeAsync()
    {
        Assert.Equal(OrderStage.Waiting, _bench.Branch.Flow.FindOrder(_number)!.Stage);
        await _bench.DisposeAsync();
    }

    public static IEnumerable<object[]> Routes =>
        StaffRoutes.All.Select(route => new object[] { route.Method, route.Pattern });

    public static TheoryData<string> Acts =>
        [.. StaffRoutes.All.Where(route => route.Access is StaffAccess.Act).Select(route => route.Pattern)];

    /// <summary>Who adds a route says who may call it, here as well as in the table.</summary>
    [Fact]
    public void Every_route_that_is_served_stands_in_the_table()
    {
        var served = _bench.App.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
            .SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                .Select(method => $"{method} {endpoint.RoutePattern.RawText}"));

        Assert.Equal(
            [
                "GET / Look", "GET /assets/{file} Look", "GET /emergency Look", "GET /news Look",
                "GET /orders/{number:long} Look", "GET /orders/{number:long}/qr.svg Look",
                "GET /orders/{number:long}/receipt Look", "GET /portal.svg Look", "POST /language Act",
                "POST /orders/{number:long}/reject Act", "POST /orders/{number:long}/release Act", "POST /person Act",
            ],
            StaffRoutes.All.Select(route => $"{route.Method} {route.Pattern} {route.Access}").Order(StringComparer.Ordinal));
        Assert.Equal(
            StaffRoutes.All.Select(route => $"{route.Method} {route.Pattern}").Order(StringComparer.Ordinal),
            served.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task No_route_answers_to_a_foreign_name(string method, string pattern)
    {
        foreach (var host in new[] { "evil.example", $"evil.example:{_bench.Url.Port}", "127.0.0.1:1", "127.0.0.1" })
        {
            Assert.Equal(HttpStatusCode.MisdirectedRequest, await CallAsync(method, pattern, ("Host", host)));
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task No_route_answers_to_a_page_of_another_origin(string method, string pattern)
    {
        foreach (var site in new[] { "cross-site", "same-site" })
        {
            Assert.Equal(
                HttpStatusCode.Forbidden,
                await CallAsync(method, pattern, ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", "no-cors")));
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_answer_carries_the_headers_that_shut_others_out(string method, string pattern)
    {
        var answer = await SendAsync(method, pattern, ("Origin", _bench.Origin));
        var headers = answer.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value));

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            headers["Content-Security-Policy"]);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal("DENY", headers["X-Frame-Options"]);
        Assert.Equal("same-origin", headers["Referrer-Policy"]);
        Assert.Equal("same-origin", headers["Cross-Origin-Resource-Policy"]);
        Assert.Contains("no-store", headers["Cache-Control"], StringComparison.Ordinal);
        Assert.False(headers.ContainsKey("Server"));
        Assert.False(headers.ContainsKey("Access-Control-Allow-Origin"));
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Nothing_is_done_for_a_form_of_another_origin(string pattern)
    {
        foreach (var origin in new[] { "https://evil.example", "null", "http://127.0.0.1:1", "" })
        {
            (string, string)[] headers = origin.Length == 0 ? [] : [("Origin", origin)];
            Assert.Equal(HttpStatusCode.Forbidden, await CallAsync("POST", pattern, headers));
        }
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Nothing_is_done_without_the_token_of_the_page(string pattern)
    {
        await _bench.ReadAsync("/");
        var answer = await SendAsync("POST", pattern, ("Origin", _bench.Origin));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Die Seite war veraltet", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Nothing_is_done_by_looking(string pattern) =>
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await CallAsync("GET", pattern));

    [Fact]
    public async Task A_form_that_is_too_long_is_not_read()
    {
        var answer = await _bench.PostAsync(
            "/person", [("by", new string('x', 20_000))], ("Origin", _bench.Origin));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_link_elsewhere_may_lead_to_the_page()
    {
        var answer = await _bench.GetAsync(
            "/", ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_page_answers_to_localhost_as_well() => Assert.Equal(
        HttpStatusCode.OK, (await _bench.GetAsync("/", ("Host", $"localhost:{_bench.Url.Port}"))).StatusCode);

    /// <summary>The local channel of the command line asks for no token: it must not be here.</summary>
    [Theory]
    [InlineData("/orders")]
    [InlineData("/tss")]
    [InlineData("/exports/tss")]
    public async Task The_calls_of_the_command_line_are_not_served(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _bench.GetAsync(path)).StatusCode);

    [Fact]
    public async Task Style_script_and_icon_are_served_under_the_name_of_their_content()
    {
        var page = await _bench.ReadAsync("/");
        foreach (var asset in new[] { PageAssets.Style, PageAssets.Script, PageAssets.Icon })
        {
            Assert.Contains($"/assets/{asset.Name}", page, StringComparison.Ordinal);
            var answer = await _bench.GetAsync($"/assets/{asset.Name}");
            Assert.Equal(asset.Bytes, await answer.Content.ReadAsByteArrayAsync());
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _bench.GetAsync("/assets/staff.000000000000.js")).StatusCode);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> CallAsync(
        string method, string pattern, params (string Name, string Value)[] headers) =>
        (await SendAsync(method, pattern, headers)).StatusCode;

    private Task<HttpResponseMessage> SendAsync(
        string method, string pattern, params (string Name, string Value)[] headers)
    {
        var path = pattern.Replace("{number:long}", $"{_number}", StringComparison.Ordinal)
            .Replace("{file}", "none.css", StringComparison.Ordinal);
        return method == "GET"
            ? _bench.GetAsync(path, headers)
            : _bench.PostAsync(path, [("by", "anna"), ("reason", "x"), ("language", "en")], headers);
    }
}
