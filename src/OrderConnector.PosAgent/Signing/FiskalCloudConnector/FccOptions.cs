using Microsoft.Extensions.Options;

namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>The Fiskal Cloud Connector, version 4.4 or later, of this branch; the section "TssFcc".</summary>
public sealed class FccOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "TssFcc";

    /// <summary>Where it listens: http on this machine, https elsewhere.</summary>
    public string Url { get; set; } = "http://127.0.0.1:20001";

    /// <summary>The EAS code, where the environment carries it.</summary>
    public string? EasCode { get; set; }

    /// <summary>A file with the EAS code that only the service's user can read.</summary>
    public string? EasCodeFile { get; set; }

    /// <summary>What kind of recording system is registered, as Deutsche Fiskal names it.</summary>
    public string TypeOfSystem { get; set; } = "PC_POS";

    /// <summary>Longest wait for an answer, 1 to 120 seconds.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Longest wait for an export, 1 to 120 minutes.</summary>
    public int ExportTimeoutMinutes { get; set; } = 10;

    internal string Secret => TssSecret.Read(EasCode, EasCodeFile);

    internal Uri Address => new(Url.TrimEnd('/') + "/");
}

/// <summary>Lists every fault of the section "TssFcc" by its key, before the agent starts.</summary>
internal sealed class FccOptionsValidation : IValidateOptions<FccOptions>
{
    public ValidateOptionsResult Validate(string? name, FccOptions options)
    {
        string?[] faults =
        [
            OptionFaults.Address("TssFcc:Url", options.Url),
            TssSecret.Fault("TssFcc:EasCode", options.EasCode, options.EasCodeFile),
            options.TypeOfSystem.Length is >= 1 and <= 50
                && options.TypeOfSystem.All(c => char.IsAsciiLetter(c) || c == '_')
                    ? null
                    : "TssFcc:TypeOfSystem must be 1 to 50 of A-Z a-z and '_'.",
            OptionFaults.Within("TssFcc:TimeoutSeconds", options.TimeoutSeconds, 1, 120),
            OptionFaults.Within("TssFcc:ExportTimeoutMinutes", options.ExportTimeoutMinutes, 1, 120),
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }
}
