namespace OrderConnector.Portal.Agents;

/// <summary>An agent as listed.</summary>
/// <param name="Id">The agent.</param>
/// <param name="BranchId">Its branch.</param>
/// <param name="EasSerialNumber">Serial number of its recording system.</param>
/// <param name="Software">What it runs.</param>
/// <param name="Version">Which version.</param>
/// <param name="EnrolledAt">When it was enrolled.</param>
/// <param name="SeenAt">Its last sign of life; null before the first.</param>
/// <param name="Tss">What it told of its TSS last: "ok", "outage", "unknown"; null before.</param>
/// <param name="RevokedAt">When it was revoked; null while it is not.</param>
public sealed record AgentLine(
    string Id, string BranchId, string EasSerialNumber, string Software, string Version, DateTimeOffset EnrolledAt,
    DateTimeOffset? SeenAt, string? Tss, DateTimeOffset? RevokedAt)
{
    /// <summary>Silent for longer, an agent is a matter for a person.</summary>
    private static readonly TimeSpan s_silent = TimeSpan.FromMinutes(5);

    /// <summary>How it stands at a moment.</summary>
    public AgentStanding StandingAt(DateTimeOffset now) => RevokedAt is not null ? AgentStanding.Revoked
        : SeenAt is not { } seen ? AgentStanding.NeverSeen
        : now - seen > s_silent ? AgentStanding.Silent
        : AgentStanding.Alive;
}

/// <summary>How an agent stands.</summary>
public enum AgentStanding
{
    /// <summary>Heard of in the last minutes.</summary>
    Alive,

    /// <summary>Not heard of for some minutes.</summary>
    Silent,

    /// <summary>Enrolled and never heard of.</summary>
    NeverSeen,

    /// <summary>Ended for good.</summary>
    Revoked,
}

/// <summary>One agent.</summary>
/// <param name="Line">As listed.</param>
/// <param name="Journal">The journal it writes; null before its first collect.</param>
/// <param name="Health">What it told of itself last; null where nothing was told lately.</param>
/// <param name="RevokedBy">Who revoked it.</param>
/// <param name="RevokeReason">Why.</param>
/// <param name="Collected">Orders it has collected and not ended; counting ends at <see cref="MostCounted"/>.</param>
public sealed record AgentDetail(
    AgentLine Line, AgentJournal? Journal, AgentHealth? Health, string? RevokedBy, string? RevokeReason, int Collected)
{
    /// <summary>Where counting ends.</summary>
    public const int MostCounted = 1000;
}

/// <summary>A journal as the cloud knows it.</summary>
/// <param name="Id">The journal.</param>
/// <param name="StartedAt">When the cloud first heard of it.</param>
/// <param name="Sequence">Its last entry, as the agent told with its last collect.</param>
/// <param name="HeadHash">That entry's hash.</param>
/// <param name="ReportedTo">The last entry a report came of.</param>
public sealed record AgentJournal(
    string Id, DateTimeOffset StartedAt, long Sequence, string HeadHash, long ReportedTo);

/// <summary>What an agent told of itself.</summary>
/// <param name="At">When, by its clock.</param>
/// <param name="Detail">Plain words.</param>
/// <param name="AwaitingHandOver">Orders signed and not yet at the till.</param>
/// <param name="Warnings">What will become trouble at the TSS: "code: detail".</param>
public sealed record AgentHealth(
    DateTimeOffset At, string? Detail, int AwaitingHandOver, IReadOnlyList<string> Warnings);
