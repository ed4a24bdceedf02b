namespace OrderConnector.Functions.Storing;

/// <summary>Ends a key of a channel, an operator or a registration; an agent's secret ends with its agent.</summary>
/// <param name="KeyId">The key's public part.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record RevokeKey(string KeyId, string Actor, string Reason, DateTimeOffset At);

/// <summary>The cases of revoking a key.</summary>
public enum RevokeKeyOutcome
{
    /// <summary>It opens nothing from now on.</summary>
    Revoked,

    /// <summary>It was revoked before; nothing was changed.</summary>
    RevokedBefore,

    /// <summary>There is no such key, or it is an agent's.</summary>
    Unknown,
}
