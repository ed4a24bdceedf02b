namespace OrderConnector.Functions.Storing;

/// <summary>A branch to be added.</summary>
/// <param name="Id">1 to 60 of a–z, 0–9 and "-".</param>
/// <param name="Name">For people.</param>
/// <param name="FirstNumber">First order number.</param>
/// <param name="LastNumber">Last order number.</param>
/// <param name="TimeZone">IANA name.</param>
public sealed record NewBranch(string Id, string Name, long FirstNumber, long LastNumber, string TimeZone);

/// <summary>A branch as listed.</summary>
public sealed record BranchRow(
    string Id, string Name, long FirstNumber, long LastNumber, long NextNumber, string TimeZone);

/// <summary>Where orders come from.</summary>
/// <param name="Id">1 to 60 of a–z, 0–9 and "-".</param>
/// <param name="Kind">"native"; adapters bring others.</param>
/// <param name="Release">"auto" or "held" at the branch.</param>
/// <param name="Branches">Branches it may post to.</param>
public sealed record Channel(string Id, string Kind, string Release, IReadOnlyList<string> Branches);

/// <summary>What a key opens.</summary>
public enum KeyPurpose
{
    /// <summary>Posts orders for a channel.</summary>
    Channel,

    /// <summary>Reads the number register.</summary>
    Operator,

    /// <summary>Enrols agents.</summary>
    Registration,

    /// <summary>An enrolled agent's own secret.</summary>
    Agent,
}

/// <summary>A key as stored: only its hash.</summary>
/// <param name="Id">Public part.</param>
/// <param name="Hash">SHA-256 of the secret, 32 bytes.</param>
/// <param name="Purpose">What it opens.</param>
/// <param name="Subject">Channel id, operator name, agent id; for a registration key its first branch.</param>
/// <param name="Branches">Branches a registration key may enrol for; the one branch of an agent; else empty.</param>
/// <param name="UsesLeft">How often a registration key may still enrol a new agent.</param>
/// <param name="CreatedAt">When made.</param>
/// <param name="ExpiresAt">When it ends; null never.</param>
/// <param name="RevokedAt">When revoked.</param>
public sealed record StoredKey(
    string Id,
    byte[] Hash,
    KeyPurpose Purpose,
    string Subject,
    IReadOnlyList<string> Branches,
    int UsesLeft,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? RevokedAt);

/// <summary>An agent enrols; the registration key was already compared.</summary>
public sealed record EnrolAgent(
    string RegistrationKeyId, string AgentId, string BranchId, string EasSerialNumber, string Software, string Version,
    StoredKey Secret, DateTimeOffset Now);

/// <summary>The cases of an enrolment.</summary>
public enum EnrolOutcome
{
    /// <summary>Enrolled, or enrolled again with the same agent id.</summary>
    Enrolled,

    /// <summary>The key's uses are spent on other agents.</summary>
    KeySpent,

    /// <summary>The agent id belongs to another branch or was revoked.</summary>
    AgentRefused,

    /// <summary>The serial number belongs to another agent.</summary>
    SerialTaken,
}

/// <summary>An agent as listed.</summary>
public sealed record AgentRow(
    string Id, string BranchId, string EasSerialNumber, string Software, string Version, DateTimeOffset EnrolledAt,
    DateTimeOffset? SeenAt, string? Tss, DateTimeOffset? RevokedAt);

/// <summary>What readiness is judged from.</summary>
/// <param name="AgentSeenAt">Last sign of life of an unrevoked agent.</param>
/// <param name="Tss">Last reported: "ok", "outage", "unknown".</param>
/// <param name="Pending">Orders in Queued; counted up to 100,000, because readiness must stay cheap.</param>
/// <param name="OldestPendingAt">Since when the oldest of them waits.</param>
/// <param name="NextNumber">Next order number.</param>
/// <param name="FirstNumber">First of the range.</param>
/// <param name="LastNumber">Last of the range.</param>
/// <param name="SellerComplete">Company, street, zip, city and tax number are there.</param>
/// <param name="InEmergency">Emergency operation is on.</param>
public sealed record BranchStatus(
    DateTimeOffset? AgentSeenAt, string Tss, int Pending, DateTimeOffset? OldestPendingAt,
    long NextNumber, long FirstNumber, long LastNumber, bool SellerComplete, bool InEmergency);
