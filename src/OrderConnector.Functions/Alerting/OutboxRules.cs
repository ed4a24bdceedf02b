using OrderConnector.Core.Failures;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Alerting;

/// <summary>Decides when what failed is tried again.</summary>
public static class OutboxRules
{
    /// <summary>After so long an alert tells nobody anything: it is given up, on record.</summary>
    public static readonly TimeSpan LongestTry = TimeSpan.FromHours(24);

    private static readonly BackoffOptions s_backoff = new(
        TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(10), LongestAsked: TimeSpan.FromHours(1));

    /// <summary>What becomes of a notice after a try.</summary>
    /// <param name="content">The notice.</param>
    /// <param name="outcome">How the try went.</param>
    /// <param name="now">The moment.</param>
    /// <param name="random">A number of at least 0 and less than 1.</param>
    public static EndAttempt Decide(
        NoticeContent content, NotifyOutcome outcome, DateTimeOffset now, Func<double> random)
    {
        switch (outcome.Result)
        {
            case NotifyResult.Sent:
                return new EndAttempt(content.Id, now, AttemptOutcome.Sent, outcome.Detail, null);
            case NotifyResult.Refused:
                return new EndAttempt(content.Id, now, AttemptOutcome.GaveUp, outcome.Detail, null);
            case NotifyResult.Failed:
            case NotifyResult.Unavailable:
                var next = now + Backoff.Next(content.Attempts, outcome.RetryAfter, random, s_backoff);
                return next - content.MadeAt < LongestTry
                    ? new EndAttempt(content.Id, now, AttemptOutcome.Failed, outcome.Detail, next)
                    : new EndAttempt(content.Id, now, AttemptOutcome.GaveUp, outcome.Detail, null);
            default:
                throw new InvalidOperationException($"No try ends as {outcome.Result}.");
        }
    }
}
