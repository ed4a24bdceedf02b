using System.Globalization;
using System.Text.Json.Nodes;
using OrderConnector.Demo.Ordering;
using OrderConnector.Demo.Showing;
using OrderConnector.Demo.Starting;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Demo.Playing;

/// <summary>What happens in a branch.</summary>
internal static class BranchActs
{
    internal static async Task ReleaseAsync(Stage stage, CancellationToken cancellationToken)
    {
        var released = await stage.PostAsync(OrderBook.ReleasedByStaff, cancellationToken);
        var rejected = await stage.PostAsync(OrderBook.RejectedByStaff, cancellationToken);
        await StaffAsync(stage, released, ["release", Number(released)], cancellationToken);
        await StaffAsync(stage, rejected, ["reject", Number(rejected), "--reason", "sold out"], cancellationToken);
        await stage.SettleAsync([released, rejected], cancellationToken);
    }

    internal static async Task VoidsAsync(Stage stage, CancellationToken cancellationToken)
    {
        var onePizza = new JsonArray(new JsonObject { ["line"] = 0, ["quantity"] = 1 });
        var part = await stage.VoidAsync(
            RowOf(stage, OrderBook.MixedVat), OrderBook.PartVoid, onePizza, cancellationToken);
        var whole = await stage.VoidAsync(
            RowOf(stage, OrderBook.Discounted), OrderBook.WholeVoid, null, cancellationToken);
        await stage.SettleAsync([part, whole], cancellationToken);
    }

    internal static async Task OfflineAsync(Stage stage, CancellationToken cancellationToken)
    {
        var branch = stage.Estate.Branch(OrderBook.Hamburg);
        await branch.KillAgentAsync(cancellationToken);
        List<OrderRow> waiting = [];
        foreach (var order in OrderBook.WhileOffline)
        {
            waiting.Add(await stage.PostAsync(order, cancellationToken));
        }

        var calledBack = await stage.PostAsync(OrderBook.CalledBack, cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        foreach (var row in waiting)
        {
            stage.Require(
                row.State == "queued", $"{row.Order.ExternalId} is {row.State} although the branch was offline.");
            stage.Board.Change(row, changed => changed.Note = "waited for the branch");
        }

        await stage.CancelAsync(calledBack, "customer changed their mind", cancellationToken);
        branch.StartAgent();
        await stage.SettleAsync([.. waiting, calledBack], cancellationToken);
        branch.ShowAgent("up");
    }

    internal static async Task OutageAsync(Stage stage, CancellationToken cancellationToken)
    {
        var branch = stage.Estate.Branch(OrderBook.Berlin);
        await branch.BreakTssAsync();
        List<OrderRow> unsigned = [];
        foreach (var order in OrderBook.DuringOutage)
        {
            unsigned.Add(await stage.PostAsync(order, cancellationToken));
        }

        await stage.SettleAsync(unsigned, cancellationToken);
        await TssIsAsync(stage, OrderBook.Berlin, "outage", cancellationToken);
        await branch.MendTssAsync();
        await TssIsAsync(stage, OrderBook.Berlin, "ok", cancellationToken);
        var after = await stage.PostAsync(OrderBook.AfterOutage, cancellationToken);
        await stage.SettleAsync([after], cancellationToken);
    }

    /// <summary>Waits until the cloud tells shops so, as the agent reports it.</summary>
    private static async Task TssIsAsync(
        Stage stage, string branchId, string expected, CancellationToken cancellationToken)
    {
        var tss = "unknown";
        var isSo = await Waiting.TryUntilAsync(
            stage.Patience,
            async () =>
            {
                var answer = await stage.Estate.Shop(OrderBook.Webshop)
                    .ReadAsync($"/api/v1/branches/{branchId}/readiness", cancellationToken);
                return (tss = answer.Body.GetString("tss")) == expected;
            },
            cancellationToken);
        stage.Require(isSo, $"The readiness of {branchId} says the TSS is {tss}, not {expected}.");
    }

    /// <summary>Staff decide on an order as soon as the agent has it.</summary>
    private static async Task StaffAsync(
        Stage stage, OrderRow row, string[] command, CancellationToken cancellationToken)
    {
        var branch = stage.Estate.Branch(row.Order.Branch);
        await stage.ReachAsync(row, "collected", cancellationToken);
        var result = new CommandResult(0, "", "");
        var done = await Waiting.TryUntilAsync(
            stage.Patience,
            async () => (result = await branch.CommandAsync(cancellationToken, command)).ExitCode == 0,
            cancellationToken);
        stage.Require(done, $"`{command[0]}` of {row.Order.ExternalId} failed: {result.Error}{result.Output}");
        stage.Board.Change(row, changed => changed.Note = $"staff: {string.Join(' ', command)}");
    }

    private static OrderRow RowOf(Stage stage, DemoOrder order) =>
        stage.Board.Rows.First(row => ReferenceEquals(row.Order, order));

    private static string Number(OrderRow row) => row.Number?.ToString(CultureInfo.InvariantCulture) ?? "0";
}
