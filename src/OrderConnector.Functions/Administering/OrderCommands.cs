using System.CommandLine;
using System.Globalization;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>
/// admin order show, requeue, reject, flag, unflag, match, unmatch, erase: what a person may do to an order.
/// </summary>
public static class OrderCommands
{
    /// <summary>Builds the commands.</summary>
    public static Command Build(Surroundings world, Option<string> data)
    {
        var command = new Command("order", "One order of a branch.")
        {
            Show(world, data),
            Move(world, data, "requeue", "Offers an order that was set aside to the branch again.",
                [OrderState.SetAside], OrderState.Queued),
            Move(world, data, "reject", "Refuses an order that was set aside.",
                [OrderState.SetAside], OrderState.Rejected),
            Erase(world, data),
        };
        FlagCommands.Build(world, data).ToList().ForEach(command.Subcommands.Add);
        return command;
    }

    /// <summary>One guarded move, and what became of it.</summary>
    public static async Task<int> MoveAsync(
        AdminSession admin, OrderId id, IReadOnlyList<OrderState> from, OrderState to, string reason,
        CancellationToken cancellationToken)
    {
        var outcome = await new Decider(admin.Store, admin.Queue).MoveAsync(
            new MoveOrder(id, from, to, admin.Actor, reason, admin.Now), cancellationToken);
        return outcome switch
        {
            { Kind: MoveOutcomeKind.Moved, Order: { } moved } => admin.Done(OrderLines.Of(moved)),
            { Order: { } other } => admin.Refuse($"The order is {other.State.ToWire()}; nothing was changed."),
            _ => admin.Refuse("There is no such order."),
        };
    }

    private static Command Show(Surroundings world, Option<string> data)
    {
        var (number, branch) = Which();
        var command = new Command("show", "Shows an order and every move it made.") { number, branch };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
        {
            var order = await admin.Store.FindByNumberAsync(parsed.GetValue(branch)!, parsed.GetValue(number), ct);
            if (order is null)
            {
                return admin.Refuse("There is no such order.");
            }

            var moves = await admin.Store.ReadEventsAsync(order.Id, ct);
            var erasures = await admin.Store.ReadErasuresAsync(order.Id, ct);
            return admin.Done([OrderLines.Of(order), .. moves.Select(Line), .. erasures.Select(Line)]);
        }, token));
        return command;
    }

    private static Command Move(
        Surroundings world, Option<string> data, string name, string description,
        IReadOnlyList<OrderState> from, OrderState to)
    {
        var (number, branch) = Which();
        var reason = Names.Required("--reason", "Why.");
        var command = new Command(name, description) { number, branch, reason };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
        {
            var order = await admin.Store.FindByNumberAsync(parsed.GetValue(branch)!, parsed.GetValue(number), ct);
            return order is null
                ? admin.Refuse("There is no such order.")
                : await MoveAsync(admin, order.Id, from, to, parsed.GetValue(reason)!, ct);
        }, token));
        return command;
    }

    private static Command Erase(Surroundings world, Option<string> data)
    {
        var (number, branch) = Which();
        var reason = Names.Required("--reason", "Why; no names of customers.");
        var command = new Command("erase", "Erases what is kept of an order's customer; the sale stays on record.")
        {
            number, branch, reason,
        };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
        {
            var order = await admin.Store.FindByNumberAsync(parsed.GetValue(branch)!, parsed.GetValue(number), ct);
            return order is null
                ? admin.Refuse("There is no such order.")
                : await EraseAsync(admin, order, parsed.GetValue(reason)!, ct);
        }, token));
        return command;
    }

    // Its counter orders name the same customer. Each is erased on its own: whatever comes between, it can be repeated.
    private static async Task<int> EraseAsync(
        AdminSession admin, StoredOrder order, string reason, CancellationToken cancellationToken)
    {
        StoredOrder[] all = [order, .. await admin.Store.FindVoidsOfAsync(order.Id, cancellationToken)];
        if (all.FirstOrDefault(one => PersonalData.IsNeeded(one.State)) is { } needed)
        {
            return admin.Refuse(string.Create(
                CultureInfo.InvariantCulture,
                $"Order {needed.Number} is {needed.State.ToWire()}; its customer is still needed."));
        }

        foreach (var one in all)
        {
            var (payload, payments) = StoredDocuments.WithoutPersonalData(one);
            var erase = new ErasePersonal(
                one.Id, one.State, one.StateSince, payload, payments, admin.Actor, reason, admin.Now);
            if (!await admin.Store.ErasePersonalAsync(erase, cancellationToken))
            {
                return admin.Refuse("The order has moved meanwhile; run the same command again.");
            }
        }

        return admin.Done("The personal data are erased.");
    }

    private static (Argument<long> Number, Option<string> Branch) Which() => (
        new Argument<long>("number") { Description = "The order's number." },
        Names.Required("--branch", "Its branch."));

    private static string Line(Erasure erasure) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {erasure.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}  personal data erased  {erasure.Actor}  "
        + $"{erasure.Reason}");

    private static string Line(OrderEvent move) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {move.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}  {move.From?.ToWire() ?? "-"} -> {move.To.ToWire()}  "
        + $"{move.Actor}  {move.Reason}").TrimEnd();
}
