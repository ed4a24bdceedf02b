using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using OrderConnector.Core.Orders;

namespace OrderConnector.PosAgent.Issuing;

/// <summary>
/// Hands over by POST, the order id as Idempotency-Key. The answer may be lost after the point of sale has it: the
/// same key and bytes go again, and the point of sale de-duplicates.
/// </summary>
public sealed class HttpPosSink : IPosSink
{
    private const int AnswerLimit = 16 * 1024;

    private readonly HttpClient _client;
    private readonly Uri _url;
    private readonly string? _secret;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;

    /// <summary>Takes its transport; see <see cref="Transport"/>.</summary>
    /// <param name="client">Must not follow redirects: they would carry the secret elsewhere.</param>
    /// <param name="url">Where to; https, or http on loopback.</param>
    /// <param name="secret">Bearer secret; null sends none. Never logged.</param>
    /// <param name="timeout">How long one try may take, answer included.</param>
    /// <param name="clock">Measures the time-out.</param>
    public HttpPosSink(HttpClient client, Uri url, string? secret, TimeSpan timeout, TimeProvider clock)
    {
        if (!IsSafe(url))
        {
            throw new ArgumentException("A hand-over carries customer data: https, or loopback.", nameof(url));
        }

        (_client, _url, _secret, _timeout, _clock) = (client, url, secret, timeout, clock);
    }

    /// <summary>https anywhere, http on this machine only, and never a password inside the address.</summary>
    public static bool IsSafe(Uri url) => OptionFaults.IsSafe(url);

    /// <summary>The transport for production: no redirects, no cookies, connections renewed now and then.</summary>
    public static HttpClient Transport() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        // The time-out of each try is ours, so that the clock can be simulated.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <inheritdoc />
    public async Task<HandOverOutcome> HandOverAsync(
        string orderId, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        if (!OrderId.TryParse(orderId, out _))
        {
            throw new ArgumentException("The order id is the key; it must be 32 hex digits.", nameof(orderId));
        }

        using var timedOut = new CancellationTokenSource(_timeout, _clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timedOut.Token);
        try
        {
            using var request = Request(orderId, document);
            using var answer = await _client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ended.Token).ConfigureAwait(false);
            return await Judge(orderId, answer, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unavailable("The point of sale did not answer in time.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException)
        {
            return Unavailable($"The point of sale cannot be reached: {failure.Message}");
        }
    }

    private HttpRequestMessage Request(string orderId, ReadOnlyMemory<byte> document)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ReadOnlyMemoryContent(document) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("Idempotency-Key", orderId);
        if (_secret is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _secret);
        }

        return request;
    }

    private static async Task<HandOverOutcome> Judge(
        string orderId, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var status = (int)answer.StatusCode;
        return answer.StatusCode switch
        {
            _ when status is >= 200 and < 300 => new HandOverOutcome(HandOverOutcomeKind.HandedOver, null),
            HttpStatusCode.Conflict when await KnowsOrder(orderId, answer, cancellationToken).ConfigureAwait(false) =>
                new HandOverOutcome(HandOverOutcomeKind.HandedOver, null),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => Unavailable(Answered(status)),
            _ when status == 425 => Unavailable(Answered(status)),
            _ when status is >= 400 and < 500 => new HandOverOutcome(HandOverOutcomeKind.Refused, Answered(status)),
            _ => Unavailable(Answered(status)),
        };
    }

    /// <summary>A 409 that names the order says "I have it"; a bare one may mean anything and is a refusal.</summary>
    private static async Task<bool> KnowsOrder(
        string orderId, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.Headers.TryGetValues("Idempotency-Key", out var keys))
        {
            return keys.Contains(orderId, StringComparer.Ordinal);
        }

        var body = await ReadStart(answer, cancellationToken).ConfigureAwait(false);
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("orderId", out var id)
                && id.ValueKind == JsonValueKind.String
                && id.ValueEquals(orderId);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>No more than the limit, whatever the other side sends.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadStart(
        HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var stream = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[AnswerLimit];
            var length = await stream
                .ReadAtLeastAsync(buffer, AnswerLimit, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            return buffer.AsMemory(0, length);
        }
    }

    private static string Answered(int status) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The point of sale answered {status}.");

    private static HandOverOutcome Unavailable(string detail) => new(HandOverOutcomeKind.Unavailable, detail);
}
