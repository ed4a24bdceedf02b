using Microsoft.Extensions.Options;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

/// <summary>The fiskaltrust.Middleware of this branch, interface v1 over REST; the section "TssFiskaltrust".</summary>
public sealed class FiskaltrustOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "TssFiskaltrust";

    /// <summary>
    /// The queue's address without the call, as its configuration gives it: "http://127.0.0.1:1200/queue/json/v1".
    /// http on this machine, https elsewhere.
    /// </summary>
    public string Url { get; set; } = "";

    /// <summary>ftCashBoxID, from the portal.</summary>
    public Guid CashBoxId { get; set; }

    /// <summary>ftPosSystemId, from the portal; names this software and its version (required in Germany).</summary>
    public Guid PosSystemId { get; set; }

    /// <summary>The access token, where the environment carries it; a local Launcher asks for none.</summary>
    public string? AccessToken { get; set; }

    /// <summary>A file with the access token that only the service's user can read.</summary>
    public string? AccessTokenFile { get; set; }

    /// <summary>cbTerminalID; 1 to 50 of the letters, digits and '-'.</summary>
    public string TerminalId { get; set; } = "online";

    /// <summary>cbUser: who the records name as the operator.</summary>
    public string User { get; set; } = "OrderConnector";

    /// <summary>
    /// Longest wait for an answer, 20 to 300 seconds. The queue itself tries its TSS three times for 15 seconds; a
    /// shorter wait makes outcomes unknown that are none.
    /// </summary>
    public int TimeoutSeconds { get; set; } = 70;

    /// <summary>Longest wait for an export, 1 to 120 minutes.</summary>
    public int ExportTimeoutMinutes { get; set; } = 30;

    internal string? Secret => AccessToken is null && AccessTokenFile is null
        ? null
        : TssSecret.Read(AccessToken, AccessTokenFile);

    internal Uri Address => new(Url.TrimEnd('/') + "/");
}

/// <summary>Lists every fault of the section "TssFiskaltrust" by its key, before the agent starts.</summary>
internal sealed class FiskaltrustOptionsValidation : IValidateOptions<FiskaltrustOptions>
{
    public ValidateOptionsResult Validate(string? name, FiskaltrustOptions options)
    {
        string?[] faults =
        [
            OptionFaults.Address("TssFiskaltrust:Url", options.Url, mayHaveQuery: false),
            options.CashBoxId == Guid.Empty ? "TssFiskaltrust:CashBoxId must be the cashbox's id of the portal." : null,
            options.PosSystemId == Guid.Empty
                ? "TssFiskaltrust:PosSystemId must be the POS system's id of the portal."
                : null,
            SecretFault(options),
            IsName(options.TerminalId)
                ? null
                : "TssFiskaltrust:TerminalId must be 1 to 50 of A-Z a-z 0-9 and '-'.",
            options.User.Trim().Length is 0 or > 50 ? "TssFiskaltrust:User must be 1 to 50 characters." : null,
            OptionFaults.Within("TssFiskaltrust:TimeoutSeconds", options.TimeoutSeconds, 20, 300),
            OptionFaults.Within("TssFiskaltrust:ExportTimeoutMinutes", options.ExportTimeoutMinutes, 1, 120),
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    // A queue on this machine takes every caller; one elsewhere wants the token.
    private static string? SecretFault(FiskaltrustOptions options) =>
        options.AccessToken is null && options.AccessTokenFile is null
        && Uri.TryCreate(options.Url, UriKind.Absolute, out var url) && url.IsLoopback
            ? null
            : TssSecret.Fault("TssFiskaltrust:AccessToken", options.AccessToken, options.AccessTokenFile);

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 50 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
