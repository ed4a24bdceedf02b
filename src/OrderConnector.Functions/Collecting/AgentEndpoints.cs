using System.Globalization;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Collecting;

/// <summary>What agents call, but for their reports.</summary>
public sealed class AgentEndpoints(
    AgentEnroller enroller, OrderCollector collector, IntakeFlow flow, IOrderStore store,
    IHostApplicationLifetime lifetime)
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>POST /agent/v1/enrol.</summary>
    public async Task EnrolAsync(HttpContext context)
    {
        var (request, fault) = await WireBody.ReadAsync<EnrolRequest>(context, MaxBytes);
        WireBody.Answer(context, request is null
            ? fault!
            : await enroller.EnrolAsync(request, context.RequestAborted));
    }

    /// <summary>POST /agent/v1/collect; waits until an order is there, the agent hangs up or the host stops.</summary>
    public async Task CollectAsync(HttpContext context, EnrolledAgent agent)
    {
        var (request, fault) = await WireBody.ReadAsync<CollectRequest>(context, MaxBytes);
        if (request is null)
        {
            fault!.Answer(context);
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        WireBody.Answer(context, await collector.CollectAsync(agent, request, end.Token));
    }

    /// <summary>POST /agent/v1/confirm.</summary>
    public async Task ConfirmAsync(HttpContext context, EnrolledAgent agent)
    {
        var (request, fault) = await WireBody.ReadAsync<ConfirmRequest>(context, MaxBytes);
        WireBody.Answer(context, request is null
            ? fault!
            : await collector.ConfirmAsync(agent, request, CancellationToken.None));
    }

    /// <summary>GET /agent/v1/master-data/{version}.</summary>
    public async Task ReadMasterDataAsync(HttpContext context, EnrolledAgent agent)
    {
        var data = int.TryParse(
            context.Request.RouteValues["version"] as string, NumberStyles.None, CultureInfo.InvariantCulture,
            out var version)
            ? await FindMasterDataAsync(agent.BranchId, version, context.RequestAborted)
            : null;
        WireBody.Answer<SellerData>(context, data is null ? Problem.NotFound("version") : data);
    }

    // Version 0 is carried by orders that were collected before the branch had seller data: they wait for the first
    // that makes a receipt whole, and would wait for ever for a version 0.
    private async Task<SellerData?> FindMasterDataAsync(
        string branchId, int version, CancellationToken cancellationToken)
    {
        if (version > 0)
        {
            return await store.FindSellerDataAsync(branchId, version, cancellationToken);
        }

        return await store.FindSellerDataAsync(branchId, null, cancellationToken) is { IsComplete: true } newest
            ? newest
            : null;
    }

    /// <summary>POST /agent/v1/orders/{id}/void.</summary>
    public async Task VoidAsync(HttpContext context, EnrolledAgent agent)
    {
        var body = await RequestBody.ReadAsync(context, MaxBytes);
        var outcome = body.Fault is { } fault ? fault
            : OrderId.TryParse(context.Request.RouteValues["id"] as string, out var id)
                ? await flow.VoidForStaffAsync(agent.Id, agent.BranchId, id, body.Bytes, CancellationToken.None)
                : Problem.NotFound("order");
        WireBody.Answer(context, outcome.Match<CallOutcome<VoidAnswer>>(
            done: standing => new VoidAnswer(
                standing.Order.Id.Value, standing.Order.Number, standing.Order.State.ToWire()),
            refused: problem => problem));
    }
}
