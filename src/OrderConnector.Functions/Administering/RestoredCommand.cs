using System.CommandLine;
using System.Globalization;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>admin restored: after a backup was put back, before serve.</summary>
public static class RestoredCommand
{
    // More than a branch draws between two backups; an agent that knows still higher ones moves the sequence further.
    private const long Skip = 100_000;

    /// <summary>Builds the command.</summary>
    public static Command Build(Surroundings world, Option<string> data)
    {
        var skip = Names.Number(
            "--skip", "How many numbers each branch steps over: more than it drew since the backup.", Skip, 1,
            1_000_000_000);
        var command = new Command(
            "restored", "To be run once after a backup was put back: no number is drawn a second time.") { skip };
        command.SetAction((parsed, token) => AdminSession.ChangeAsync(world, parsed, data, async (admin, ct) =>
        {
            var branches = await admin.Store.StepOverAsync(
                new StepOverNumbers(parsed.GetValue(skip), admin.Actor, admin.Now), ct);
            return admin.Done(branches.Select(branch => branch.NextNumber > branch.LastNumber
                ? $"{branch.Id}: no number is left; see admin branch widen."
                : string.Create(
                    CultureInfo.InvariantCulture, $"{branch.Id}: the next number is {branch.NextNumber}.")));
        }, token));
        return command;
    }
}
