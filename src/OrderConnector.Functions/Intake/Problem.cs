using System.Globalization;
using System.Text.Json;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Intake;

/// <summary>A refusal as answered: problem details of RFC 9457.</summary>
/// <param name="Type">Which refusal.</param>
/// <param name="Detail">One sentence about this occurrence; never customer data.</param>
public sealed record Problem(ProblemType Type, string Detail)
{
    /// <summary>Every fault found, not the first.</summary>
    public IReadOnlyList<Rejection> Errors { get; init; } = [];

    /// <summary>Where the order stands, on a conflict of states.</summary>
    public OrderState? State { get; init; }

    /// <summary>Journal sequences the refusal is about.</summary>
    public IReadOnlyList<long> Sequences { get; init; } = [];

    /// <summary>When to try again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A document that cannot be read.</summary>
    public static Problem Malformed(IReadOnlyList<Rejection> errors) =>
        new(ProblemTypes.RequestMalformed, $"Faults found: {Count(errors)}.") { Errors = errors };

    /// <summary>A document with a single fault that keeps it from being read.</summary>
    public static Problem Malformed(string pointer, string code, string detail) =>
        Malformed([new Rejection(pointer, code, detail)]);

    /// <summary>A document that can be read and may not be.</summary>
    public static Problem Broken(IReadOnlyList<Rejection> errors) =>
        new(ProblemTypes.RulesBroken, $"Faults found: {Count(errors)}.") { Errors = errors };

    /// <summary>Nothing at this address for this caller.</summary>
    public static Problem NotFound(string what) => new(ProblemTypes.NotFound, $"There is no such {what}.");

    /// <summary>The order stands elsewhere.</summary>
    public static Problem Conflict(OrderState state, string detail) =>
        new(ProblemTypes.StateConflict, detail) { State = state };

    /// <summary>Writes the answer.</summary>
    public void Answer(HttpContext context)
    {
        if (RetryAfter is { } wait)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (Type.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        JsonAnswer.Write(context.Response, Type.Status, "application/problem+json", this, Write);
    }

    private static string Count(IReadOnlyList<Rejection> errors) =>
        errors.Count.ToString(CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, Problem problem)
    {
        json.WriteStartObject();
        json.WriteString("type", problem.Type.Uri);
        json.WriteString("title", problem.Type.Title);
        json.WriteNumber("status", problem.Type.Status);
        json.WriteString("detail", problem.Detail);
        if (problem.State is { } state)
        {
            json.WriteString("state", state.ToWire());
        }

        if (problem.Sequences.Count > 0)
        {
            json.WriteStartArray("sequences");
            foreach (var sequence in problem.Sequences)
            {
                json.WriteNumberValue(sequence);
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("errors");
        foreach (var error in problem.Errors)
        {
            json.WriteStartObject();
            json.WriteString("pointer", error.Pointer);
            json.WriteString("code", error.Code);
            json.WriteString("detail", error.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
