using OrderConnector.Core.Texts;

namespace OrderConnector.Core.Alerting;

/// <summary>What a branch has set of its alerts; null means the product's own value.</summary>
/// <param name="EscalateAfter">How long an incident may go without acknowledgement before the next level hears.</param>
/// <param name="AgentSilentAfter">How long the agent may be silent.</param>
/// <param name="HeldAfter">How long an order may wait for a person's decision.</param>
/// <param name="ReleaseAfter">How long an order may wait for staff's release.</param>
/// <param name="HandOverAfter">How long a signed order may wait for the point of sale.</param>
/// <param name="QueueLimit">From how many waiting orders on growth is told.</param>
/// <param name="Watch">When the agent is expected to be on; null for always.</param>
public sealed record ChosenAlertSettings(
    TimeSpan? EscalateAfter = null, TimeSpan? AgentSilentAfter = null, TimeSpan? HeldAfter = null,
    TimeSpan? ReleaseAfter = null, TimeSpan? HandOverAfter = null, int? QueueLimit = null, WatchHours? Watch = null);

/// <summary>What holds for a branch.</summary>
/// <param name="EscalateAfter">See <see cref="ChosenAlertSettings"/>.</param>
/// <param name="AgentSilentAfter">Less than the shortest usual deadline: people hear before the first order is late.
/// </param>
/// <param name="HeldAfter">See <see cref="ChosenAlertSettings"/>.</param>
/// <param name="ReleaseAfter">See <see cref="ChosenAlertSettings"/>.</param>
/// <param name="HandOverAfter">See <see cref="ChosenAlertSettings"/>.</param>
/// <param name="QueueLimit">See <see cref="ChosenAlertSettings"/>.</param>
/// <param name="Watch">See <see cref="ChosenAlertSettings"/>.</param>
public sealed record AlertSettings(
    TimeSpan EscalateAfter, TimeSpan AgentSilentAfter, TimeSpan HeldAfter, TimeSpan ReleaseAfter,
    TimeSpan HandOverAfter, int QueueLimit, WatchHours? Watch)
{
    /// <summary>The shortest queue whose growth may be told of.</summary>
    public const int LeastQueueLimit = 2;

    /// <summary>The longest.</summary>
    public const int MostQueueLimit = 100_000;

    /// <summary>What holds where a branch has set nothing.</summary>
    public static AlertSettings Otherwise { get; } = new(
        EscalateAfter: TimeSpan.FromMinutes(10), AgentSilentAfter: TimeSpan.FromMinutes(3),
        HeldAfter: TimeSpan.FromMinutes(2), ReleaseAfter: TimeSpan.FromMinutes(3),
        HandOverAfter: TimeSpan.FromMinutes(10), QueueLimit: 20, Watch: null);

    /// <summary>What a branch has set, and the product's own values for the rest.</summary>
    public static AlertSettings Of(ChosenAlertSettings chosen) => new(
        chosen.EscalateAfter ?? Otherwise.EscalateAfter, chosen.AgentSilentAfter ?? Otherwise.AgentSilentAfter,
        chosen.HeldAfter ?? Otherwise.HeldAfter, chosen.ReleaseAfter ?? Otherwise.ReleaseAfter,
        chosen.HandOverAfter ?? Otherwise.HandOverAfter, chosen.QueueLimit ?? Otherwise.QueueLimit, chosen.Watch);
}

/// <summary>The part of the day in which the agent is expected to be on, by the branch's own clock.</summary>
/// <param name="From">Minute of the day, 0 to 1439.</param>
/// <param name="To">Minute of the day; before <paramref name="From"/> where it goes past midnight.</param>
public sealed record WatchHours(int From, int To)
{
    /// <summary>Whether a moment lies in it.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="timeZone">IANA name of the branch's time zone.</param>
    public bool Contains(DateTimeOffset now, string timeZone)
    {
        var local = BranchClock.Of(timeZone).At(now);
        var minute = (local.Hour * 60) + local.Minute;
        return From <= To ? minute >= From && minute < To : minute >= From || minute < To;
    }
}

/// <summary>What holds for every branch.</summary>
/// <param name="PreOrderLead">How long before the time it is wanted for a pre-order must be at the branch.</param>
/// <param name="GrownPause">The least time between two mails to the same people about one incident's growth.</param>
/// <param name="CalmTime">How long all must be well before an incident ends; what flickers makes one mail.</param>
/// <param name="LateDigest">How long orders collected late are gathered in one incident.</param>
/// <param name="GrowthTime">How far back the length of a queue is compared.</param>
public sealed record AlertPace(
    TimeSpan PreOrderLead, TimeSpan GrownPause, TimeSpan CalmTime, TimeSpan LateDigest, TimeSpan GrowthTime)
{
    /// <summary>The product's own values.</summary>
    public static AlertPace Otherwise { get; } = new(
        DeadlineRules.LeadOtherwise, GrownPause: TimeSpan.FromMinutes(15), CalmTime: TimeSpan.FromMinutes(2),
        LateDigest: TimeSpan.FromMinutes(15), GrowthTime: TimeSpan.FromMinutes(5));
}
