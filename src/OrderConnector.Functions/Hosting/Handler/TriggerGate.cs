using System.Net;
using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Hosting.Handler;

/// <summary>
/// Parts the host's own calls from requests of the outside, which it passes on with their path unchanged. Only its own
/// calls reach a trigger; from outside the same address is answered like any other that does not exist.
/// </summary>
/// <remarks>
/// This must stand before the forwarded headers are taken off: they are what tells the two apart. The proxy sets them
/// on each request it passes on, and whoever sends the request cannot keep it from doing so. The User-Agent proves
/// nothing, for it does pass.
/// </remarks>
public sealed partial class TriggerGate(
    RequestDelegate next, IEnumerable<Trigger> triggers, ILogger<TriggerGate> logger)
{
    // A queue message has 64 KiB, and each of two wrappings may double it.
    private const int MaxBytes = 1024 * 1024;

    private static readonly string[] s_proxySigns = ["X-Forwarded-Proto", "X-Forwarded-Host", "x-ms-invocation-id"];

    private readonly Dictionary<string, Trigger> _triggers =
        triggers.ToDictionary(trigger => "/" + trigger.Name, StringComparer.Ordinal);

    /// <summary>Answers one request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsOfHost(context))
        {
            return next(context);
        }

        var path = context.Request.Path.Value ?? "";
        if (HttpMethods.IsGet(context.Request.Method) && path == "/")
        {
            // Asked until it answers, and later to measure the way: nothing is looked up for it.
            context.Response.ContentLength = 0;
            return Task.CompletedTask;
        }

        return HttpMethods.IsPost(context.Request.Method) && _triggers.TryGetValue(path, out var trigger)
            ? RunAsync(context, trigger)
            : next(context);
    }

    private static bool IsOfHost(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote))
        {
            return false;
        }

        foreach (var sign in s_proxySigns)
        {
            if (context.Request.Headers.ContainsKey(sign))
            {
                return false;
            }
        }

        return true;
    }

    private async Task RunAsync(HttpContext context, Trigger trigger)
    {
        var body = await RequestBody.ReadAsync(context, MaxBytes);
        var refusal = body.Fault
            ?? (Invocation.Read(body.Bytes) is { } invocation
                ? await trigger.RunAsync(invocation, context.RequestAborted)
                : Problem.Malformed("", "envelope-malformed", "An object with Data is expected."));
        if (refusal is not null)
        {
            LogRefused(trigger.Name, InvocationId(context), refusal.Type.Name);
            refusal.Answer(context);
            return;
        }

        // An object, though there is nothing to say: of an empty body the host would make an endless wait.
        JsonAnswer.Ok(context.Response, 0, static (json, _) =>
        {
            json.WriteStartObject();
            json.WriteEndObject();
        });
    }

    private static Guid InvocationId(HttpContext context) =>
        Guid.TryParse(context.Request.Headers["X-Azure-Functions-InvocationId"], out var id) ? id : Guid.Empty;

    [LoggerMessage(1940, LogLevel.Warning, "{Trigger} was refused in invocation {Invocation}: {Problem}.")]
    private partial void LogRefused(string trigger, Guid invocation, string problem);
}
