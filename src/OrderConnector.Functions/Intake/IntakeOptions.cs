namespace OrderConnector.Functions.Intake;

/// <summary>What may be tuned about taking orders; section "Intake".</summary>
public sealed class IntakeOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Intake";

    /// <summary>How long a reserved number waits for its payment: 1 minute to 7 days.</summary>
    public TimeSpan PendingPaymentTime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Calls a channel may make per second in the long run; 0 switches the limit off.</summary>
    public int RateLimitPerSecond { get; set; } = 1000;

    /// <summary>Calls a channel may make at once.</summary>
    public int RateLimitBurst { get; set; } = 5000;

    /// <summary>How long a key that was found is believed without looking again: 0 to 5 seconds.</summary>
    public TimeSpan KeyCacheTime { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Silence after which a branch is no longer called ready: 10 seconds to 1 day.</summary>
    public TimeSpan AgentSilentAfter { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Whether a branch whose TSS has failed is called not ready; the law lets it go on selling.</summary>
    public bool NotReadyDuringTssOutage { get; set; }
}
