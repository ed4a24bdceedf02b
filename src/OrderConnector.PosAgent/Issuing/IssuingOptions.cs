namespace OrderConnector.PosAgent.Issuing;

/// <summary>How finished orders reach the point of sale; the section "Pos" of the configuration.</summary>
public sealed class IssuingOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Pos";

    /// <summary>"none", "file" or "http".</summary>
    public string Kind { get; set; } = "none";

    /// <summary>For "file": absolute path of a directory that exists and the point of sale watches.</summary>
    public string? Directory { get; set; }

    /// <summary>For "http": https, or http on this machine.</summary>
    public string? Url { get; set; }

    /// <summary>For "http": a file with the bearer secret; only the service user may read it.</summary>
    public string? SecretFile { get; set; }

    /// <summary>For "http": the bearer secret itself, where the environment carries it.</summary>
    public string? Secret { get; set; }

    /// <summary>How long before the due time the point of sale gets an order, 0 to 1440 minutes.</summary>
    public int LeadMinutes { get; set; } = 20;

    /// <summary>How long one try may take, 1 to 300 seconds.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>The lead as a time span.</summary>
    public TimeSpan Lead => TimeSpan.FromMinutes(LeadMinutes);

    /// <summary>The time-out as a time span.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}
