namespace OrderConnector.Functions.Hosting.Handler;

/// <summary>
/// Reads to its end what a refused request still sends. The host's proxy sends a body whole before it looks at the
/// answer: a connection that is closed meanwhile would make a bad gateway of our 413.
/// </summary>
public sealed class BodyDrain(RequestDelegate next)
{
    /// <summary>Answers one request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        // Who expects leave to send has not sent yet, and reading would give the leave.
        if (context.Request.Headers.Expect.Count > 0)
        {
            return;
        }

        var reader = context.Request.BodyReader;
        try
        {
            bool ended;
            do
            {
                var result = await reader.ReadAsync(context.RequestAborted);
                reader.AdvanceTo(result.Buffer.End);
                ended = result.IsCompleted;
            }
            while (!ended);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The sender is gone, or its body is broken; the answer stands.
        }
    }
}
