using System.Net;

namespace OrderConnector.PosAgent.Signing.Http;

/// <summary>
/// Calls a TSS over HTTP and tells apart what must not be mixed up: an answer, a request that never left, and a
/// request whose answer is missing. Nothing is sent twice by itself but what was answered with 429.
/// </summary>
/// <param name="client">See <see cref="Client"/>.</param>
/// <param name="time">The clock of the time-outs.</param>
public sealed class TssHttp(HttpClient client, TimeProvider time) : IDisposable
{
    private const int LongestAnswer = 8 * 1024 * 1024;
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>A transport for a TSS: no redirects (they would carry secrets elsewhere), no cookies.</summary>
    /// <param name="address">Where it is; ends with a slash.</param>
    public static HttpClient Client(Uri address) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !address.IsLoopback,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        // Shorter than servers keep a connection: one that is just being closed would lose a call.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        BaseAddress = address,
        // The time-out of each call is ours, so that the clock can be simulated.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>
    /// Sends one call. 429 is waited out as the TSS asks, as long as the patience lasts: what it refused to take was
    /// not done.
    /// </summary>
    /// <param name="write">Writes the request; called again for a repeat after 429.</param>
    /// <param name="patience">How long all of it may take, body included; afterwards it is lost.</param>
    /// <param name="into">Takes the body of a successful answer; null keeps it in memory, up to 8 MiB.</param>
    /// <param name="cancellationToken">Really ends the call, by an <see cref="OperationCanceledException"/>.</param>
    public async Task<TssReply> SendAsync(
        Func<HttpRequestMessage> write, TimeSpan patience, Stream? into, CancellationToken cancellationToken)
    {
        using var alarm = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, alarm.Token);
        var deadline = time.GetUtcNow() + patience;
        while (true)
        {
            var reply = await SendOnceAsync(write, into, alarm.Token, either.Token, cancellationToken);
            if (reply is not TssReply.Answered { Status: (int)HttpStatusCode.TooManyRequests } full)
            {
                return reply;
            }

            var pause = full.RetryAfter is { } asked && asked > s_shortestPause ? asked : s_shortestPause;
            if (time.GetUtcNow() + pause >= deadline)
            {
                return reply;
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <inheritdoc />
    public void Dispose() => client.Dispose();

    private async Task<TssReply> SendOnceAsync(
        Func<HttpRequestMessage> write, Stream? into, CancellationToken alarm, CancellationToken either,
        CancellationToken cancellationToken)
    {
        try
        {
            using var request = write();
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either);
            return await ReadAsync(response, into, either);
        }
        catch (OperationCanceledException) when (alarm.IsCancellationRequested
            && !cancellationToken.IsCancellationRequested)
        {
            return new TssReply.Lost("No answer in time.");
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The transport's own time-out for making a connection.
            return new TssReply.NotSent(fault.Message);
        }
        catch (HttpRequestException fault)
        {
            return NeverLeft(fault) ? new TssReply.NotSent(fault.Message) : new TssReply.Lost(fault.Message);
        }
        catch (IOException fault)
        {
            return new TssReply.Lost(fault.Message);
        }
    }

    private async Task<TssReply> ReadAsync(HttpResponseMessage response, Stream? into, CancellationToken either)
    {
        var status = (int)response.StatusCode;
        var after = RetryAfter(response);
        await using var body = await response.Content.ReadAsStreamAsync(either);
        if (into is not null && response.IsSuccessStatusCode)
        {
            await body.CopyToAsync(into, either);
            return new TssReply.Answered(status, [], after, response.Headers.Date);
        }

        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, either) is > 0 and var read)
        {
            kept.Write(buffer, 0, read);
            if (kept.Length > LongestAnswer)
            {
                return new TssReply.Lost("The answer is too long.");
            }
        }

        return new TssReply.Answered(status, kept.ToArray(), after, response.Headers.Date);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    // Only these are sure to come before the first byte of a request.
    private static bool NeverLeft(HttpRequestException fault) => fault.HttpRequestError
        is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
