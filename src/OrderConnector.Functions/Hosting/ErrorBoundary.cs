using System.Data.Common;
using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Hosting;

/// <summary>
/// The outermost layer: every failure becomes problem details, and what went wrong inside stays inside.
/// </summary>
public sealed partial class ErrorBoundary(RequestDelegate next, ILogger<ErrorBoundary> logger)
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(2);

    /// <summary>Answers one request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
            LogAborted(exception.GetType().Name);
            return;
        }
        catch (BadHttpRequestException exception)
        {
            Answer(context, OfRequest(exception));
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or OperationCanceledException)
        {
            LogUnavailable(exception, Pattern(context));
            Answer(context, new Problem(ProblemTypes.Unavailable, "The store does not answer.")
            {
                RetryAfter = s_retryAfter,
            });
        }
        catch (Exception exception)
        {
            LogFault(exception, Pattern(context));
            Answer(context, new Problem(ProblemTypes.InternalError, "The fault is on record."));
        }

        if (OfBareStatus(context.Response) is { } bare)
        {
            bare.Answer(context);
        }
    }

    private static Problem OfRequest(BadHttpRequestException exception) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new Problem(ProblemTypes.BodyTooLarge, "The body is too large."),
        _ => Problem.Malformed("", "request-malformed", "The HTTP request is broken."),
    };

    // What routing answers without a body.
    private static Problem? OfBareStatus(HttpResponse response) =>
        response.HasStarted || response.ContentLength is not null ? null : response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problem.NotFound("address"),
            StatusCodes.Status405MethodNotAllowed => new Problem(
                ProblemTypes.MethodNotAllowed, $"Allowed here: {response.Headers.Allow}."),
            _ => null,
        };

    private static void Answer(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer is out; only a broken connection tells the caller so.
            context.Abort();
            return;
        }

        context.Response.Clear();
        problem.Answer(context);
    }

    // The pattern, never the path: a path may hold a receipt's token.
    private static string Pattern(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<Route>() is { } route ? $"{route.Method} {route.Pattern}" : "?";

    [LoggerMessage(1900, LogLevel.Error, "A fault on our side in {Route}.")]
    private partial void LogFault(Exception exception, string route);

    [LoggerMessage(1901, LogLevel.Warning, "The store did not answer in {Route}.")]
    private partial void LogUnavailable(Exception exception, string route);

    [LoggerMessage(1902, LogLevel.Debug, "The caller went away ({Exception}).")]
    private partial void LogAborted(string exception);
}
