using System.CommandLine;
using System.Globalization;
using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Administering;

/// <summary>admin order flag | unflag | match | unmatch: orders that were transmitted by hand.</summary>
internal static class FlagCommands
{
    /// <summary>Builds the commands.</summary>
    public static IEnumerable<Command> Build(Surroundings world, Option<string> data) =>
        [Flag(world, data), Unflag(world, data), Match(world, data), Unmatch(world, data)];

    private static Command Flag(Surroundings world, Option<string> data)
    {
        var slip = Names.Required("--slip", "Number of the paper slip, or of the till's receipt.");
        var kind = new Option<string>("--kind")
        {
            Description = "What the number is: paperSlip, or tillReceipt where the sale is booked already.",
            DefaultValueFactory = _ => SlipKind.PaperSlip.ToWire(),
        };
        kind.AcceptOnlyFromAmong([.. Enum.GetValues<SlipKind>().Select(one => one.ToWire())]);
        var reason = Names.Required("--reason", "Why.");
        return Of(
            world, data, "flag", "Emergency: the branch got the order by hand, its agent never will.",
            [slip, kind, reason],
            async (admin, desk, parsed, order, ct) => SlipNumber.Read(parsed.GetValue(slip)) is not { } number
                ? admin.Refuse("--slip is 1 to 60 printable characters.")
                : Say(
                    admin,
                    (await desk.FlagAsync(
                        Person.Operator(admin.Actor),
                        new FlagRequest(
                            desk.DrawBatch(), [new OrderToFlag(order.Id, number)],
                            SlipKindNames.FromWire(parsed.GetValue(kind))!.Value, false, parsed.GetValue(reason)!),
                        ct))[0]));
    }

    private static Command Unflag(Surroundings world, Option<string> data)
    {
        var reason = Names.Required("--reason", "Why.");
        var lost = new Option<bool>("--even-of-lost-agent")
        {
            Description = "A lost agent had confirmed the order, and it was checked that it did not sign it.",
        };
        return Of(
            world, data, "unflag", "Takes a flag back: the agent gets the order.", [reason, lost],
            async (admin, desk, parsed, order, ct) => await desk.UnflagAsync(
                Person.Operator(admin.Actor) with { IsAdministrator = parsed.GetValue(lost) }, order.Id,
                parsed.GetValue(reason)!, ct) switch
            {
                UnflagResult.Withdrawn => admin.Done("The order is queued again."),
                UnflagResult.Matched => admin.Refuse(
                    "A receipt of the till is matched; the agent would book the order a second time."),
                UnflagResult.AgentLost => admin.Refuse(
                    "A lost agent had confirmed the order and may have signed it; another one would sign it a second "
                    + "time. Where it was checked that it did not: --even-of-lost-agent."),
                UnflagResult.NotFlagged => admin.Refuse("The order is not flagged; nothing was changed."),
                UnflagResult.Unknown => admin.Refuse("There is no such order."),
            });
    }

    private static Command Match(Surroundings world, Option<string> data)
    {
        var receipt = Names.Required("--receipt", "Number of the till's receipt.");
        var total = new Option<decimal?>("--total") { Description = "The total on it in euro: 22.55." };
        var shared = new Option<bool>("--shared") { Description = "The receipt stands for other orders too." };
        var accept = new Option<bool>("--accept-difference") { Description = "A differing total is right." };
        return Of(
            world, data, "match", "Matches a flagged order with the till's receipt.",
            [receipt, total, shared, accept],
            async (admin, desk, parsed, order, ct) => SlipNumber.Read(parsed.GetValue(receipt)) is not { } number
                ? admin.Refuse("--receipt is 1 to 60 printable characters.")
                : Say(
                    admin,
                    (await desk.MatchAsync(
                        Person.Operator(admin.Actor),
                        new MatchRequest(
                            [new OrderToMatch(order.Id, number, null, CentsOf(parsed.GetValue(total)))],
                            MatchSource.ByHand, parsed.GetValue(shared), parsed.GetValue(accept)),
                        ct))[0]));
    }

    private static Command Unmatch(Surroundings world, Option<string> data)
    {
        var reason = Names.Required("--reason", "Why.");
        return Of(
            world, data, "unmatch", "Puts a matched order on the work list again.", [reason],
            async (admin, desk, parsed, order, ct) => await desk.UnmatchAsync(
                Person.Operator(admin.Actor), order.Id, parsed.GetValue(reason)!, ct) switch
            {
                UnmatchResult.Undone => admin.Done("The order is on the work list again."),
                UnmatchResult.NotMatched => admin.Refuse("The order is matched with nothing."),
                UnmatchResult.Unknown => admin.Refuse("There is no such order."),
            });
    }

    private static Command Of(
        Surroundings world, Option<string> data, string name, string description, IReadOnlyList<Option> options,
        Func<AdminSession, EmergencyDesk, ParseResult, StoredOrder, CancellationToken, Task<int>> act)
    {
        var number = new Argument<long>("number") { Description = "The order's number." };
        var branch = Names.Required("--branch", "Its branch.");
        var command = new Command(name, description) { number, branch };
        options.ToList().ForEach(command.Options.Add);
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
            await admin.Store.FindByNumberAsync(parsed.GetValue(branch)!, parsed.GetValue(number), ct) is { } order
                ? await act(admin, admin.Emergencies, parsed, order, ct)
                : admin.Refuse("There is no such order."), token));
        return command;
    }

    private static int Say(AdminSession admin, FlagOutcome outcome) => outcome.Result switch
    {
        FlagResult.Flagged => admin.Done("The order is flagged; its agent never gets it."),
        FlagResult.Collected => admin.Refuse(string.Create(
            CultureInfo.InvariantCulture,
            $"The agent was faster: {outcome.State.ToWire()} by {outcome.By} since "
            + $"{outcome.Since.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}; nothing was flagged.")),
        FlagResult.Elsewhere => admin.Refuse($"The order is {outcome.State.ToWire()}; nothing was changed."),
        FlagResult.ReceiptTaken => admin.Refuse(string.Create(
            CultureInfo.InvariantCulture, $"The receipt stands for order {outcome.TakenBy} already.")),
        FlagResult.Unknown => admin.Refuse("There is no such order."),
    };

    private static int Say(AdminSession admin, MatchOutcome outcome) => outcome.Result switch
    {
        MatchResult.Matched => admin.Done("The order is matched."),
        MatchResult.AlreadyMatched => admin.Refuse($"The order is matched with receipt {outcome.Receipt} already."),
        MatchResult.ReceiptTaken => admin.Refuse(string.Create(
            CultureInfo.InvariantCulture,
            $"The receipt stands for order {outcome.TakenBy} already; --shared where it stands for both.")),
        MatchResult.TotalDiffers => admin.Refuse(string.Create(
            CultureInfo.InvariantCulture,
            $"The order's total is {outcome.TotalCents / 100m:0.00}; --accept-difference where that is right.")),
        MatchResult.NotFlagged => admin.Refuse("The order is not flagged; nothing was changed."),
        MatchResult.Unknown => admin.Refuse("There is no such order."),
    };

    private static long? CentsOf(decimal? total) => total is { } euro ? (long)decimal.Round(euro * 100m) : null;
}
