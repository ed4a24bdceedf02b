using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace OrderConnector.Functions.Authenticating;

/// <summary>
/// How often one address may try to log in; where addresses are not known, how often one name may be tried. Kept in
/// this process.
/// </summary>
public sealed class LogInLimits(PortalOptions options) : IDisposable
{
    private const int NetworkBytes = 8;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        source => RateLimitPartition.GetTokenBucketLimiter(source, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.LogInsPerMinute,
            TokensPerPeriod = Math.Max(1, options.LogInsPerMinute / 6),
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
            AutoReplenishment = true,
        }));

    /// <summary>Whether one more try may be made.</summary>
    /// <param name="address">Whose; null where it is not known.</param>
    /// <param name="name">The name that is tried.</param>
    public bool MayTry(IPAddress? address, string name)
    {
        using var lease = _limiter.AttemptAcquire(address is null ? "name " + name : $"address {NetworkOf(address)}");
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
