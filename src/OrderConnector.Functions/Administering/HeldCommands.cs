using System.CommandLine;
using System.Globalization;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>admin held list | release | reject: a person decides where a sender could not be refused.</summary>
public static class HeldCommands
{
    /// <summary>Builds the commands.</summary>
    public static Command Build(Surroundings world, Option<string> data) =>
        new("held", "Orders held for review.") { List(world, data), Release(world, data), Reject(world, data) };

    private static Command List(Surroundings world, Option<string> data)
    {
        var command = new Command("list", "Lists them, oldest first.");
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, async (admin, ct) =>
            admin.Done((await admin.Store.ReadHeldAsync(ct)).Select(OrderLines.Of)), token));
        return command;
    }

    private static Command Release(Surroundings world, Option<string> data)
    {
        var number = new Argument<long>("number") { Description = "The order's number." };
        var branch = BranchOption();
        var command = new Command("release", "Sends an order on to its branch.") { number, branch };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, (admin, ct) =>
            MoveAsync(
                admin, parsed.GetValue(number), parsed.GetValue(branch), OrderState.Queued, "released after review",
                ct), token));
        return command;
    }

    private static Command Reject(Surroundings world, Option<string> data)
    {
        var number = new Argument<long>("number") { Description = "The order's number." };
        var branch = BranchOption();
        var reason = Names.Required("--reason", "Why.");
        var command = new Command("reject", "Refuses an order.") { number, branch, reason };
        command.SetAction((parsed, token) => AdminSession.RunAsync(world, parsed, data, (admin, ct) =>
            MoveAsync(
                admin, parsed.GetValue(number), parsed.GetValue(branch), OrderState.Rejected,
                parsed.GetValue(reason)!, ct), token));
        return command;
    }

    private static async Task<int> MoveAsync(
        AdminSession admin, long number, string? branch, OrderState to, string reason,
        CancellationToken cancellationToken)
    {
        var held = (await admin.Store.ReadHeldAsync(cancellationToken))
            .Where(order => order.Number == number && (branch is null || order.BranchId == branch))
            .ToList();
        return held switch
        {
            [] => admin.Refuse(string.Create(CultureInfo.InvariantCulture, $"No held order carries number {number}.")),
            [var one] => await OrderCommands.MoveAsync(
                admin, one.Id, [OrderState.Held], to, reason, cancellationToken),
            _ => admin.Refuse("More than one branch holds an order with this number; say which with --branch."),
        };
    }

    private static Option<string?> BranchOption() =>
        new("--branch") { Description = "Its branch, where more than one branch has this number." };
}
