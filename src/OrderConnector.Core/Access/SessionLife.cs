namespace OrderConnector.Core.Access;

/// <summary>How long somebody stays logged in.</summary>
public static class SessionLife
{
    /// <summary>Without a request: a working day.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <summary>In all.</summary>
    public static readonly TimeSpan Whole = TimeSpan.FromDays(7);

    /// <summary>How exactly the last use is written down: a write per request would be too many.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    /// <summary>Whether a session still counts.</summary>
    public static bool IsAlive(DateTimeOffset startedAt, DateTimeOffset seenAt, DateTimeOffset now) =>
        now < startedAt + Whole && now < seenAt + Idle;
}
