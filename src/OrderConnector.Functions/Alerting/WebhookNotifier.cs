using System.Net;
using System.Net.Http.Headers;
using OrderConnector.Core.Alerting;

namespace OrderConnector.Functions.Alerting;

/// <summary>Tells by a call of a web address, signed as Standard Webhooks asks.</summary>
public sealed class WebhookNotifier : INotifier, IDisposable
{
    /// <summary>How long an answer may take; Standard Webhooks asks for 15 to 30 seconds.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private readonly TimeProvider clock;
    private readonly HttpClient http;

    /// <summary>Makes the one client of the process.</summary>
    public WebhookNotifier(AlertingOptions options, TimeProvider clock)
    {
        this.clock = clock;
        http = new HttpClient(new SocketsHttpHandler
        {
            // A redirect would send the signed body somewhere nobody has chosen.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = options.AllowPrivateWebhooks ? null : PrivateAddresses.ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseDrainSize = 0,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <inheritdoc />
    public ContactKind Way => ContactKind.Webhook;

    /// <inheritdoc />
    public async Task<NotifyOutcome> NotifyAsync(
        NoticeView notice, NotifyTarget target, CancellationToken cancellationToken)
    {
        if (target.Secret is not { } secret)
        {
            return new NotifyOutcome(NotifyResult.Refused, "The contact has no secret to sign with.");
        }

        using var patience = new CancellationTokenSource(s_patience, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var call = Write(notice, target.Address, secret);
        try
        {
            using var answer = await http.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, ending.Token);
            return Judge(answer);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new NotifyOutcome(NotifyResult.Failed, $"No answer within {s_patience}.");
        }
        catch (HttpRequestException failure)
        {
            return new NotifyOutcome(NotifyResult.Failed, $"The call failed: {failure.Message}");
        }
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private HttpRequestMessage Write(NoticeView notice, string address, byte[] secret)
    {
        var body = NoticeCall.Write(notice);
        var timestamp = StandardWebhook.Timestamp(clock.GetUtcNow());
        var call = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        call.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        // The id stays the same at each repeat: the receiver takes it once.
        call.Headers.Add("webhook-id", notice.Id);
        call.Headers.Add("webhook-timestamp", timestamp);
        call.Headers.Add("webhook-signature", StandardWebhook.Sign(secret, notice.Id, timestamp, body));
        call.Headers.UserAgent.Add(new ProductInfoHeaderValue("OrderConnector", null));
        return call;
    }

    private NotifyOutcome Judge(HttpResponseMessage answer)
    {
        var detail = $"HTTP {(int)answer.StatusCode}";
        if (answer.IsSuccessStatusCode)
        {
            return new NotifyOutcome(NotifyResult.Sent, detail);
        }

        // Standard Webhooks: 410 means that nobody is there any more. This notice is not tried again; whether the
        // contact is to go is for a person to say.
        if (answer.StatusCode == HttpStatusCode.Gone)
        {
            return new NotifyOutcome(NotifyResult.Refused, detail);
        }

        var retry = answer.Headers.RetryAfter;
        return new NotifyOutcome(
            NotifyResult.Failed, detail, retry?.Delta ?? (retry?.Date is { } at ? at - clock.GetUtcNow() : null));
    }
}
