using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace OrderConnector.PosAgent.Showing;

/// <summary>Where the page is served: an address of this machine that no other machine can reach.</summary>
internal static class StaffPageAddress
{
    /// <summary>In place of an address: no page.</summary>
    internal const string None = "none";

    /// <summary>Reads "http://127.0.0.1:7072"; false for everything but a loopback address with a port.</summary>
    internal static bool TryRead(string? text, [NotNullWhen(true)] out IPEndPoint? endPoint)
    {
        endPoint = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme != Uri.UriSchemeHttp
            || address.PathAndQuery != "/" || address.UserInfo.Length > 0 || address.Fragment.Length > 0
            || !IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) || !IPAddress.IsLoopback(ip))
        {
            return false;
        }

        endPoint = new IPEndPoint(ip, address.Port);
        return true;
    }

    /// <summary>
    /// Whether a Host header names the page. Anything else is a name that somebody made point here, so that a page of
    /// his would be of the same origin (DNS rebinding).
    /// </summary>
    /// <param name="host">The header.</param>
    /// <param name="port">The port the call came in by.</param>
    internal static bool IsOwn(HostString host, int port) =>
        host.HasValue && (host.Port ?? 80) == port && host.Host is "127.0.0.1" or "localhost" or "[::1]";
}
