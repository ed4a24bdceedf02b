using System.CommandLine;
using System.Globalization;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>admin set-aside list | replay | drop: queue messages no agent could be served by.</summary>
public static class SetAsideCommands
{
    private const int MostShown = 1000;
    private const int MostText = 80;

    /// <summary>Builds the commands.</summary>
    public static Command Build(Surroundings world, Option<string> data) =>
        new("set-aside", "Queue messages that were set aside.")
        {
            List(world, data), Replay(world, data), Drop(world, data),
        };

    private static Command List(Surroundings world, Option<string> data)
    {
        var command = new Command("list", "Lists those nobody decided on, oldest first.");
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
            admin.Done((await admin.Store.ReadSetAsideAsync(MostShown, ct)).Select(Line)), token));
        return command;
    }

    private static Command Replay(Surroundings world, Option<string> data)
    {
        var id = Id();
        var command = new Command("replay", "Puts one into its queue again, as it was.") { id };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, (admin, ct) =>
            DecideAsync(admin, parsed.GetValue(id), SetAsideDecision.Replayed, reason: null, ct), token));
        return command;
    }

    private static Command Drop(Surroundings world, Option<string> data)
    {
        var id = Id();
        var reason = Names.Required("--reason", "Why.");
        var command = new Command("drop", "Leaves one for good; it stays on record.") { id, reason };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, (admin, ct) =>
            DecideAsync(admin, parsed.GetValue(id), SetAsideDecision.Dropped, parsed.GetValue(reason), ct), token));
        return command;
    }

    private static async Task<int> DecideAsync(
        AdminSession admin, long id, SetAsideDecision decision, string? reason, CancellationToken cancellationToken)
    {
        var decider = new Decider(admin.Store, admin.Queue);
        return await decider.FindAsync(id, cancellationToken) is not { } message
            ? Unknown(admin, id)
            : await decider.DecideAsync(
                message, new DecideSetAside(id, decision, admin.Actor, reason, admin.Now), cancellationToken) switch
            {
                StrayOutcome.Decided => admin.Done(string.Create(
                    CultureInfo.InvariantCulture, $"Message {id}: {Told(decision)}.")),
                StrayOutcome.DecidedBefore => Unknown(admin, id),
                StrayOutcome.Away => admin.Refuse(
                    "The storage queues do not answer; the message stays set aside."),
            };
    }

    private static string Told(SetAsideDecision decision) => decision switch
    {
        SetAsideDecision.Replayed => "put into its queue again",
        SetAsideDecision.Dropped => "dropped",
    };

    private static int Unknown(AdminSession admin, long id) => admin.Refuse(string.Create(
        CultureInfo.InvariantCulture, $"No message {id} waits for a decision."));

    private static Argument<long> Id() => new("id") { Description = "The message, as listed." };

    private static string Line(SetAsideMessage message) => string.Create(
        CultureInfo.InvariantCulture,
        $"{message.Id}  {message.BranchId}  {message.Queue}  {message.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}  "
        + $"{message.Reason}  {Shown(message.Text)}");

    // Whatever lies in a queue must not write to a terminal what it likes.
    private static string Shown(string text)
    {
        var plain = string.Concat(text.Take(MostText).Select(c => char.IsControl(c) ? '?' : c));
        return text.Length > MostText ? plain + "..." : plain;
    }
}
