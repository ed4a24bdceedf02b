namespace OrderConnector.Functions.Alerting;

/// <summary>The mail server alerts go through; section "Alerting:Smtp".</summary>
public sealed class SmtpOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Alerting:Smtp";

    /// <summary>The server's name, as its certificate has it; null where no mails are sent.</summary>
    public string? Host { get; set; }

    /// <summary>Its port for submission.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Whether the line is encrypted before anything is said on it; false only on this machine.</summary>
    public bool StartTls { get; set; } = true;

    /// <summary>Who logs in; null where the server asks for no login.</summary>
    public string? User { get; set; }

    /// <summary>The password; from the configuration alone, never logged, never stored.</summary>
    public string? Password { get; set; }

    /// <summary>The sender's address.</summary>
    public string? From { get; set; }

    /// <summary>How long one mail may take: 1 to 60 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}
