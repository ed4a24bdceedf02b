using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>
/// The host's HTTP side: the same proxy library with its default transformer, which overwrites what callers claim
/// about the way they came.
/// </summary>
public sealed class HttpFront : IAsyncDisposable
{
    private const long MaxBodyBytes = 104_857_600;
    private const int ServiceUnavailable = 503;
    private readonly WebApplication _app;

    private HttpFront(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.Single());

    /// <summary>Listens on a free loopback port.</summary>
    /// <param name="findHandler">Where the handler is; null where there is none to wait for.</param>
    public static async Task<HttpFront> StartAsync(Func<CancellationToken, Task<Uri?>> findHandler)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = MaxBodyBytes);
        builder.Services.AddHttpForwarder();
        var app = builder.Build();
        var forwarder = app.Services.GetRequiredService<IHttpForwarder>();
        var wire = new HttpMessageInvoker(new RetriedConnecting(new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
        }));
        app.Lifetime.ApplicationStopped.Register(wire.Dispose);
        app.Run(context => ForwardAsync(context, forwarder, wire, findHandler));
        await app.StartAsync();
        return new HttpFront(app);
    }

    public async ValueTask DisposeAsync()
    {
        // Long polls would hold it up.
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static async Task ForwardAsync(
        HttpContext context, IHttpForwarder forwarder, HttpMessageInvoker wire,
        Func<CancellationToken, Task<Uri?>> findHandler)
    {
        if (context.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase)
            || context.Request.Path.StartsWithSegments("/runtime", StringComparison.OrdinalIgnoreCase))
        {
            // The host keeps these to itself.
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (await findHandler(context.RequestAborted) is not { } handler)
        {
            context.Response.StatusCode = ServiceUnavailable;
            return;
        }

        context.Request.Headers["x-ms-invocation-id"] = Guid.NewGuid().ToString();
        await forwarder.SendAsync(
            context, handler.GetLeftPart(UriPartial.Authority), wire,
            new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromSeconds(240) }, HttpTransformer.Default);
    }

    /// <summary>Tries again while the handler cannot be connected to, before anything was sent.</summary>
    private sealed class RetriedConnecting(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private const int Tries = 10;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await base.SendAsync(request, cancellationToken);
                }
                catch (HttpRequestException exception) when (
                    exception.HttpRequestError == HttpRequestError.ConnectionError && attempt < Tries)
                {
                    await Task.Delay(Math.Min(50 * attempt, 250), cancellationToken);
                }
            }
        }
    }
}
