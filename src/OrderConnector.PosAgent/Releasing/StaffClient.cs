using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Releasing;

/// <summary>What came of a call to the running agent: its answer, or a sentence that says why none came.</summary>
/// <param name="Value">The answer to a question; null where the answer is a <see cref="StaffAnswer"/>.</param>
/// <param name="Answer">The answer to a wish, and every refusal.</param>
/// <param name="Fault">Why nobody answered.</param>
public sealed record StaffReply<T>(T? Value, StaffAnswer? Answer, string? Fault)
    where T : class
{
    /// <summary>No agent runs.</summary>
    public bool IsNobodyThere { get; init; }
}

/// <summary>Talks to the agent that runs on a data folder.</summary>
public sealed class StaffClient : IDisposable
{
    private readonly string _folder;
    private readonly HttpClient _client;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="patience">Longest wait for an answer to begin; null is a minute.</param>
    /// <exception cref="IOException">The folder's path is too long for a socket.</exception>
    public StaffClient(string folder, TimeSpan? patience = null)
    {
        _folder = folder;
        var endPoint = new UnixDomainSocketEndPoint(StaffSocket.PathIn(folder));
        _client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (_, cancellationToken) => await ConnectAsync(endPoint, cancellationToken),
        })
        {
            BaseAddress = new Uri("http://agent/"),
            // A void asks the cloud, which may take its time.
            Timeout = patience ?? TimeSpan.FromSeconds(60),
        };
    }

    /// <summary>Asks.</summary>
    public Task<StaffReply<T>> AskAsync<T>(string path, CancellationToken cancellationToken)
        where T : class =>
        CallAsync<T>(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    /// <summary>Wishes; what becomes of it is always a <see cref="StaffAnswer"/>.</summary>
    public async Task<StaffReply<StaffAnswer>> WishAsync<TWish>(
        string path, TWish wish, CancellationToken cancellationToken)
    {
        var content = JsonContent.Create(wish, options: WireJson.Options);
        // The length is told beforehand, so that the agent can turn away what is too long.
        await content.LoadIntoBufferAsync(cancellationToken);
        var reply = await CallAsync<StaffAnswer>(
            new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, cancellationToken);
        return reply with { Value = null, Answer = reply.Answer ?? reply.Value };
    }

    /// <summary>
    /// Copies what the agent streams, however long it takes; the answer is the header that was asked for.
    /// </summary>
    /// <returns>All null where no agent is running.</returns>
    /// <exception cref="IOException">The target cannot be written.</exception>
    public async Task<StaffReply<string>> CopyAsync(
        string path, string header, Stream target, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _client.GetAsync(
                new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK || !response.Headers.TryGetValues(header, out var values))
            {
                return new StaffReply<string>(null, await ReadAsync<StaffAnswer>(response, cancellationToken), null);
            }

            await response.Content.CopyToAsync(target, cancellationToken);
            return new StaffReply<string>(values.First(), null, null);
        }
        catch (HttpRequestException fault) when (IsNobodyThere(fault))
        {
            return new StaffReply<string>(null, null, null);
        }
        catch (HttpRequestException fault)
        {
            return new StaffReply<string>(null, null, Explain(fault));
        }
        catch (JsonException)
        {
            return new StaffReply<string>(null, null, "The running agent is of another version; restart it.");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private async Task<StaffReply<T>> CallAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
        where T : class
    {
        using (request)
        {
            try
            {
                using var response = await _client.SendAsync(request, cancellationToken);
                return response.StatusCode == HttpStatusCode.OK
                    ? new StaffReply<T>(await ReadAsync<T>(response, cancellationToken), null, null)
                    : new StaffReply<T>(null, await ReadAsync<StaffAnswer>(response, cancellationToken), null);
            }
            catch (HttpRequestException fault)
            {
                return new StaffReply<T>(null, null, Explain(fault)) { IsNobodyThere = IsNobodyThere(fault) };
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return new StaffReply<T>(null, null, "The agent did not answer within a minute.");
            }
            catch (JsonException)
            {
                return new StaffReply<T>(null, null, "The running agent is of another version; restart it.");
            }
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken) =>
        await response.Content.ReadFromJsonAsync<T>(WireJson.Options, cancellationToken) ?? throw new JsonException();

    private static bool IsNobodyThere(HttpRequestException fault) =>
        fault.InnerException is SocketException { SocketErrorCode: not SocketError.AccessDenied };

    private string Explain(HttpRequestException fault) => fault.InnerException is SocketException socket
        ? socket.SocketErrorCode switch
        {
            SocketError.AccessDenied =>
                $"The agent on {_folder} talks to its own user only; run this command as that user, or as root.",
            _ => $"No agent is running on {_folder}; start it with 'run'.",
        }
        : $"The agent on {_folder} went away while it was asked.";

    private static async Task<Stream> ConnectAsync(EndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
