using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using OrderConnector.Core.Auditing;

namespace OrderConnector.Functions.Administering;

/// <summary>verify: walks the audit log from its first entry and says whether the chain is whole.</summary>
public static partial class VerifyCommand
{
    private const int EntriesAtOnce = 1000;

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
        AdminSession admin, string? expected, CancellationToken cancellationToken)
    {
        var (walk, isMet) = (new AuditWalk(), expected is null || expected == Name(new AuditWalk()));
        IReadOnlyList<AuditEntry> entries;
        do
        {
            entries = await admin.Audit.ReadAuditChainAsync(walk.Sequence, EntriesAtOnce, cancellationToken);
            foreach (var entry in entries)
            {
                if (walk.Take(entry) is { } fault)
                {
                    return admin.Refuse(Say(fault));
                }

                isMet |= expected == Name(walk);
            }
        }
        while (entries.Count > 0);

        return isMet
            ? admin.Done(
                string.Create(CultureInfo.InvariantCulture, $"The audit log is whole: {walk.Sequence} entries."),
                Name(walk))
            : admin.Refuse(
                $"The chain is whole in itself, but {expected} is not in it: entries were cut off or written anew.");
    }

    private static string Say(AuditFault fault)
    {
        var sequence = fault.Sequence.ToString(CultureInfo.InvariantCulture);
        return fault.Kind switch
        {
            AuditFaultKind.Missing => $"Entry {sequence} is missing.",
            AuditFaultKind.Changed => $"Entry {sequence}, or the one before it, is not what was written.",
        };
    }

    private static string Name(AuditWalk walk) =>
        string.Create(CultureInfo.InvariantCulture, $"{walk.Head}@{walk.Sequence}");

    [GeneratedRegex("^[0-9a-f]{64}@[0-9]{1,18}$")]
    private static partial Regex Head();
}
