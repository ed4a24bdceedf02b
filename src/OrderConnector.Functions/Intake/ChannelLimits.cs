using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace OrderConnector.Functions.Intake;

/// <summary>How fast a channel may call: one token bucket each, kept in this process.</summary>
public sealed class ChannelLimits(IntakeOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<string, TokenBucketRateLimiter> _buckets = new();

    /// <summary>Null where the call may go on, else the refusal.</summary>
    public Problem? Take(string channelId)
    {
        if (options.RateLimitPerSecond == 0)
        {
            return null;
        }

        using var lease = _buckets.GetOrAdd(channelId, Bucket).AttemptAcquire();
        if (lease.IsAcquired)
        {
            return null;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        return new Problem(ProblemTypes.TooManyRequests, "The channel's rate limit is reached.") { RetryAfter = wait };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var bucket in _buckets.Values)
        {
            bucket.Dispose();
        }
    }

    private TokenBucketRateLimiter Bucket(string channelId) => new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = Math.Max(options.RateLimitBurst, options.RateLimitPerSecond),
        TokensPerPeriod = Math.Max(1, options.RateLimitPerSecond / 10),
        ReplenishmentPeriod = options.RateLimitPerSecond < 10
            ? TimeSpan.FromSeconds(1.0 / options.RateLimitPerSecond)
            : TimeSpan.FromMilliseconds(100),
        QueueLimit = 0,
        AutoReplenishment = true,
    });
}
