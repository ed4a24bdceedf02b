namespace OrderConnector.Core.Failures;

/// <summary>How long to wait between tries.</summary>
/// <param name="First">Longest wait after the first failure; doubles with each further one.</param>
/// <param name="Longest">Where the doubling ends.</param>
/// <param name="LongestAsked">How long the other side may make us wait.</param>
public sealed record BackoffOptions(TimeSpan First, TimeSpan Longest, TimeSpan LongestAsked)
{
    /// <summary>1 s, doubling up to a minute; asked for, up to an hour.</summary>
    public static BackoffOptions Default { get; } =
        new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
}

/// <summary>
/// Exponential back-off with full jitter: any wait between nothing and the doubled limit is as likely as any other, so
/// that many agents that lost the same cloud do not come back in step.
/// </summary>
public static class Backoff
{
    /// <summary>The wait before the next try.</summary>
    /// <param name="failures">How many tries failed in a row, at least 1.</param>
    /// <param name="retryAfter">What the other side asked for; at least that long, plus the jitter.</param>
    /// <param name="random">A number of at least 0 and less than 1.</param>
    /// <param name="options">Limits.</param>
    public static TimeSpan Next(int failures, TimeSpan? retryAfter, Func<double> random, BackoffOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        var limit = options.First;
        for (var i = 1; i < failures && limit < options.Longest; i++)
        {
            limit *= 2;
        }

        var jitter = (limit < options.Longest ? limit : options.Longest) * random();
        var asked = retryAfter is { } wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        return (asked < options.LongestAsked ? asked : options.LongestAsked) + jitter;
    }
}
