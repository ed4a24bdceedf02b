using OrderConnector.Core.Alerting;

namespace OrderConnector.Functions.Alerting;

/// <summary>What may be tuned about alerts; section "Alerting". Branches and channels set the rest for themselves.
/// </summary>
public sealed class AlertingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Alerting";

    /// <summary>
    /// Where people reach the portal, "https://orders.example.com": links in mails begin with it. Null: no links.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>How often a process that stands alone looks: 1 to 60 seconds.</summary>
    public TimeSpan LookPause { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long before the time it is wanted for a pre-order must be at the branch: up to 12 hours.</summary>
    public TimeSpan PreOrderLead { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>How long all must be well before an incident ends: up to 1 hour.</summary>
    public TimeSpan CalmTime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The least time between two mails about the growth of one incident: up to 12 hours.</summary>
    public TimeSpan GrownPause { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether webhooks may call addresses inside the own network, this machine included.</summary>
    public bool AllowPrivateWebhooks { get; set; }

    /// <summary>The deadlines that hold for every branch.</summary>
    public AlertPace Pace => AlertPace.Otherwise with
    {
        PreOrderLead = PreOrderLead, CalmTime = CalmTime, GrownPause = GrownPause,
    };

    /// <summary>The mail server.</summary>
    public SmtpOptions Smtp { get; set; } = new();
}
