using Microsoft.Extensions.Options;

namespace OrderConnector.Functions.Authenticating;

/// <summary>What may be tuned about the portal; section "Portal".</summary>
public sealed class PortalOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Portal";

    /// <summary>Log ins one address may try per minute, whatever the names.</summary>
    public int LogInsPerMinute { get; set; } = 20;
}

/// <summary>Bounds of <see cref="PortalOptions"/>; every message names the key.</summary>
public sealed class PortalOptionsRules : IValidateOptions<PortalOptions>
{
    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, PortalOptions options) =>
        options.LogInsPerMinute is >= 1 and <= 10_000
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{PortalOptions.Section}:LogInsPerMinute must be 1 to 10000.");
}
