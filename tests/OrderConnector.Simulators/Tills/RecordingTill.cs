using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrderConnector.Simulators.Tills;

/// <summary>A point of sale that takes orders by POST and remembers what it was handed under which key.</summary>
public sealed class RecordingTill : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentBag<string>> _handed = new();
    private readonly ConcurrentDictionary<string, byte[]> _documents = new();

    private RecordingTill(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Order ids, each with the hash of every document that came for it.</summary>
    public IReadOnlyDictionary<string, ConcurrentBag<string>> Handed => _handed;

    /// <summary>The first document of an order.</summary>
    public byte[] Document(string orderId) => _documents[orderId];

    public static async Task<RecordingTill> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var till = new RecordingTill(app);
        app.Run(till.TakeAsync);
        await app.StartAsync();
        till.Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"{app.Urls.Single()}/orders"));
        return till;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        var bytes = body.ToArray();
        _documents.TryAdd(key, bytes);
        _handed.GetOrAdd(key, _ => []).Add(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
