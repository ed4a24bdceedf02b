namespace OrderConnector.Portal.Reading;

/// <summary>A branch as it stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">IANA name of its time zone.</param>
/// <param name="Pending">Orders that wait to be collected, at most <see cref="CountCap"/>.</param>
/// <param name="OldestAt">Since when the first of them waits.</param>
/// <param name="Overdue">Those that are late by their channel's deadline, as the open incident lists them.</param>
/// <param name="Held">Orders a person must decide on.</param>
/// <param name="Agents">Its agents, revoked ones left out.</param>
/// <param name="Hours">
/// What came in, was signed and went out unsigned in the last 26 hours, and what came in a week before.
/// </param>
public sealed record BranchGlance(
    string Id,
    string Name,
    string TimeZone,
    long Pending,
    DateTimeOffset? OldestAt,
    long Overdue,
    long Held,
    IReadOnlyList<AgentGlance> Agents,
    IReadOnlyList<HourGlance> Hours)
{
    /// <summary>Where counting stops.</summary>
    public const int CountCap = 10_000;

    /// <summary>How far back the hours go: a day, and the hour that comes twice.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromHours(26);

    /// <summary>The same hours of the week before, to compare with.</summary>
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);
}

/// <summary>An agent as it stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="EasSerial">Serial number of its recording system.</param>
/// <param name="Version">Its software's version.</param>
/// <param name="SeenAt">When it last called; null for never.</param>
/// <param name="Tss">"ok", "outage", "unknown"; null before it told.</param>
public sealed record AgentGlance(string Id, string EasSerial, string Version, DateTimeOffset? SeenAt, string? Tss);

/// <summary>What came to what in one hour.</summary>
/// <param name="Begin">When the hour began.</param>
/// <param name="What">"received", "signed" or "unsigned".</param>
/// <param name="Count">How many orders.</param>
public sealed record HourGlance(DateTimeOffset Begin, string What, long Count);
