using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrderConnector.Browser.Tests.Watching;

/// <summary>A site with one page that says what a test gave it.</summary>
internal sealed class FaultyPage : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FaultyPage(WebApplication app, Uri url)
    {
        _app = app;
        Url = url;
    }

    internal Uri Url { get; }

    internal static async Task<FaultyPage> ServeAsync(string body)
    {
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url.GetLeftPart(UriPartial.Authority));
        var app = builder.Build();
        app.MapGet("/favicon.ico", () => Results.NoContent());
        app.MapGet("/", () => Results.Content(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><title>A page</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>
            <body><main><h1>A page</h1>{body}</main></body>
            </html>
            """,
            "text/html; charset=utf-8"));
        await app.StartAsync();
        return new FaultyPage(app, url);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
