using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Http;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

/// <summary>What a receipt request found: the answer of the first try, or nothing.</summary>
/// <param name="Response">Null where the queue never finished such a receipt.</param>
internal sealed record EarlierAnswer(FtResponse? Response);

/// <summary>Single calls to a queue: sign and journal, both by POST.</summary>
internal sealed class FiskaltrustCalls(TssHttp http, FiskaltrustOptions options, string? secret) : IDisposable
{
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(options.TimeoutSeconds);

    /// <summary>Sends a receipt once; what its ftState says is still to be judged.</summary>
    internal async Task<TssOutcome<FtResponse>> SignAsync(string request, CancellationToken cancellationToken) =>
        (await AskAsync(request, cancellationToken)).Then<FtResponse>(body =>
            FtJson.Read<FtResponse>(body) is { } response
                ? new TssOutcome<FtResponse>.Done(response)
                : Nonsense<FtResponse>());

    /// <summary>
    /// Asks for the answer of an earlier receipt: the same request with the flag, so that nothing is signed.
    /// </summary>
    internal async Task<TssOutcome<EarlierAnswer>> FindEarlierAsync(
        string request, CancellationToken cancellationToken)
    {
        var earlier = JsonSerializer.Deserialize<FtRequest>(request, FtJson.Options)!;
        var question = JsonSerializer.Serialize(
            earlier with { Case = earlier.Case | FiskaltrustCases.ReceiptRequest }, FtJson.Options);
        return (await AskAsync(question, cancellationToken)).Then<EarlierAnswer>(body => FtJson.IsNull(body)
            ? new TssOutcome<EarlierAnswer>.Done(new EarlierAnswer(null))
            : FtJson.Read<FtResponse>(body) is { } response && response.Reference == earlier.Reference
                ? new TssOutcome<EarlierAnswer>.Done(new EarlierAnswer(response))
                : Nonsense<EarlierAnswer>());
    }

    /// <summary>Fetches a journal into a stream.</summary>
    internal async Task<TssOutcome<bool>> FetchJournalAsync(
        long type, DateTimeOffset from, DateTimeOffset to, Stream into, CancellationToken cancellationToken)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture, $"journal?type={type}&from={from.UtcTicks}&to={to.UtcTicks}");
        var reply = await http.SendAsync(
            () => Write(path, "{}"), TimeSpan.FromMinutes(options.ExportTimeoutMinutes), into, cancellationToken);
        return Judge(reply).Then(_ => (TssOutcome<bool>)new TssOutcome<bool>.Done(true));
    }

    /// <inheritdoc />
    public void Dispose() => http.Dispose();

    private async Task<TssOutcome<byte[]>> AskAsync(string request, CancellationToken cancellationToken) =>
        Judge(await http.SendAsync(() => Write("sign", request), _patience, null, cancellationToken));

    private static TssOutcome<byte[]> Judge(TssReply reply) => reply.Match<TssOutcome<byte[]>>(
        answered => answered switch
        {
            { IsSuccess: true } => new TssOutcome<byte[]>.Done(answered.Body),
            { Status: 401 or 403 } => new TssOutcome<byte[]>.Refused(
                TssRefusals.NotAuthorised, "The middleware does not take cashbox id or access token."),
            { Status: 404 or 405 } => new TssOutcome<byte[]>.Refused(
                TssRefusals.NotSetUp, "There is no queue of the middleware at TssFiskaltrust:Url."),
            // Before the queue takes anything: it is starting, or has too much to do.
            { Status: 429 or 503 } => new TssOutcome<byte[]>.Unavailable(
                $"The middleware answered {Number(answered)}."),
            // An exception inside, with 500, or 400 from an old Launcher: it may have signed before.
            _ => new TssOutcome<byte[]>.Unknown($"The middleware answered {Number(answered)}."),
        },
        notSent => new TssOutcome<byte[]>.Unavailable($"The middleware cannot be reached: {notSent.Detail}"),
        lost => new TssOutcome<byte[]>.Unknown($"The answer of the middleware is missing: {lost.Detail}"));

    private static string Number(TssReply.Answered answered) =>
        answered.Status.ToString(CultureInfo.InvariantCulture);

    private static TssOutcome<T>.Unknown Nonsense<T>() =>
        new("The middleware answered with something else than a receipt.");

    private HttpRequestMessage Write(string path, string body)
    {
        // A body of known length, which an old server need not wait for.
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("cashboxid", options.CashBoxId.ToString());
        if (secret is not null)
        {
            request.Headers.Add("accesstoken", secret);
        }

        return request;
    }
}
