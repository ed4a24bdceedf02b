using System.Text.Json;
using OrderConnector.Core.Agents;

namespace OrderConnector.Functions.Intake;

/// <summary>Reads and writes the documents agents and cloud exchange.</summary>
public static class WireBody
{
    /// <summary>Reads a document; a document that is not what it must be is a problem with its place.</summary>
    public static async ValueTask<(T? Value, Problem? Fault)> ReadAsync<T>(HttpContext context, int max)
        where T : class
    {
        var body = await RequestBody.ReadAsync(context, max);
        return body.Fault is { } fault ? (null, fault) : Parse<T>(body.Bytes);
    }

    /// <summary>Reads a document from bytes.</summary>
    public static (T? Value, Problem? Fault) Parse<T>(ReadOnlySpan<byte> bytes)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, WireJson.Options) is { } value
                ? (value, null)
                : (null, Problem.Malformed("", "body-empty", "A JSON object is expected."));
        }
        catch (JsonException exception)
        {
            // The exception's text may quote the body; only the place is told.
            return (null, Problem.Malformed(
                Pointer(exception.Path), "json-malformed", "Not JSON, or a value of the wrong type, at this place."));
        }
    }

    /// <summary>Answers with a document, or with the refusal.</summary>
    public static void Answer<T>(HttpContext context, CallOutcome<T> outcome)
    {
        if (outcome is CallOutcome<T>.Done done)
        {
            JsonAnswer.Ok(context.Response, done.Value, static (json, value) =>
                JsonSerializer.Serialize(json, value, WireJson.Options));
        }
        else if (outcome is CallOutcome<T>.Refused refused)
        {
            refused.Problem.Answer(context);
        }
    }

    // "$.reports[2].data" as a JSON Pointer: "/reports/2/data".
    private static string Pointer(string? path) =>
        path is null or "$" ? "" : path[1..].Replace('.', '/').Replace("[", "/", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal);
}
