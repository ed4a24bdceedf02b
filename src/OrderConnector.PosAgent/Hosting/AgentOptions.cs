using System.Globalization;
using Microsoft.Extensions.Options;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Hosting;

/// <summary>How the agent works; the section "Agent" of the configuration.</summary>
public sealed class AgentOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Agent";

    /// <summary>True in a branch that really sells: a simulated TSS is refused.</summary>
    public bool Production { get; set; }

    /// <summary>Z_KASSE_ID, 1 to 20 characters; null derives one from the agent's id.</summary>
    public string? CashRegisterId { get; set; }

    /// <summary>Orders asked for at once, 1 to 200.</summary>
    public int CollectMax { get; set; } = 100;

    /// <summary>How long the cloud may hold a collect, 1 to 60 seconds.</summary>
    public int CollectWaitSeconds { get; set; } = 20;

    /// <summary>No more is collected while so many orders wait for the TSS, 1 to 100,000.</summary>
    public int MaxUnsigned { get; set; } = 1000;

    /// <summary>How long an uncertain outcome of the TSS may hold up the sale, 1 to 300 seconds.</summary>
    public int UnknownDeadlineSeconds { get; set; } = 15;

    /// <summary>Longest wait for a start of the TSS, 1 to 120 seconds.</summary>
    public int TssStartTimeoutSeconds { get; set; } = 5;

    /// <summary>Longest wait for a finish of the TSS, 1 to 120 seconds.</summary>
    public int TssFinishTimeoutSeconds { get; set; } = 10;

    /// <summary>When the branch's clock shows this, "HH:mm", its TSS are looked after.</summary>
    public string DayEnd { get; set; } = "04:00";

    /// <summary>Health is reported at least so often, 1 to 1440 minutes.</summary>
    public int HealthMinutes { get; set; } = 5;
}

/// <summary>Lists every fault of the section "Agent" by its key, before the agent starts.</summary>
internal sealed class AgentOptionsValidation : IValidateOptions<AgentOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentOptions options)
    {
        string?[] faults =
        [
            options.CashRegisterId is { } id && !ReceiptIds.IsRegister(id)
                ? "Agent:CashRegisterId must be 1 to 20 of A-Z a-z 0-9 and '-'."
                : null,
            OptionFaults.Within("Agent:CollectMax", options.CollectMax, 1, 200),
            OptionFaults.Within("Agent:CollectWaitSeconds", options.CollectWaitSeconds, 1, 60),
            OptionFaults.Within("Agent:MaxUnsigned", options.MaxUnsigned, 1, 100_000),
            OptionFaults.Within("Agent:UnknownDeadlineSeconds", options.UnknownDeadlineSeconds, 1, 300),
            OptionFaults.Within("Agent:TssStartTimeoutSeconds", options.TssStartTimeoutSeconds, 1, 120),
            OptionFaults.Within("Agent:TssFinishTimeoutSeconds", options.TssFinishTimeoutSeconds, 1, 120),
            TimeOnly.TryParseExact(options.DayEnd, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? null
                : $"Agent:DayEnd is '{options.DayEnd}'; it must be a time of day, 00:00 to 23:59.",
            OptionFaults.Within("Agent:HealthMinutes", options.HealthMinutes, 1, 1440),
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }
}
