using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Http;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>
/// Single calls to fiskaly. All of them are idempotent, so one whose outcome is uncertain is made once more at once;
/// when to try again after that is for the callers to decide.
/// </summary>
/// <param name="http">The transport.</param>
/// <param name="token">The login.</param>
/// <param name="time">The clock of the waits fiskaly asks for.</param>
internal sealed class FiskalyCalls(TssHttp http, TssToken token, TimeProvider time)
{
    // Longer than the flow waits for a start or a finish; what asks for a longer pause than this is told at once.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private const int LongestCode = 80;

    private readonly Lock _gate = new();
    private readonly Dictionary<FiskalyCallKind, (DateTimeOffset Until, FiskalyVerdict Verdict)> _waits = [];

    public Task<FiskalyAnswer<T>> GetAsync<T>(FiskalyCallKind kind, string path, CancellationToken cancellationToken)
        where T : class => CallAsync<T>(kind, HttpMethod.Get, path, null, cancellationToken);

    public Task<FiskalyAnswer<T>> PutAsync<T>(
        FiskalyCallKind kind, string path, object body, CancellationToken cancellationToken)
        where T : class => CallAsync<T>(kind, HttpMethod.Put, path, body, cancellationToken);

    /// <summary>Makes a call once, whatever comes of it: for what must not be tried twice.</summary>
    public async Task<FiskalyAnswer<T>> SendAsync<T>(
        HttpMethod method, string path, object body, CancellationToken cancellationToken)
        where T : class
    {
        var got = await token.GetAsync(cancellationToken);
        return got is TssOutcome<string>.Done { Value: var bearer }
            ? Read<T>(FiskalyCallKind.Look, await http.SendAsync(
                () => Write(method, path, body, bearer), s_patience, null, cancellationToken))
            : FiskalyAnswer<T>.Of(NoToken(got));
    }

    /// <summary>Fetches bytes into a stream.</summary>
    /// <returns>What is wrong; null where all went well.</returns>
    public async Task<FiskalyVerdict?> FetchAsync(
        string path, Stream into, TimeSpan patience, CancellationToken cancellationToken)
    {
        var (reply, failed) = await token.CallAsync(
            bearer => http.SendAsync(
                () => Write(HttpMethod.Get, path, null, bearer), patience, into, cancellationToken),
            cancellationToken);
        return reply is null ? NoToken(failed!) : Judge(FiskalyCallKind.Export, reply);
    }

    internal static HttpRequestMessage Write(HttpMethod method, string path, object? body, string? bearer = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        if (body is not null)
        {
            request.Content = JsonContent.Create(body, body.GetType(), options: FiskalyWire.Json);
        }

        return request;
    }

    internal static T? TryRead<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, FiskalyWire.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>fiskaly's code of a refusal; null where there is none that could be one.</summary>
    internal static string? CodeOf(byte[] body) =>
        TryRead<FiskalyFault>(body)?.Code is { Length: > 0 and <= LongestCode } code ? code : null;

    private async Task<FiskalyAnswer<T>> CallAsync<T>(
        FiskalyCallKind kind, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
        where T : class
    {
        for (var again = false; ; again = true)
        {
            if (AskedToWait(kind) is { } wait)
            {
                return FiskalyAnswer<T>.Of(wait);
            }

            var (reply, failed) = await token.CallAsync(
                bearer => http.SendAsync(
                    () => Write(method, path, body, bearer), s_patience, null, cancellationToken),
                cancellationToken);
            if (reply is null)
            {
                return FiskalyAnswer<T>.Of(NoToken(failed!));
            }

            var answer = Read<T>(kind, reply);
            if (again || answer.Verdict is not { Kind: FiskalyVerdictKind.Repeat })
            {
                return answer;
            }
        }
    }

    private FiskalyAnswer<T> Read<T>(FiskalyCallKind kind, TssReply reply)
        where T : class
    {
        if (Judge(kind, reply) is { } verdict)
        {
            return FiskalyAnswer<T>.Of(verdict);
        }

        var answered = (TssReply.Answered)reply;
        return TryRead<T>(answered.Body) is { } value
            ? FiskalyAnswer<T>.Of(value) with { Time = answered.Time }
            : FiskalyAnswer<T>.Of(FiskalyVerdict.Unreadable);
    }

    private FiskalyVerdict? Judge(FiskalyCallKind kind, TssReply reply) => reply.Match(
        answered =>
        {
            if (answered.IsSuccess)
            {
                return null;
            }

            var verdict = FiskalyVerdict.Judge(answered.Status, CodeOf(answered.Body));
            Remember(kind, answered, verdict);
            return verdict;
        },
        notSent => new FiskalyVerdict(FiskalyVerdictKind.Unavailable, "", notSent.Detail),
        lost => new FiskalyVerdict(FiskalyVerdictKind.Repeat, "", lost.Detail));

    private static FiskalyVerdict NoToken(TssOutcome<string> failed) => failed.Match(
        _ => throw new InvalidOperationException("A token is no failure."),
        refused => new FiskalyVerdict(FiskalyVerdictKind.Refused, refused.Code, refused.Detail),
        unavailable => new FiskalyVerdict(FiskalyVerdictKind.Unavailable, "", unavailable.Detail),
        unknown => new FiskalyVerdict(FiskalyVerdictKind.Unavailable, "", unknown.Detail));

    // Calls of that kind would only be turned away and lengthen the wait.
    private void Remember(FiskalyCallKind kind, TssReply.Answered answered, FiskalyVerdict verdict)
    {
        if (answered.Status is 429 or 503 && answered.RetryAfter is { } wait && wait > TimeSpan.Zero)
        {
            lock (_gate)
            {
                _waits[kind] = (time.GetUtcNow() + wait, verdict);
            }
        }
    }

    private FiskalyVerdict? AskedToWait(FiskalyCallKind kind)
    {
        lock (_gate)
        {
            return _waits.TryGetValue(kind, out var wait) && time.GetUtcNow() < wait.Until ? wait.Verdict : null;
        }
    }
}

/// <summary>Calls that share a limit of how often they may be made.</summary>
internal enum FiskalyCallKind
{
    /// <summary>Start and finish.</summary>
    Sign,

    /// <summary>Lists, records, the TSS itself.</summary>
    Look,

    /// <summary>Exports.</summary>
    Export,
}
