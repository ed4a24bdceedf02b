using System.Net;
using System.Net.Sockets;

namespace OrderConnector.Bench.Loading;

/// <summary>One keep-alive connection: sends a request, reads the answer to its end, and again.</summary>
internal sealed class LoadConnection(OrderRequests requests, LoadTally tally) : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };

    private readonly byte[] _request = requests.NewBuffer();
    private readonly byte[] _answer = new byte[64 * 1024];

    internal Task OpenAsync(Uri target, CancellationToken cancellationToken) =>
        _socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, target.Port), cancellationToken).AsTask();

    /// <summary>Posts one order after the other.</summary>
    /// <param name="next">Draws the number of the next order.</param>
    /// <param name="goOn">Asked before each.</param>
    internal async Task RunAsync(Func<long> next, Func<bool> goOn)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (goOn())
        {
            requests.Name(_request, next());
            var status = await AskAsync();
            var now = TimeProvider.System.GetTimestamp();
            tally.Add(status, now - begun);
            begun = now;
        }
    }

    /// <summary>One request; answers the status.</summary>
    private async ValueTask<int> AskAsync()
    {
        // Small enough for the socket's buffer: sending never waits.
        _socket.Send(_request);
        var length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(length), SocketFlags.None);
            if (read == 0)
            {
                throw new IOException("The server closed a connection.");
            }

            length += read;
            if (AnswerText.IsComplete(_answer.AsSpan(0, length)))
            {
                return AnswerText.Status(_answer);
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
