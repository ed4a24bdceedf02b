using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Intake;

/// <summary>What shops call: HTTP in, HTTP out, the flow in between.</summary>
public sealed class OrderEndpoints(IntakeFlow flow, IOrderStore store)
{
    /// <summary>POST /api/v1/orders.</summary>
    public async Task PostAsync(HttpContext context, Channel channel)
    {
        var body = await RequestBody.ReadAsync(context, RequestBody.OrderBytes);
        if (body.Fault is { } fault)
        {
            fault.Answer(context);
            return;
        }

        if (!IdempotencyHeader.TryRead(context.Request, body.Bytes, out var key))
        {
            IntakeProblems.IdempotencyKeyMalformed.Answer(context);
            return;
        }

        // An order in hand is stored whether or not the shop still waits for the answer.
        Answer(context, await flow.PostAsync(channel, body.Bytes, key, CancellationToken.None));
    }

    /// <summary>POST /api/v1/orders/validate.</summary>
    public async Task ValidateAsync(HttpContext context, Channel channel)
    {
        var body = await RequestBody.ReadAsync(context, RequestBody.OrderBytes);
        if ((body.Fault ?? flow.Validate(channel, body.Bytes)) is { } problem)
        {
            problem.Answer(context);
            return;
        }

        JsonAnswer.Ok(context.Response, true, static (json, valid) =>
        {
            json.WriteStartObject();
            json.WriteBoolean("valid", valid);
            json.WriteEndObject();
        });
    }

    /// <summary>GET /api/v1/orders/{id}.</summary>
    public async Task ReadAsync(HttpContext context, Channel channel)
    {
        var order = OrderId.TryParse(context.Request.RouteValues["id"] as string, out var id)
            ? await store.FindAsync(id, context.RequestAborted)
            : null;
        if (order is null || order.Channel != channel.Id)
        {
            Problem.NotFound("order").Answer(context);
            return;
        }

        JsonAnswer.Ok(context.Response, order, OrderAnswer.Write);
    }

    /// <summary>GET /api/v1/orders?externalId=…</summary>
    public async Task FindAsync(HttpContext context, Channel channel)
    {
        var externalId = context.Request.Query["externalId"];
        if (externalId is not [{ Length: > 0 and <= 100 } wanted])
        {
            Problem.Malformed("", "external-id-missing", "Ask with exactly one externalId of 1 to 100 characters.")
                .Answer(context);
            return;
        }

        var order = await store.FindAsync(store.IdOf(channel.Id, wanted), context.RequestAborted);
        JsonAnswer.Ok(context.Response, order, static (json, found) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("orders");
            if (found is not null)
            {
                OrderAnswer.Write(json, found);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>POST /api/v1/orders/{id}/payment.</summary>
    public Task PayAsync(HttpContext context, Channel channel) =>
        CallAsync(context, (id, body) => flow.PayAsync(channel, id, body, CancellationToken.None));

    /// <summary>POST /api/v1/orders/{id}/cancel.</summary>
    public Task CancelAsync(HttpContext context, Channel channel) =>
        CallAsync(context, (id, body) => flow.CancelAsync(channel, id, body, CancellationToken.None));

    /// <summary>POST /api/v1/orders/{id}/void.</summary>
    public Task VoidAsync(HttpContext context, Channel channel) => CallAsync(context, async (id, body) =>
        IdempotencyHeader.TryRead(context.Request, body, out var key)
            ? await flow.VoidAsync(channel, id, body, key, CancellationToken.None)
            : IntakeProblems.IdempotencyKeyMalformed);

    private static async Task CallAsync(
        HttpContext context, Func<OrderId, byte[], Task<CallOutcome<Standing>>> call)
    {
        var body = await RequestBody.ReadAsync(context, RequestBody.OrderBytes);
        Answer(context, body.Fault is { } fault ? fault
            : OrderId.TryParse(context.Request.RouteValues["id"] as string, out var id) ? await call(id, body.Bytes)
            : Problem.NotFound("order"));
    }

    private static void Answer(HttpContext context, CallOutcome<Standing> outcome)
    {
        if (outcome is CallOutcome<Standing>.Done done)
        {
            Answer(context, done.Value);
        }
        else if (outcome is CallOutcome<Standing>.Refused refused)
        {
            refused.Problem.Answer(context);
        }
    }

    private static void Answer(HttpContext context, Standing standing)
    {
        var order = standing.Order;
        var status = order.State == OrderState.Held ? StatusCodes.Status202Accepted
            : standing.New ? StatusCodes.Status201Created
            : StatusCodes.Status200OK;
        if (standing.New)
        {
            context.Response.Headers.Location = OrderAnswer.Self(order.Id);
        }

        JsonAnswer.Write(context.Response, status, "application/json", order, OrderAnswer.Write);
    }
}
