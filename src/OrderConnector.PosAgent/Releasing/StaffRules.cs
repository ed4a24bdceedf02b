using OrderConnector.Core;
using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Releasing;

/// <summary>What a wish of the staff must be; each answers what is wrong in a sentence, null for nothing.</summary>
internal static class StaffRules
{
    /// <summary>Longest reason, in characters.</summary>
    internal const int ReasonLength = 200;

    private const int RequestLength = 60;

    internal static string? ActorMustNameStaff(string? actor) => StaffActor.IsValid(actor)
        ? null
        : $"A name is 1 to {StaffActor.NameLength} of A-Z a-z 0-9 . _ -";

    internal static string? ReasonMustBeGiven(string? reason) =>
        reason is { Length: <= ReasonLength } && !string.IsNullOrWhiteSpace(reason) && !reason.Any(char.IsControl)
            ? null
            : $"A reason is 1 to {ReasonLength} characters in one line.";

    internal static string? TssMustBeNamed(string? tss) =>
        tss is { Length: > 0 and <= ReasonLength } && !tss.Any(char.IsControl)
            ? null
            : "The TSS must be named; 'outages' shows the names.";

    internal static string? RequestMustBeAName(string? request) =>
        request is { Length: > 0 and <= RequestLength } && request.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? null
            : $"A request is 1 to {RequestLength} of A-Z a-z 0-9 -";

    internal static string? LinesMustBeCounted(IReadOnlyList<VoidLine>? lines)
    {
        if (lines is null)
        {
            return null;
        }

        return lines.Count is > 0 and <= 500
            && lines.All(line => line is { Line: >= 0, Quantity: > 0 } && Quantity.TryFrom(line.Quantity, out _))
            && lines.DistinctBy(line => line.Line).Count() == lines.Count
            ? null
            : "Each line is given once, counted from 0, with a quantity above 0 of at most three decimals.";
    }
}
