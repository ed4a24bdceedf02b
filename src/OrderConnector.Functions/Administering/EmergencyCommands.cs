using System.CommandLine;
using System.Globalization;
using OrderConnector.Core.Emergencies;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Emergencies;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Administering;

/// <summary>admin emergency begin | end | procedure | list: emergency operation of a branch.</summary>
public static class EmergencyCommands
{
    private const int Shown = 500;

    /// <summary>Builds the commands.</summary>
    public static Command Build(Surroundings world, Option<string> data) =>
        new("emergency", "Emergency operation of a branch; orders that nobody flags are collected all the same.")
        {
            Switch(world, data, "begin", "Begins it.", (desk, by, branch, reason, ct) =>
                desk.BeginAsync(by, branch, reason, ct)),
            Switch(world, data, "end", "Ends it; flags and the work list stay.", (desk, by, branch, reason, ct) =>
                desk.EndAsync(by, branch, reason, ct)),
            Procedure(world, data),
            List(world, data),
        };

    private static Command Switch(
        Surroundings world, Option<string> data, string name, string description,
        Func<EmergencyDesk, Person, string, string, CancellationToken, Task<EmergencyResult>> act)
    {
        var branch = Names.Argument("branch", "The branch's id.");
        var reason = Names.Required("--reason", "Why.");
        var command = new Command(name, description) { branch, reason };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
            Say(
                admin,
                await act(
                    admin.Emergencies, Person.Operator(admin.Actor), parsed.GetValue(branch)!,
                    parsed.GetValue(reason)!, ct)), token));
        return command;
    }

    private static Command Procedure(Surroundings world, Option<string> data)
    {
        var branch = Names.Argument("branch", "The branch's id.");
        var procedure = new Argument<string>("procedure") { Description = "What staff do while the line is down." };
        procedure.AcceptOnlyFromAmong(
            [.. Enum.GetValues<EmergencyProcedure>().Select(one => one.ToWire())]);
        var reason = Names.Required("--reason", "Why.");
        var command = new Command("procedure", "Sets the branch's procedure.") { branch, procedure, reason };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
            Say(
                admin,
                await admin.Emergencies.SetProcedureAsync(
                    Person.Operator(admin.Actor), parsed.GetValue(branch)!,
                    EmergencyProcedureNames.FromWire(parsed.GetValue(procedure))!.Value, parsed.GetValue(reason)!,
                    ct)), token));
        return command;
    }

    private static Command List(Surroundings world, Option<string> data)
    {
        var branch = Names.Argument("branch", "The branch's id.");
        var command = new Command("list", "Shows the branch, its emergencies and its work list.") { branch };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
        {
            var (id, queries) = (parsed.GetValue(branch)!, (IPortalQueries)admin.Store);
            if (await queries.ReadBranchEmergenciesAsync([id], ct) is not [var one])
            {
                return admin.Refuse($"There is no branch {id}.");
            }

            var list = await queries.ReadWorkListAsync(id, 0, Shown, ct);
            return admin.Done(
            [
                $"{id}  {(one.Running is null ? "normal" : "emergency")}  {one.Procedure.ToWire()}",
                .. (await queries.ReadEmergenciesAsync(id, Shown, ct)).Select(Line),
                .. list.Flags.Select(Line),
                .. list.Next is null ? (string[])[] : ["There are more."],
            ]);
        }, token));
        return command;
    }

    private static int Say(AdminSession admin, EmergencyResult result) => result switch
    {
        EmergencyResult.Done => admin.Done("Done."),
        EmergencyResult.AlreadySo => admin.Refuse("It is so already; nothing was changed."),
        EmergencyResult.Unknown => admin.Refuse("There is no such branch."),
    };

    private static string Line(Emergency one) =>
        $"  {Line("begun", one.Begun)}{(one.Ended is { } end ? "  " + Line("ended", end) : "")}";

    private static string Line(string what, Deed deed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{what} {deed.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}  {deed.By}  {deed.Reason}");

    private static string Line(OrderFlag flag) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {flag.Number}  {flag.Channel}  {flag.ExternalId}  {flag.TotalCents / 100m:0.00}  {flag.Kind.ToWire()} "
        + $"{flag.Slip ?? "-"}  {Line("flagged", flag.Flagged)}");
}
