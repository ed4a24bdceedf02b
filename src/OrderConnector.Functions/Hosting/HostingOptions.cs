using Microsoft.Extensions.Options;

namespace OrderConnector.Functions.Hosting;

/// <summary>What may be tuned about where the process stands; section "Hosting".</summary>
public sealed class HostingOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Hosting";

    /// <summary>
    /// The header in which the platform's front end names the caller's address, believed under the Functions host
    /// only; empty for none. X-Forwarded-For would name the front end itself.
    /// </summary>
    public string ClientAddressHeader { get; set; } = "";

    /// <summary>
    /// Standing alone: whether a proxy on this machine ends TLS and says who called (X-Forwarded-Proto, -For, -Host).
    /// Without one anybody could send these headers.
    /// </summary>
    public bool BehindProxy { get; set; }

    /// <summary>Whether App Service authentication is switched on, so that its headers are the platform's.</summary>
    public bool EasyAuth { get; set; }

    /// <summary>
    /// Lets the embedded store be used under the Functions host: only where a single instance keeps its disk.
    /// </summary>
    public bool AllowEmbeddedStore { get; set; }
}

/// <summary>Bounds of <see cref="HostingOptions"/>; every message names the key.</summary>
public sealed class HostingOptionsRules : IValidateOptions<HostingOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, HostingOptions options) =>
        options.ClientAddressHeader.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-')
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{HostingOptions.Section}:ClientAddressHeader must be a header's name.");
}
