using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Hosting;

/// <summary>What a load balancer and an operator ask.</summary>
public sealed class HealthEndpoints(IOrderStore store)
{
    /// <summary>GET /health/live: the process answers.</summary>
    public static Task LiveAsync(HttpContext context) => AnswerAsync(context, "live");

    /// <summary>GET /health/ready: the store can be written; where it cannot, the error boundary answers 503.</summary>
    public async Task ReadyAsync(HttpContext context)
    {
        await store.ProbeAsync(context.RequestAborted);
        await AnswerAsync(context, "ready");
    }

    private static Task AnswerAsync(HttpContext context, string status)
    {
        context.Response.Headers.CacheControl = "no-store";
        JsonAnswer.Ok(context.Response, status, static (json, said) =>
        {
            json.WriteStartObject();
            json.WriteString("status", said);
            json.WriteEndObject();
        });
        return Task.CompletedTask;
    }
}
