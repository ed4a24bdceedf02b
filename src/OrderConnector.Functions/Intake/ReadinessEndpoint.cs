using System.Text.Json;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Intake;

/// <summary>GET /api/v1/branches/{branchId}/readiness.</summary>
public sealed class ReadinessEndpoint(
    IOrderStore store, PresenceOf presence, TimeProvider clock, IntakeOptions options)
{
    /// <summary>Answers for a branch of the channel.</summary>
    public async Task ReadAsync(HttpContext context, Channel channel)
    {
        var branchId = (string)context.Request.RouteValues["branchId"]!;
        if (!channel.Branches.Contains(branchId))
        {
            (IntakeProblems.BranchNotAllowed with { Errors = [] }).Answer(context);
            return;
        }

        var now = clock.GetUtcNow();
        if (await store.ReadBranchStatusAsync(branchId, now, context.RequestAborted) is not { } status)
        {
            Problem.NotFound("branch").Answer(context);
            return;
        }

        // The newer of both: an agent that waits at a queue is not written down in the store.
        if (await presence(branchId, context.RequestAborted) is { } seen
            && (status.AgentSeenAt is not { } stored || stored < seen.At))
        {
            status = status with { AgentSeenAt = seen.At };
        }

        context.Response.Headers.CacheControl = "no-store";
        JsonAnswer.Ok(context.Response, Readiness.Judge(status, now, options), Write);
    }

    private static void Write(Utf8JsonWriter json, Readiness readiness)
    {
        json.WriteStartObject();
        json.WriteBoolean("ready", readiness.Ready);
        json.WritePropertyName("agentSeenAt");
        if (readiness.Status.AgentSeenAt is { } seen)
        {
            json.WriteStringValue(seen.UtcDateTime);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteString("tss", readiness.Status.Tss);
        json.WriteNumber("pending", readiness.Status.Pending);
        json.WriteNumber("oldestPendingSeconds", (long)readiness.OldestPending.TotalSeconds);
        json.WriteBoolean("emergency", readiness.Status.InEmergency);
        Write(json, "reasons", readiness.Reasons);
        Write(json, "warnings", readiness.Warnings);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<ReadinessNote> notes)
    {
        json.WriteStartArray(name);
        foreach (var note in notes)
        {
            json.WriteStartObject();
            json.WriteString("code", note.Code);
            json.WriteString("detail", note.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
