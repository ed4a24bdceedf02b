using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using OrderConnector.Core.Auditing;

namespace OrderConnector.Functions.Administering;

/// <summary>verify: walks the audit log from its first entry and says whether the chain is whole.</summary>
public static partial class VerifyCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build(Surroundings world, Option<string> data)
    {
        var expect = new Option<string?>("--expect")
        {
            Description = "What an earlier verify printed, HASH@SEQUENCE: notices entries cut off since.",
        };
        expect.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !Head().IsMatch(token.Value)))
            {
                result.AddError("--expect is HASH@SEQUENCE, as verify prints it.");
            }
        });
        var command = new Command("verify", "Checks that the audit log is whole and unchanged.") { expect };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, (admin, ct) =>
            VerifyAsync(admin, parsed.GetValue(expect), ct), token));
        return command;
    }

    private static async Task<int> VerifyAsync(
        AdminSession admin, string? expected, CancellationToken cancellationToken) =>
        await AuditCheck.RunAsync(admin.Audit, expected, cancellationToken) switch
        {
            { Fault: { } fault } => admin.Refuse(Say(fault)),
            { CutOff: { } last } => admin.Refuse(string.Create(
                CultureInfo.InvariantCulture,
                $"The chain is whole in itself, but the store wrote up to entry {last}: entries were cut off.")),
            { IsMet: false } => admin.Refuse(
                $"The chain is whole in itself, but {expected} is not in it: entries were cut off or written anew."),
            var check => admin.Done(
                string.Create(CultureInfo.InvariantCulture, $"The audit log is whole: {check.Entries} entries."),
                check.End),
        };

    private static string Say(AuditFault fault)
    {
        var sequence = fault.Sequence.ToString(CultureInfo.InvariantCulture);
        return fault.Kind switch
        {
            AuditFaultKind.Missing => $"Entry {sequence} is missing.",
            AuditFaultKind.Changed => $"Entry {sequence}, or the one before it, is not what was written.",
        };
    }

    [GeneratedRegex("^[0-9a-f]{64}@[0-9]{1,18}$")]
    private static partial Regex Head();
}
