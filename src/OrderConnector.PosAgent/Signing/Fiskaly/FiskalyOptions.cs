using Microsoft.Extensions.Options;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>The TSS of fiskaly SIGN DE v2 the branch signs with; the section "TssFiskaly".</summary>
public sealed class FiskalyOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "TssFiskaly";

    /// <summary>Where the middleware is; https, or http on this machine.</summary>
    public string Url { get; set; } = "https://kassensichv-middleware.fiskaly.com/api/v2";

    /// <summary>Id of the TSS, a UUID.</summary>
    public string? TssId { get; set; }

    /// <summary>The API key.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The secret of the API key, where the environment carries it.</summary>
    public string? ApiSecret { get; set; }

    /// <summary>File with the secret; only the service's own user may be able to read it.</summary>
    public string? ApiSecretFile { get; set; }

    /// <summary>The administrator's PIN, which registers cash registers; signing does without it.</summary>
    public string? AdminPin { get; set; }

    /// <summary>File with the PIN; only the service's own user may be able to read it.</summary>
    public string? AdminPinFile { get; set; }

    internal string Secret => TssSecret.Read(ApiSecret, ApiSecretFile);

    internal string? Pin => HasPin ? TssSecret.Read(AdminPin, AdminPinFile) : null;

    internal bool HasPin => AdminPin is not null || AdminPinFile is not null;

    internal Uri Address => new(Url.TrimEnd('/') + "/");
}

/// <summary>Lists every fault of the section "TssFiskaly" by its key, before the agent starts.</summary>
internal sealed class FiskalyOptionsValidation : IValidateOptions<FiskalyOptions>
{
    public ValidateOptionsResult Validate(string? name, FiskalyOptions options)
    {
        string?[] faults =
        [
            OptionFaults.Address("TssFiskaly:Url", options.Url),
            Guid.TryParseExact(options.TssId, "D", out _)
                ? null
                : "TssFiskaly:TssId must be the id of the TSS, a UUID with its hyphens.",
            string.IsNullOrWhiteSpace(options.ApiKey) ? "TssFiskaly:ApiKey must be the API key." : null,
            TssSecret.Fault("TssFiskaly:ApiSecret", options.ApiSecret, options.ApiSecretFile),
            options.HasPin
                ? TssSecret.Fault("TssFiskaly:AdminPin", options.AdminPin, options.AdminPinFile)
                : null,
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }
}
