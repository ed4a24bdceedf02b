namespace OrderConnector.Core.Alerting;

/// <summary>Judges a branch as a whole: its agent, its TSS, its queue, its till, its numbers.</summary>
internal static class BranchRules
{
    /// <summary>Numbers are told of when this part of the range is left; readiness warns at the same point.</summary>
    private const int NumbersLeftPercent = 5;

    /// <summary>
    /// No agent gave a sign of life for too long. A branch whose agents never called is not in service yet. Outside
    /// the hours it is expected an agent may be silent; an incident that is open waits for its sign of life all the
    /// same. A sign of life ahead of the clock, which was set back, counts as given now: the agent's next one corrects
    /// it.
    /// </summary>
    public static Finding AgentSilent(
        WatchedBranch branch, AlertSettings settings, bool signsKnown, DateTimeOffset now)
    {
        if (branch.Agents.Max(agent => agent.SeenAt) is not { } last)
        {
            return Finding.Of(false);
        }

        var seen = last < now ? last : now;

        if (now - seen < settings.AgentSilentAfter)
        {
            return Finding.Of(false, seen);
        }

        var isExpected = settings.Watch is not { } watch || watch.Contains(now, branch.TimeZone);
        return Finding.Of(signsKnown && isExpected ? true : null, seen);
    }

    /// <summary>The agent that was seen last says its TSS is out; one that was replaced no longer counts.</summary>
    public static Finding TssOutage(WatchedBranch branch) =>
        Finding.Of(branch.Agents.MaxBy(agent => agent.SeenAt ?? DateTimeOffset.MinValue)?.TssOutage ?? false);

    /// <summary>More than the limit wait, and more than some time ago; over when less than half the limit do.</summary>
    public static Finding QueueGrowing(
        WatchedBranch branch, AlertSettings settings, bool isOpen, AlertPace pace, DateTimeOffset now) =>
        Finding.Of(
            isOpen
                ? branch.Queued > settings.QueueLimit / 2
                : branch.Queued >= settings.QueueLimit && branch.Sample is { } sample
                    && now - sample.At >= pace.GrowthTime && branch.Queued > sample.Length,
            amount: branch.Queued);

    /// <summary>What is to be kept of the queue's length; null for no change.</summary>
    public static SampleChange? Sample(
        WatchedBranch branch, AlertSettings settings, bool isOpen, AlertPace pace, DateTimeOffset now)
    {
        if (branch.Queued < settings.QueueLimit)
        {
            return branch.Sample is null ? null : new SampleChange(branch.Id, null);
        }

        return isOpen || (branch.Sample is { } sample && (now - sample.At).Duration() < pace.GrowthTime)
            ? null
            : new SampleChange(branch.Id, new QueueSample(branch.Queued, now));
    }

    /// <summary>The point of sale has not taken what was signed. An agent without one tells of none.</summary>
    public static Finding NotHandedOver(WatchedBranch branch, AlertSettings settings, DateTimeOffset now)
    {
        var oldest = branch.Agents.Where(agent => agent.AwaitingSince is not null)
            .MinBy(agent => agent.AwaitingSince);
        return Finding.Of(
            oldest is not null && now - oldest.AwaitingSince >= settings.HandOverAfter, oldest?.AwaitingSince,
            oldest?.Awaiting);
    }

    /// <summary>Few numbers are left; at the end of the range no order is taken any more.</summary>
    public static Finding NumbersRunningOut(WatchedBranch branch) =>
        Finding.Of(
            (Int128)branch.NumbersLeft * 100 <= (Int128)branch.Numbers * NumbersLeftPercent,
            amount: branch.NumbersLeft);
}
