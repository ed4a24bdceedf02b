using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Access;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;

namespace OrderConnector.Portal.Stories;

/// <summary>The page of one order, and of the bytes that came for it.</summary>
public sealed class StoryEndpoint(IPortalQueries queries, RecordAct record)
{
    private const int MostActs = 200;

    /// <summary>GET /portal/orders/{id}.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, PageFrame frame)
    {
        var stop = context.RequestAborted;
        if (await FindAsync(context, frame) is not { } order)
        {
            return Unknown(frame);
        }

        var story = await queries.ReadStoryAsync(order.Id, stop);
        var acts = await queries.ReadActsOnAsync(order.Id.Value, MostActs, stop);
        var entries = OrderTimeline.Of(order, story, acts);
        return Pages.Show<OrderPage>(frame, OrderModel.Of(order, story, entries, frame.User!));
    }

    /// <summary>GET /portal/orders/{id}/payload: laid out; with ?as=file the bytes as they are.</summary>
    public async Task<IResult> ShowPayloadAsync(HttpContext context, PageFrame frame)
    {
        if (await FindAsync(context, frame) is not { } order)
        {
            return Unknown(frame);
        }

        // Before anything is shown: who sees a customer's data stands in the log, whatever happens after.
        var asFile = context.Request.Query["as"] == "file";
        await record(
            new Act(frame.Now, frame.User!.Actor, "order.payloadOpened", order.Id.Value, order.BranchId, Reason: null,
                new Dictionary<string, string> { ["as"] = asFile ? "file" : "page" }),
            context.RequestAborted);
        return asFile
            ? TypedResults.File(order.Payload, "application/octet-stream", string.Create(
                CultureInfo.InvariantCulture, $"order-{order.Number}.json"))
            : Pages.Show<PayloadPage>(frame, PayloadModel.Of(order));
    }

    // An order of a branch that is not the reader's is as unknown as one that is not there.
    private async Task<OrderPortrait?> FindAsync(HttpContext context, PageFrame frame) =>
        OrderId.TryParse((string?)context.Request.RouteValues["id"], out var id)
        && await queries.FindPortraitAsync(id, context.RequestAborted) is { } order
        && frame.User!.MaySee(order.BranchId)
            ? order
            : null;

    private static IResult Unknown(PageFrame frame) =>
        Pages.Show<RefusalPage>(frame, OrderTexts.Unknown, StatusCodes.Status404NotFound);
}
