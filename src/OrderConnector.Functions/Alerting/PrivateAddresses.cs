using System.Net;
using System.Net.Sockets;

namespace OrderConnector.Functions.Alerting;

/// <summary>
/// Addresses that are nobody's on the open internet. A webhook's name is looked up at each call, and judged by what it
/// leads to then: one that pointed outside yesterday may point at the metadata service of the cloud today.
/// </summary>
public static class PrivateAddresses
{
    private static readonly IPNetwork[] s_networks =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
            // Azure's platform: DNS, health probes and the agent of every virtual machine, from inside alone.
            "168.63.129.16/32",
            // ::/96 and 2002::/16 carry an IPv4 address that need not be a public one; nobody is reached by them today.
            "::/96", "64:ff9b:1::/48", "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    // RFC 6052: in a network without IPv4 every IPv4 address, public ones too, is reached through it.
    private static readonly IPNetwork s_translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address is one of them.</summary>
    public static bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 || s_translated.Contains(address)
            ? new IPAddress(address.GetAddressBytes().AsSpan(12))
            : address;
        return Array.Exists(s_networks, network => network.Contains(plain));
    }

    /// <summary>Connects to the first address that may be called, for a SocketsHttpHandler.</summary>
    /// <exception cref="HttpRequestException">There is none.</exception>
    public static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var open = Array.FindAll(found, address => !Contains(address));
        if (open.Length == 0)
        {
            throw new HttpRequestException(
                $"{context.DnsEndPoint.Host} lies inside the own network; Alerting:AllowPrivateWebhooks is false.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
