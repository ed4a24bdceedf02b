using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace OrderConnector.PosAgent.Releasing;

/// <summary>
/// Where the running agent listens for its own command line: a Unix domain socket in the data folder. Who may connect
/// is a matter of file permissions: its owner alone. On Windows the access list of the folder decides.
/// </summary>
public static class StaffSocket
{
    /// <summary>sun_path takes 104 bytes on the narrowest system, the closing zero included.</summary>
    private const int LongestPath = 103;

    /// <summary>The socket of a data folder.</summary>
    /// <exception cref="IOException">The folder's path is too long for a socket.</exception>
    public static string PathIn(string folder)
    {
        var path = Path.Combine(folder, "agent.sock");
        return System.Text.Encoding.UTF8.GetByteCount(path) <= LongestPath
            ? path
            : throw new IOException(
                $"The path {path} is too long for a socket: at most {LongestPath} bytes. Take a shorter data folder.");
    }

    /// <summary>Binds, and shields the socket before it listens: nobody can have connected in between.</summary>
    internal static Socket Bind(EndPoint endPoint)
    {
        if (endPoint is not UnixDomainSocketEndPoint unix)
        {
            return SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        }

        // Left behind by a process that was killed. No running one can own it: the journal's lock is ours.
        var path = unix.ToString();
        File.Delete(path);
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return socket;
    }
}
