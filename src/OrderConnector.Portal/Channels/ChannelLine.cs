namespace OrderConnector.Portal.Channels;

/// <summary>A channel as listed.</summary>
/// <param name="Id">The channel.</param>
/// <param name="Kind">"native"; adapters bring others.</param>
/// <param name="Release">"auto" or "held" at the branch.</param>
/// <param name="Branches">Branches it may post to.</param>
/// <param name="OverdueAfter">After how long its orders are late, as a person set it; null for its kind's own.</param>
public sealed record ChannelLine(
    string Id, string Kind, string Release, IReadOnlyList<string> Branches, TimeSpan? OverdueAfter = null)
{
    /// <summary>Who may release an order at the branch: nobody need, or staff must.</summary>
    public static IReadOnlyList<string> Releases { get; } = ["auto", "held"];
}

/// <summary>What a key opens.</summary>
public enum KeyUse
{
    /// <summary>Posts orders for a channel.</summary>
    Channel,

    /// <summary>Enrols agents.</summary>
    Registration,

    /// <summary>Reads the number register over HTTP.</summary>
    Operator,
}

/// <summary>A key as listed: nothing of its secret.</summary>
/// <param name="Id">Its public part.</param>
/// <param name="Use">What it opens.</param>
/// <param name="Subject">Channel or operator; for a registration key its first branch.</param>
/// <param name="Branches">Branches a registration key enrols for; else empty.</param>
/// <param name="UsesLeft">How many agents a registration key still enrols.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends; null never.</param>
/// <param name="RevokedAt">When it was revoked; null while it is not.</param>
public sealed record KeyLine(
    string Id, KeyUse Use, string Subject, IReadOnlyList<string> Branches, int UsesLeft, DateTimeOffset MadeAt,
    DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt)
{
    /// <summary>Whether it opens anything at a moment.</summary>
    public KeyStanding StandingAt(DateTimeOffset now) => RevokedAt is not null ? KeyStanding.Revoked
        : ExpiresAt <= now ? KeyStanding.Expired
        : Use == KeyUse.Registration && UsesLeft == 0 ? KeyStanding.Spent
        : KeyStanding.Valid;
}

/// <summary>Whether a key opens anything.</summary>
public enum KeyStanding
{
    /// <summary>It does.</summary>
    Valid,

    /// <summary>Every agent it was made for is enrolled.</summary>
    Spent,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>A person ended it.</summary>
    Revoked,
}
