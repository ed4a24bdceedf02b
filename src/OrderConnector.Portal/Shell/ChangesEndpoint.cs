using Microsoft.AspNetCore.Http;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Shell;

/// <summary>GET /portal/changes: answers when the store has changed, or after a while that it has not.</summary>
public sealed class ChangesEndpoint(IPortalQueries queries, TimeProvider clock)
{
    /// <summary>Below the time after which fronts and browsers give a silent request up.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(25);

    private const int LongestMark = 100;

    /// <summary>Waits from the mark in "since"; answers the mark as it stands then.</summary>
    /// <param name="context">The request.</param>
    /// <param name="stopping">Ends the wait when the process stops.</param>
    public async Task<IResult> AnswerAsync(HttpContext context, CancellationToken stopping)
    {
        var since = context.Request.Query["since"].ToString();
        if (since.Length is 0 or > LongestMark)
        {
            return TypedResults.BadRequest();
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            return TypedResults.Json(new Change(await queries.WaitForChangeAsync(since, Longest, clock, end.Token)));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private sealed record Change(string Mark);
}
