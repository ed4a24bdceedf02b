using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrderConnector.Simulators.Shops;

/// <summary>What came back over a raw connection.</summary>
/// <param name="Status">HTTP status; 0 where the connection was closed without an answer.</param>
/// <param name="Head">Status line and headers.</param>
/// <param name="Body">The body.</param>
public sealed record RawAnswer(int Status, string Head, byte[] Body)
{
    public bool IsProblem => Head.Contains("application/problem+json", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Sends bytes as they are, however wrong, and reads one answer.</summary>
public static class RawConnection
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>One connection, one request, one answer.</summary>
    public static async Task<RawAnswer> AskAsync(Uri target, byte[] request, bool cutOff, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, target.Port), limit.Token);
        var sending = SendAsync(socket, request, cutOff, limit.Token);
        var answer = await ReadAsync(socket, limit.Token);
        await sending;
        return answer;
    }

    private static async Task SendAsync(Socket socket, byte[] request, bool cutOff, CancellationToken cancellationToken)
    {
        try
        {
            for (var sent = 0; sent < request.Length;)
            {
                sent += await socket.SendAsync(request.AsMemory(sent), SocketFlags.None, cancellationToken);
            }

            if (cutOff)
            {
                socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (SocketException)
        {
            // Refused before it had read everything, as it should with a body that is far too long.
        }
        catch (ObjectDisposedException)
        {
            // The answer was there before the rest was out.
        }
    }

    private static async Task<RawAnswer> ReadAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var got = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (!IsComplete(got))
        {
            int read;
            try
            {
                read = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken);
            }
            catch (SocketException)
            {
                break;
            }

            if (read == 0)
            {
                break;
            }

            got.Write(buffer, 0, read);
        }

        return Split(got.ToArray());
    }

    private static bool IsComplete(MemoryStream got)
    {
        var bytes = got.GetBuffer().AsSpan(0, (int)got.Length);
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        var field = bytes[..head].IndexOf("Content-Length: "u8);
        return field >= 0
            && Utf8Parser.TryParse(bytes[(field + 16)..], out int length, out _) && bytes.Length >= head + 4 + length;
    }

    private static RawAnswer Split(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        return end < 0 || !Utf8Parser.TryParse(bytes.AsSpan(9, 3), out int status, out _)
            ? new RawAnswer(0, "", [])
            : new RawAnswer(status, Encoding.Latin1.GetString(bytes, 0, end), bytes[(end + 4)..]);
    }
}
