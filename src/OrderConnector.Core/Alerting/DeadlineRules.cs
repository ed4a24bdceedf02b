namespace OrderConnector.Core.Alerting;

/// <summary>When an order that waits for its branch is late.</summary>
public static class DeadlineRules
{
    /// <summary>How long a branch may take where neither a person nor a platform says otherwise.</summary>
    public static readonly TimeSpan Otherwise = TimeSpan.FromMinutes(5);

    /// <summary>What a person needs to act before the platform does.</summary>
    public static readonly TimeSpan TimeToAct = TimeSpan.FromMinutes(1);

    /// <summary>How long before the time it is wanted for a pre-order must be at the branch, by default.</summary>
    public static readonly TimeSpan LeadOtherwise = TimeSpan.FromMinutes(60);

    /// <summary>The least a person may set; below it the timer's own pace would show.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(10);

    /// <summary>The most a person may set.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromHours(12);

    /// <summary>After how long a channel's orders are late.</summary>
    /// <param name="channelKind">"native", "wolt" …</param>
    /// <param name="chosen">What a person set; null for nothing.</param>
    public static TimeSpan OverdueAfter(string channelKind, TimeSpan? chosen) =>
        chosen ?? (PlatformLimit.Find(channelKind) is { } platform
            ? Min(Otherwise, platform.Limit - TimeToAct)
            : Otherwise);

    /// <summary>
    /// The moment an order is late: its channel's time after it began to wait; for a pre-order not before its due time
    /// minus the lead, but never later than its platform waits for an answer to a pre-order.
    /// </summary>
    public static DateTimeOffset OverdueAt(WatchedOrder order, TimeSpan lead)
    {
        var atOnce = order.Since + OverdueAfter(order.ChannelKind, order.OverdueAfter);
        if (order.DueAt is not { } due || due - lead <= atOnce)
        {
            return atOnce;
        }

        var byDueTime = due - lead;
        return PlatformLimit.Find(order.ChannelKind) is { } platform
            ? Min(byDueTime, order.Since + (platform.PreOrderLimit ?? platform.Limit) - TimeToAct)
            : byDueTime;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
