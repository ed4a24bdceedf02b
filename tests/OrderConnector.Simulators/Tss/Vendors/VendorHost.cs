using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrderConnector.Simulators.Tss.Faults;

namespace OrderConnector.Simulators.Tss.Vendors;

/// <summary>Serves a simulated vendor on this machine and plays the faults of its script around every call.</summary>
public sealed class VendorHost : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly SimulatedVendor _vendor;
    private readonly FaultDirector _faults;
    private readonly TimeProvider _clock;
    private WebApplication? _server;
    private int _port;

    /// <param name="vendor">What is served; goes with the host.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="clock">The clock of slow and hanging calls.</param>
    /// <param name="port">0 takes a free one.</param>
    public VendorHost(SimulatedVendor vendor, FaultDirector faults, TimeProvider clock, int port = 0) =>
        (_vendor, _faults, _clock, _port) = (vendor, faults, clock, port);

    /// <summary>
    /// Called when a call waits, with how long, or hangs, with null: in a world whose time only moves by hand somebody
    /// has to move it, or nobody would ever go on.
    /// </summary>
    public Action<SimulatorCall, TimeSpan?>? OnWait { get; init; }

    /// <summary>Where it listens; known once it was started, and kept over stops.</summary>
    public Uri Url => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/"));

    /// <summary>Listens.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, _port);
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        _server = builder.Build();
        _server.Run(ServeAsync);
        await _server.StartAsync();
        _port = new Uri(_server.Urls.First()).Port;
    }

    /// <summary>Listens no more: connections are refused.</summary>
    public async Task StopAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.StopAsync();
            await server.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _vendor.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "/");
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bare = new VendorRequest(
            SimulatorCall.Other, method, path, context.Request.Query, context.Request.Headers, body.ToArray());
        var request = bare with { Call = _vendor.CallOf(bare) };
        await PlayAsync(context, request, _faults.Next(request.Call));
    }

    private async Task PlayAsync(HttpContext context, VendorRequest request, FaultRule? fault)
    {
        switch (fault?.Kind)
        {
            case null:
                await WriteAsync(context, await _vendor.AnswerAsync(request, null));
                break;
            case FaultKind.LostBefore:
                context.Abort();
                break;
            case FaultKind.LostAfter:
                await _vendor.AnswerAsync(request, null);
                context.Abort();
                break;
            case FaultKind.ErrorBefore:
                await WriteAsync(context, VendorAnswer.Empty(500));
                break;
            case FaultKind.ErrorAfter:
                await _vendor.AnswerAsync(request, null);
                await WriteAsync(context, VendorAnswer.Empty(500));
                break;
            case FaultKind.HangBefore:
                await HangAsync(context, request.Call);
                break;
            case FaultKind.HangAfter:
                await _vendor.AnswerAsync(request, null);
                await HangAsync(context, request.Call);
                break;
            case FaultKind.Slow:
                // Not tied to the caller: who gave up meanwhile has it done all the same.
                var late = Task.Delay(fault.Duration, _clock, CancellationToken.None);
                OnWait?.Invoke(request.Call, fault.Duration);
                await late;
                await WriteAsync(context, await _vendor.AnswerAsync(request, null));
                break;
            case FaultKind.WrongSignature or FaultKind.NothingBack:
                await WriteAsync(context, await _vendor.AnswerAsync(request, fault));
                break;
            case FaultKind.TokenExpired or FaultKind.Throttled or FaultKind.Starting or FaultKind.UnknownClient
                or FaultKind.TooManyOpen or FaultKind.TooManyClients or FaultKind.CertificateExpired
                or FaultKind.AlreadyFinished or FaultKind.ExportTooLarge:
                await WriteAsync(context, _vendor.Refuse(fault));
                break;
        }
    }

    private async Task HangAsync(HttpContext context, SimulatorCall call)
    {
        var aborted = context.RequestAborted;
        try
        {
            while (OnWait is { } wait)
            {
                wait(call, null);
                // The caller's giving up comes over the wire; where it was another timer, the next one is tried.
                await Task.Delay(s_pause, aborted);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, aborted);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up.
        }
    }

    private async Task WriteAsync(HttpContext context, VendorAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        response.Headers.Date = _clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        if (answer.RetryAfter is { } after)
        {
            response.Headers.RetryAfter =
                Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        try
        {
            await response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // Nobody is there any more to be answered.
        }
    }
}
