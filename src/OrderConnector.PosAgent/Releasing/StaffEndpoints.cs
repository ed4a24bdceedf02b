using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Releasing;

/// <summary>The local channel's calls. No key is asked for: the socket's permissions are the key.</summary>
internal static class StaffEndpoints
{
    private const long MostBytes = 64 * 1024;

    internal static void MapStaffDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/orders", (StaffDesk desk) => Json(desk.List()));
        routes.MapGet("/tss", (StaffDesk desk) => Json(desk.LookAtTss()));
        routes.MapGet("/orders/{number:long}/receipt", IResult (StaffDesk desk, long number) =>
        {
            var (receipt, fault) = desk.FindReceipt(number);
            return fault is null ? Json(receipt) : Answer(fault);
        });
        routes.MapPost("/orders/{number:long}/release", (HttpContext call, StaffDesk desk, long number) =>
            Wish<ReleaseWish>(call, wish => desk.ReleaseAsync(number, wish, call.RequestAborted)));
        routes.MapPost("/orders/{number:long}/reject", (HttpContext call, StaffDesk desk, long number) =>
            Wish<RejectWish>(call, wish => desk.RejectAsync(number, wish, call.RequestAborted)));
        routes.MapPost("/orders/{number:long}/void", (HttpContext call, StaffDesk desk, long number) =>
            Wish<VoidWish>(call, wish => desk.VoidAsync(number, wish, call.RequestAborted)));
        routes.MapPost("/orders/{number:long}/erase", (HttpContext call, StaffDesk desk, long number) =>
            Wish<EraseWish>(call, wish => desk.EraseAsync(number, wish, call.RequestAborted)));
        routes.MapPost("/outages/close", (HttpContext call, StaffDesk desk) =>
            Wish<CloseOutageWish>(call, wish => desk.CloseOutageAsync(wish, call.RequestAborted)));
    }

    /// <summary>Reads a wish, has it fulfilled and answers.</summary>
    internal static async Task<IResult> Wish<TWish>(HttpContext call, Func<TWish, Task<StaffAnswer>> fulfil)
        where TWish : class
    {
        if (call.Request.ContentLength is not <= MostBytes)
        {
            return Answer(new StaffAnswer("notUnderstood", "The wish is too long, or its length is not told."));
        }

        try
        {
            var wish = await JsonSerializer.DeserializeAsync<TWish>(
                call.Request.Body, WireJson.Options, call.RequestAborted);
            return Answer(wish is null ? NoJson() : await fulfil(wish));
        }
        catch (JsonException)
        {
            return Answer(NoJson());
        }
    }

    private static StaffAnswer NoJson() => new("notUnderstood", "The wish is not the JSON this agent understands.");

    /// <summary>A refusal, or what became of a wish, with its status.</summary>
    internal static JsonHttpResult<StaffAnswer> Answer(StaffAnswer answer) => Json(answer, StatusOf(answer));

    /// <summary>The status that belongs to what became of a wish.</summary>
    internal static int StatusOf(StaffAnswer answer) => answer.Outcome switch
    {
        "done" => StatusCodes.Status200OK,
        "unknownOrder" => StatusCodes.Status404NotFound,
        "notNow" => StatusCodes.Status409Conflict,
        "cloudUnavailable" => StatusCodes.Status503ServiceUnavailable,
        "cloudRefused" => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status400BadRequest,
    };

    private static JsonHttpResult<T> Json<T>(T value, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(value, WireJson.Options, statusCode: status);
}
