using OrderConnector.Core.Agents;
using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Reporting;

/// <summary>What agents tell, and what comes of it for people: the digital receipt.</summary>
public sealed class ReportEndpoints(ReportReceiver receiver, IOrderStore store)
{
    private const int TokenLength = 43;

    /// <summary>POST /agent/v1/reports.</summary>
    public async Task ReportAsync(HttpContext context, EnrolledAgent agent)
    {
        var (request, fault) = await WireBody.ReadAsync<ReportsRequest>(context, RequestBody.ReportBytes);
        WireBody.Answer(context, request is null
            ? fault!
            : await receiver.ReceiveAsync(agent, request, CancellationToken.None));
    }

    /// <summary>GET /r/{token}: whoever holds the link sees the receipt, nobody else learns that it exists.</summary>
    public async Task ShowReceiptAsync(HttpContext context)
    {
        var order = context.Request.RouteValues["token"] is string { Length: TokenLength } token
            ? await store.FindByReceiptTokenAsync(token, context.RequestAborted)
            : null;
        var page = order is null ? ReceiptPage.Unknown() : ReceiptPage.Of(order);
        await page.AnswerAsync(context);
    }
}
