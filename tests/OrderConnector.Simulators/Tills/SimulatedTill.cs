using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrderConnector.Core.Orders;

namespace OrderConnector.Simulators.Tills;

/// <summary>
/// A point of sale behind real HTTP: <c>POST /orders</c> with Idempotency-Key and bearer secret. It de-duplicates by
/// the key, and fails the ways tills fail.
/// </summary>
public sealed class SimulatedTill : IAsyncDisposable
{
    private readonly string? _secret;
    private readonly WebApplication _server;
    private readonly CancellationTokenSource _ending = new();
    private volatile TillFault _fault;
    private volatile bool _answersKnownWithConflict;
    private int _hanging;

    private SimulatedTill(int port, string? secret, TillDrawer drawer)
    {
        (_secret, Drawer) = (secret, drawer);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        _server = builder.Build();
        _server.Run(Serve);
    }

    /// <summary>What it keeps.</summary>
    public TillDrawer Drawer { get; }

    /// <summary>Where it listens: "http://127.0.0.1:port/orders".</summary>
    public Uri Url => new(new Uri(_server.Urls.First()), "/orders");

    /// <summary>What is wrong with it just now.</summary>
    public TillFault Fault
    {
        get => _fault;
        set => _fault = value;
    }

    /// <summary>Answers a known key with 409 that names the order; else with 200 as at the first time.</summary>
    public bool AnswersKnownWithConflict
    {
        get => _answersKnownWithConflict;
        set => _answersKnownWithConflict = value;
    }

    /// <summary>Calls it keeps waiting just now: falls once a caller has really hung up.</summary>
    public int Hanging => Volatile.Read(ref _hanging);

    /// <summary>Opens a till.</summary>
    /// <param name="secret">The bearer secret it wants; null wants none.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="drawer">What an earlier till of this branch kept; null begins empty.</param>
    public static async Task<SimulatedTill> OpenAsync(string? secret = null, int port = 0, TillDrawer? drawer = null)
    {
        var till = new SimulatedTill(port, secret, drawer ?? new TillDrawer());
        await till._server.StartAsync();
        return till;
    }

    /// <summary>Closes it; its port refuses connections from now on.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _ending.Dispose();
    }

    private async Task Serve(HttpContext call)
    {
        if (!IsAllowed(call.Request.Headers.Authorization.ToString()))
        {
            call.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var orderId = call.Request.Headers["Idempotency-Key"].ToString();
        var document = await Body(call);
        if (call.Request.Method != "POST" || !OrderId.TryParse(orderId, out _) || !IsOrder(document))
        {
            call.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await Answer(call, orderId, document);
    }

    private async Task Answer(HttpContext call, string orderId, byte[] document)
    {
        switch (Fault)
        {
            case TillFault.None:
                await Keep(call, orderId, document);
                break;
            case TillFault.Away:
                call.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            case TillFault.Refuses:
                call.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                break;
            case TillFault.Hangs:
                await Hang(call);
                break;
            case TillFault.LosesTheAnswer:
                Drawer.Take(orderId, document);
                call.Abort();
                break;
            default:
                throw new InvalidOperationException($"Unknown fault {Fault}.");
        }
    }

    private async Task Keep(HttpContext call, string orderId, byte[] document)
    {
        var isNew = Drawer.Take(orderId, document);
        call.Response.StatusCode = isNew
            ? StatusCodes.Status201Created
            : AnswersKnownWithConflict ? StatusCodes.Status409Conflict : StatusCodes.Status200OK;
        call.Response.ContentType = "application/json";
        await call.Response.WriteAsync($$"""{"orderId":"{{orderId}}"}""");
    }

    private async Task Hang(HttpContext call)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(call.RequestAborted, _ending.Token);
        Interlocked.Increment(ref _hanging);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, either.Token);
        }
        catch (OperationCanceledException)
        {
            call.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _hanging);
        }
    }

    private bool IsAllowed(string authorization) =>
        _secret is null || CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(authorization), Encoding.UTF8.GetBytes($"Bearer {_secret}"));

    private static async Task<byte[]> Body(HttpContext call)
    {
        using var body = new MemoryStream();
        await call.Request.Body.CopyToAsync(body, call.RequestAborted);
        return body.ToArray();
    }

    private static bool IsOrder(byte[] document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return json.RootElement.ValueKind is JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
