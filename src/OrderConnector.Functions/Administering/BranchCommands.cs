using System.CommandLine;
using System.Globalization;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>admin branch add, set, widen, list, alerts.</summary>
public static class BranchCommands
{
    private const long FirstNumber = 40_000_000;
    private const long LastNumber = 49_999_999;
    private const long MostNumber = 999_999_999_999;

    /// <summary>Builds the commands.</summary>
    public static Command Build(Surroundings world, Option<string> data) =>
        new("branch", "Branches and who sells there.")
        {
            Add(world, data), SellerCommand.Build(world, data), Widen(world, data), List(world, data),
            AlertCommands.OfBranch(world, data),
        };

    private static Command Add(Surroundings world, Option<string> data)
    {
        var id = Names.Argument("id", "The branch's id.");
        var name = Names.Required("--name", "Its name, for people.");
        var first = Names.Number("--first", "First order number.", FirstNumber, 1, MostNumber);
        var last = Names.Number("--last", "Last order number.", LastNumber, 1, MostNumber);
        var zone = Names.TimeZone();
        zone.DefaultValueFactory = _ => Names.GermanTime;
        var command = new Command("add", "Adds a branch.") { id, name, first, last, zone };
        command.SetAction((parsed, token) => AdminSession.ChangeAsync(world, parsed, data, async (admin, ct) =>
        {
            var branch = new NewBranch(
                parsed.GetValue(id)!, parsed.GetValue(name)!, parsed.GetValue(first), parsed.GetValue(last),
                parsed.GetValue(zone)!);
            return branch.FirstNumber > branch.LastNumber ? admin.Refuse("--first comes after --last.")
                : await admin.Store.AddBranchAsync(branch, admin.Actor, admin.Now, ct)
                ? admin.Done($"Branch {branch.Id} added.")
                : admin.Refuse($"There is a branch {branch.Id} already.");
        }, token));
        return command;
    }

    private static Command Widen(Surroundings world, Option<string> data)
    {
        var id = Names.Argument("id", "The branch's id.");
        var last = Names.Number("--last", "The new last order number, above the old one.", LastNumber, 1, MostNumber);
        (last.Required, last.DefaultValueFactory) = (true, null);
        var command = new Command("widen", "Gives a branch more order numbers.") { id, last };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
        {
            var (branch, number) = (parsed.GetValue(id)!, parsed.GetValue(last));
            return await admin.Store.WidenRangeAsync(branch, number, admin.Actor, admin.Now, ct)
                ? admin.Done(string.Create(CultureInfo.InvariantCulture, $"Branch {branch} now ends at {number}."))
                : admin.Refuse($"There is no branch {branch} that ends below that.");
        }, token));
        return command;
    }

    private static Command List(Surroundings world, Option<string> data)
    {
        var command = new Command("list", "Lists the branches with their number ranges.");
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
            admin.Done((await admin.Store.ReadBranchesAsync(ct)).Select(Line)), token));
        return command;
    }

    private static string Line(BranchRow branch) => string.Create(
        CultureInfo.InvariantCulture,
        $"{branch.Id}  {branch.Name}  {branch.FirstNumber}-{branch.LastNumber}  next {branch.NextNumber}");
}
