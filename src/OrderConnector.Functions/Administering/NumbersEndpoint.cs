using System.Globalization;
using System.Text.Json;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>GET /api/v1/branches/{branchId}/numbers: the gap register, for auditors and operators.</summary>
public sealed class NumbersEndpoint(IOrderStore store, TimeProvider clock)
{
    private const int MaxNumbers = 10_000;

    /// <summary>Explains from and to, both included; what is left out is the range's own end.</summary>
    public async Task ReadAsync(HttpContext context)
    {
        var branchId = (string)context.Request.RouteValues["branchId"]!;
        if (await store.ReadBranchStatusAsync(branchId, clock.GetUtcNow(), context.RequestAborted) is not { } branch)
        {
            Problem.NotFound("branch").Answer(context);
            return;
        }

        var query = context.Request.Query;
        if (!TryRead(query["from"], branch.FirstNumber, out var from)
            || !TryRead(query["to"], Math.Max(branch.FirstNumber, branch.NextNumber - 1), out var to)
            || from > to)
        {
            Problem.Malformed("", "range-malformed", "from and to are whole numbers, from not after to.")
                .Answer(context);
            return;
        }

        var page = await store.ReadNumbersAsync(branchId, from, to, MaxNumbers, context.RequestAborted);
        JsonAnswer.Ok(context.Response, page, Write);
    }

    private static bool TryRead(string? text, long otherwise, out long number)
    {
        number = otherwise;
        return text is null || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static void Write(Utf8JsonWriter json, NumberPage page)
    {
        json.WriteStartObject();
        json.WriteStartArray("numbers");
        foreach (var fate in page.Numbers)
        {
            json.WriteStartObject();
            json.WriteNumber("number", fate.Number);
            json.WriteString("fate", fate.Fate);
            json.WritePropertyName("at");
            if (fate.At is { } at)
            {
                json.WriteStringValue(at.UtcDateTime);
            }
            else
            {
                json.WriteNullValue();
            }

            json.WriteString("reason", fate.Reason);
            json.WriteString("orderId", fate.OrderId);
            json.WriteString("actor", fate.Actor);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WritePropertyName("next");
        if (page.Next is { } next)
        {
            json.WriteNumberValue(next);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }
}
