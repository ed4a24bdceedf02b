using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace OrderConnector.Functions.Authenticating;

/// <summary>How often one address may try to log in; kept in this process.</summary>
public sealed class AddressLimits(PortalOptions options) : IDisposable
{
    private const int NetworkBytes = 8;

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetTokenBucketLimiter(NetworkOf(address), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.LogInsPerMinute,
            TokensPerPeriod = Math.Max(1, options.LogInsPerMinute / 6),
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
            AutoReplenishment = true,
        }));

    /// <summary>Whether an address may try once more; one that is not known may.</summary>
    public bool MayTry(IPAddress? address)
    {
        if (address is null)
        {
            return true;
        }

        using var lease = _limiter.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose() => _limiter.Dispose();

    // A household has as many IPv6 addresses as it likes, in one network of 64 bits.
    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
