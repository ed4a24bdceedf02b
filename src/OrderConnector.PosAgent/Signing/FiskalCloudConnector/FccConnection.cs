using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Http;

namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>
/// Calls to the connector under its users. All of them have one password, the EAS code; a client shows it once for a
/// token.
/// </summary>
/// <param name="http">The transport.</param>
/// <param name="easCode">Never logged.</param>
/// <param name="patience">Longest wait for an answer.</param>
/// <param name="time">The clock of the tokens.</param>
internal sealed class FccConnection(TssHttp http, string easCode, TimeSpan patience, TimeProvider time) : IDisposable
{
    internal const string Admin = "admin";
    internal const string Restricted = "admin_restricted";
    internal const string Actuator = "actuator";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TssToken> _tokens = [];

    /// <summary>A call under a fixed user; 2xx gives its body.</summary>
    internal async Task<TssOutcome<byte[]>> CallAsync(
        string user, HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        Judge(await SendAsync(user, method, path, body, patience, null, cancellationToken));

    /// <summary>A call under a fixed user, its answer as it is.</summary>
    internal Task<TssReply> SendAsync(
        string user, HttpMethod method, string path, object? body, TimeSpan wait, Stream? into,
        CancellationToken cancellationToken) => http.SendAsync(
            () => Write(method, path, Basic(user), Content(body)), wait, into, cancellationToken);

    /// <summary>A call of a registered client.</summary>
    internal async Task<TssOutcome<TssReply.Answered>> CallAsClientAsync(
        string clientId, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        var (reply, failed) = await TokenOf(clientId).CallAsync(
            token => http.SendAsync(
                () => Write(method, path, new AuthenticationHeaderValue("Bearer", token), Content(body)),
                patience, null, cancellationToken),
            cancellationToken);
        return reply is not null ? Answered(reply) : failed!.NotDone<TssReply.Answered>();
    }

    /// <summary>The clients that are registered.</summary>
    internal async Task<TssOutcome<IReadOnlyList<string>>> ClientsAsync(CancellationToken cancellationToken) =>
        (await CallAsync(Admin, HttpMethod.Get, "clients", null, cancellationToken)).Then(
            body => FccJson.Read<List<FccClient>>(body) is { } clients
                ? new TssOutcome<IReadOnlyList<string>>.Done(
                    [.. clients.Select(client => client.ClientId).OfType<string>()])
                : Nonsense<IReadOnlyList<string>>("list of clients"));

    internal static TssOutcome<T> Nonsense<T>(string what) => new TssOutcome<T>.Unknown(
        $"The Fiskal Cloud Connector answered with something else than a {what}.");

    /// <inheritdoc />
    public void Dispose()
    {
        http.Dispose();
        lock (_gate)
        {
            _tokens.Values.ToList().ForEach(token => token.Dispose());
        }
    }

    internal static TssOutcome<TssReply.Answered> Answered(TssReply reply) =>
        reply.Match<TssOutcome<TssReply.Answered>>(
            answered => new TssOutcome<TssReply.Answered>.Done(answered),
            notSent => new TssOutcome<TssReply.Answered>.Unavailable(
                $"The Fiskal Cloud Connector cannot be reached: {notSent.Detail}"),
            lost => new TssOutcome<TssReply.Answered>.Unknown(
                $"The answer of the Fiskal Cloud Connector is missing: {lost.Detail}"));

    private static TssOutcome<byte[]> Judge(TssReply reply) => Answered(reply).Then(answered => answered.IsSuccess
        ? new TssOutcome<byte[]>.Done(answered.Body)
        : FccErrors.Judge<byte[]>(answered.Status, answered.Body));

    private TssToken TokenOf(string clientId)
    {
        lock (_gate)
        {
            return _tokens.TryGetValue(clientId, out var known)
                ? known
                : _tokens[clientId] = new TssToken(cancel => LoginAsync(clientId, cancel), time);
        }
    }

    private async Task<TssOutcome<TokenGrant>> LoginAsync(string clientId, CancellationToken cancellationToken)
    {
        var reply = await http.SendAsync(
            () => Write(HttpMethod.Post, "oauth/token", Basic(clientId), new FormUrlEncodedContent(
                [new("grant_type", "client_credentials")])),
            patience, null, cancellationToken);
        if (reply is TssReply.Answered { Status: 401 })
        {
            return await WhoIsUnknownAsync(clientId, cancellationToken);
        }

        return Judge(reply).Then(body =>
            FccJson.Read<FccToken>(body) is { Access_token: { Length: > 0 } token, Expires_in: { } seconds and > 0 }
                ? new TssOutcome<TokenGrant>.Done(new TokenGrant(token, TimeSpan.FromSeconds(seconds)))
                : Nonsense<TokenGrant>("token"));
    }

    // A client that is not registered and a wrong EAS code get the same 401; the list of clients tells which it is.
    private async Task<TssOutcome<TokenGrant>> WhoIsUnknownAsync(
        string clientId, CancellationToken cancellationToken) =>
        (await ClientsAsync(cancellationToken)).Then<TokenGrant>(
            clients => clients.Contains(clientId)
                ? new TssOutcome<TokenGrant>.Refused(
                    TssRefusals.NotAuthorised, "The Fiskal Cloud Connector does not take the EAS code.")
                : new TssOutcome<TokenGrant>.Refused(
                    TssRefusals.ClientUnknown, $"'{clientId}' is not registered at the Fiskal Cloud Connector."));

    private AuthenticationHeaderValue Basic(string user) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{easCode}")));

    private static HttpRequestMessage Write(
        HttpMethod method, string path, AuthenticationHeaderValue authorization, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = authorization;
        return request;
    }

    private static HttpContent? Content(object? body)
    {
        if (body is string text)
        {
            return new StringContent(text, Encoding.UTF8, "text/plain");
        }

        if (body is null)
        {
            return null;
        }

        // Written beforehand: a body of known length, which a proxy or an old server need not wait for.
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), FccJson.Options));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
