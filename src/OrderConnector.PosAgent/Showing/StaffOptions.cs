using Microsoft.Extensions.Options;

namespace OrderConnector.PosAgent.Showing;

/// <summary>The page for the people at the till; the section "Staff" of the configuration.</summary>
public sealed class StaffOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Staff";

    /// <summary>Longest <see cref="Help"/>, in characters.</summary>
    internal const int HelpLength = 120;

    /// <summary>Where the page is served, on this machine only; "none" serves none, port 0 takes a free one.</summary>
    public string Page { get; set; } = "http://127.0.0.1:7072";

    /// <summary>Whom staff call in an emergency, one line: "Technik 030 1234567".</summary>
    public string? Help { get; set; }
}

/// <summary>Lists every fault of the section "Staff" by its key, before the agent starts.</summary>
internal sealed class StaffOptionsValidation : IValidateOptions<StaffOptions>
{
    public ValidateOptionsResult Validate(string? name, StaffOptions options)
    {
        string?[] faults =
        [
            options.Page == StaffPageAddress.None || StaffPageAddress.TryRead(options.Page, out _)
                ? null
                : $"Staff:Page is '{options.Page}'; it must be http://127.0.0.1 or http://[::1] with a port, or none: "
                    + "other machines must not reach the page.",
            options.Help is not { } help || (help.Length <= StaffOptions.HelpLength && !help.Any(char.IsControl))
                ? null
                : FormattableString.Invariant(
                    $"Staff:Help must be one line of at most {StaffOptions.HelpLength} characters."),
        ];
        var found = faults.OfType<string>().ToList();
        return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }
}
