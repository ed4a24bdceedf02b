using System.Buffers.Binary;
using OrderConnector.Core.Alerting;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Alerting;

/// <summary>
/// Sends what is in the outbox. Taken, tried, recorded: a process that dies between two of these leaves the notice to
/// the next one, which sends it again under the same id; what was not recorded as sent is never taken for sent.
/// </summary>
public sealed partial class NoticeSender(
    IAlertStore store, IEnumerable<INotifier> notifiers, AlertingOptions options, TimeProvider clock,
    RandomBytes random, ILogger<NoticeSender> logger)
{
    private const int MostAtOnce = 200;
    private const int MostOrders = 50;
    private const int CallsAtOnce = 8;

    /// <summary>Longer than any try takes.</summary>
    private static readonly TimeSpan s_claim = TimeSpan.FromMinutes(2);

    /// <summary>No try begins later in a turn: decisions must not wait for a server that answers slowly.</summary>
    private static readonly TimeSpan s_turn = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Tries what is due, for half a minute; answers how many were sent, and when the next one is due: a moment in the
    /// past where the time was up.
    /// </summary>
    public async Task<(int Sent, DateTimeOffset? NextAt)> SendDueAsync(CancellationToken cancellationToken)
    {
        var outbox = await store.ReadOutboxAsync(clock.GetUtcNow(), MostAtOnce, cancellationToken);
        if (outbox.Ready.Count == 0)
        {
            return (0, outbox.NextAt);
        }

        var start = clock.GetTimestamp();
        var sent = await Task.WhenAll(outbox.Ready.GroupBy(notice => notice.Way).Select(async way => way.Key switch
        {
            ContactKind.Mail => await SendMailsAsync([.. way], start, cancellationToken),
            ContactKind.Webhook => await CallAsync([.. way], start, cancellationToken),
        }));
        var left = await store.ReadOutboxAsync(clock.GetUtcNow(), MostAtOnce, cancellationToken);
        return (sent.Sum(), left.NextAt);
    }

    /// <summary>Tries one notice; null where it is not due, or another process has it.</summary>
    public async Task<NotifyOutcome?> TryAsync(string noticeId, CancellationToken cancellationToken)
    {
        var token = NewToken();
        var now = clock.GetUtcNow();
        if (!await store.ClaimNoticeAsync(
            new ClaimNotice(noticeId, now, now + s_claim, AckToken.Hash(token)), cancellationToken))
        {
            return null;
        }

        var content = (await store.ReadNoticeAsync(noticeId, MostOrders, cancellationToken))!;
        var outcome = await NotifyAsync(content, token, cancellationToken);
        var end = OutboxRules.Decide(content, outcome, clock.GetUtcNow(), Fraction);
        // Whatever ends the call now: what was sent must be on record, or it is sent again.
        await store.EndAttemptAsync(end, CancellationToken.None);
        if (end.Outcome == AttemptOutcome.GaveUp)
        {
            LogGaveUp(noticeId, outcome.Detail);
        }
        else if (end.Outcome == AttemptOutcome.Failed)
        {
            LogFailed(noticeId, content.Attempts, outcome.Detail);
        }

        return outcome;
    }

    // One after the other over one server; when it is away, the rest would only wait for it.
    private async Task<int> SendMailsAsync(
        IReadOnlyList<OpenNotice> mails, long start, CancellationToken cancellationToken)
    {
        var sent = 0;
        foreach (var mail in mails)
        {
            if (clock.GetElapsedTime(start) >= s_turn)
            {
                break;
            }

            var outcome = await TryAsync(mail.Id, cancellationToken);
            sent += outcome?.Result == NotifyResult.Sent ? 1 : 0;
            if (outcome?.Result == NotifyResult.Unavailable)
            {
                break;
            }
        }

        return sent;
    }

    private async Task<int> CallAsync(
        IReadOnlyList<OpenNotice> calls, long start, CancellationToken cancellationToken)
    {
        var sent = 0;
        await Parallel.ForEachAsync(
            calls,
            new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce, CancellationToken = cancellationToken },
            async (call, token) =>
            {
                if (clock.GetElapsedTime(start) < s_turn
                    && (await TryAsync(call.Id, token))?.Result == NotifyResult.Sent)
                {
                    Interlocked.Increment(ref sent);
                }
            });
        return sent;
    }

    private async Task<NotifyOutcome> NotifyAsync(
        NoticeContent content, string token, CancellationToken cancellationToken)
    {
        if (content.IsRemoved)
        {
            return new NotifyOutcome(NotifyResult.Refused, "The contact was removed.");
        }

        var contact = content.Contact;
        return notifiers.FirstOrDefault(one => one.Way == contact.Kind) is { } notifier
            ? await notifier.NotifyAsync(
                View(content, token), new NotifyTarget(contact.Address, contact.Name, content.Secret),
                cancellationToken)
            : new NotifyOutcome(NotifyResult.Refused, $"Nobody here can reach a contact by {contact.Kind.ToWire()}.");
    }

    private NoticeView View(NoticeContent content, string token)
    {
        var incident = content.Incident;
        var mayBeTaken = incident is { ClosedAt: null, AcknowledgedAt: null };
        return new NoticeView(
            content.Id, content.Kind, content.Contact.Language, content.Contact.BranchId, content.BranchName,
            content.TimeZone, incident, content.MadeAt,
            incident is null ? null : Link($"portal/incidents/{incident.Id}"),
            mayBeTaken ? Link($"a/{token}") : null);
    }

    private string? Link(string path) =>
        string.IsNullOrWhiteSpace(options.PublicUrl) ? null : $"{options.PublicUrl.TrimEnd('/')}/{path}";

    private string NewToken()
    {
        Span<byte> bytes = stackalloc byte[AckToken.Length];
        random(bytes);
        return AckToken.Make(bytes);
    }

    private double Fraction()
    {
        Span<byte> bytes = stackalloc byte[8];
        random(bytes);
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> 11) * (1.0 / (1UL << 53));
    }

    [LoggerMessage(1710, LogLevel.Warning, "Notice {Notice} failed at try {Attempt} and is tried again: {Detail}")]
    private partial void LogFailed(string notice, int attempt, string? detail);

    [LoggerMessage(1711, LogLevel.Error, "Notice {Notice} was given up: {Detail}")]
    private partial void LogGaveUp(string notice, string? detail);
}
