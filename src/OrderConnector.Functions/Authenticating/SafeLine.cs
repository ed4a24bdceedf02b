using System.Net;

namespace OrderConnector.Functions.Authenticating;

/// <summary>Whether a password and a session may cross this line.</summary>
public static class SafeLine
{
    /// <summary>https, or plain http that never leaves this machine.</summary>
    public static bool Is(HttpContext context) => context.Request.IsHttps
        || (context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && IsThisMachine(context.Request.Host.Host));

    // Somebody else's name in the address means that a proxy stands in between, and what it spoke to the browser.
    private static bool IsThisMachine(string host) => host is "localhost"
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
