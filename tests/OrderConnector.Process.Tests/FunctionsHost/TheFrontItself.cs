using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrderConnector.Simulators.FunctionsHost;

namespace OrderConnector.Process.Tests.FunctionsHost;

/// <summary>The stand-in's front must do what the host's does, or the other tests would show nothing.</summary>
public sealed class TheFrontItself : IAsyncLifetime
{
    private readonly WebApplication _backend = Backend();
    private HttpFront _front = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        await _backend.StartAsync();
        var url = new Uri(_backend.Urls.Single());
        _front = await HttpFront.StartAsync(_ => Task.FromResult<Uri?>(url));
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
        {
            BaseAddress = _front.Url,
        };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _front.DisposeAsync();
        await _backend.DisposeAsync();
    }

    [Fact]
    public async Task Passes_redirects_and_cookies_on_as_they_are()
    {
        using var answer = await _http.GetAsync("/redirect");

        Assert.Equal((HttpStatusCode.Found, "/elsewhere"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Equal(["a=1; path=/", "b=2; path=/; httponly"], answer.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    public async Task Says_itself_how_a_request_came()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/headers");
        foreach (var name in (string[])["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded",
            "x-ms-invocation-id"])
        {
            request.Headers.TryAddWithoutValidation(name, "forged");
        }

        request.Headers.Connection.ParseAdd("X-Forwarded-Host, X-Forwarded-Proto, x-ms-invocation-id");
        using var answer = await _http.SendAsync(request);
        var seen = await answer.Content.ReadAsStringAsync();

        Assert.DoesNotContain("forged", seen, StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-Host=" + _front.Url.Authority, seen, StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-Proto=http", seen, StringComparison.Ordinal);
        Assert.Contains("x-ms-invocation-id=", seen, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Host=" + new Uri(_backend.Urls.Single()).Authority, seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/host/status")]
    [InlineData("/runtime/webhooks")]
    public async Task Keeps_the_hosts_own_addresses_to_itself(string path)
    {
        using var answer = await _http.GetAsync(path);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Passes_a_query_on_as_it_is()
    {
        using var answer = await _http.GetAsync("/query?a=1&a=2&b=%2F");

        Assert.Equal("?a=1&a=2&b=%2F", await answer.Content.ReadAsStringAsync());
    }

    private static WebApplication Backend()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/redirect", (HttpContext context) =>
        {
            context.Response.Cookies.Append("a", "1");
            context.Response.Cookies.Append("b", "2", new CookieOptions { HttpOnly = true });
            context.Response.Redirect("/elsewhere");
        });
        app.MapGet("/headers", (HttpContext context) => string.Join('\n', context.Request.Headers.Select(
            header => $"{header.Key}={header.Value}")));
        app.MapGet("/query", (HttpContext context) => context.Request.QueryString.Value);
        return app;
    }
}
