using System.Text.Json;
using OrderConnector.Demo.Ordering;
using OrderConnector.Demo.Showing;
using OrderConnector.Demo.Starting;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Demo.Playing;

/// <summary>What a shop sees of the product.</summary>
internal static class PostingActs
{
    internal static async Task EveryKindAsync(Stage stage, CancellationToken cancellationToken)
    {
        List<OrderRow> rows = [];
        foreach (var order in OrderBook.EveryKind)
        {
            // Orders arrive one after another, not in a heap.
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            rows.Add(await stage.PostAsync(order, cancellationToken));
        }

        await stage.SettleAsync(rows, cancellationToken);
    }

    internal static async Task CheckoutsAsync(Stage stage, CancellationToken cancellationToken)
    {
        var paid = await stage.PostAsync(OrderBook.PaidLater, cancellationToken);
        var abandoned = await stage.PostAsync(OrderBook.Abandoned, cancellationToken);
        await stage.ReachAsync(paid, "awaitingPayment", cancellationToken);
        await stage.PayAsync(paid, "paid", cancellationToken);
        await stage.PayAsync(abandoned, "aborted", cancellationToken);
        await stage.SettleAsync([paid, abandoned], cancellationToken);
    }

    internal static async Task RepeatsAsync(Stage stage, CancellationToken cancellationToken)
    {
        var first = stage.Board.Rows.Single(row => row.Order == OrderBook.MixedVat);
        var again = OrderBook.MixedVat with { What = "WS-1001 posted a second time" };
        var (repeat, known) = await stage.RepeatAsync(
            again, first, answer => $"{answer.Status}, the same number", cancellationToken);
        stage.Require(
            known.Status == 200 && repeat.Number == first.Number && repeat.Id == first.Id,
            $"The repeat of WS-1001 ({first.Number}) was answered with {known.Status} and number {repeat.Number}.");

        var (_, conflict) = await stage.RepeatAsync(
            OrderBook.OtherContent, first, answer => $"{answer.Status} {answer.Body.GetString("title")}",
            cancellationToken);
        stage.Require(
            conflict.Status == 409, $"Other content under WS-1001 was answered with {conflict.Status}, not 409.");
    }

    internal static async Task RefusalAsync(Stage stage, CancellationToken cancellationToken)
    {
        var (_, answer) = await stage.SendAsync(
            OrderBook.Broken, cancellationToken, refusal => $"{refusal.Status}: {string.Join(' ', Pointers(refusal))}");
        var pointers = Pointers(answer);
        var missing = OrderBook.BrokenPointers
            .Where(expected => !pointers.Any(p => p.StartsWith(expected, StringComparison.Ordinal))).ToList();
        stage.Require(answer.Status == 422, $"The broken order was answered with {answer.Status}, not 422.");
        stage.Require(missing.Count == 0, $"The refusal does not name {string.Join(", ", missing)}: {answer.Body}");
    }

    internal static async Task LunchRushAsync(Stage stage, CancellationToken cancellationToken)
    {
        List<OrderRow> rows = [];
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        foreach (var order in OrderBook.LunchRush)
        {
            await beat.WaitForNextTickAsync(cancellationToken);
            rows.Add(await stage.PostAsync(order, cancellationToken));
        }

        await stage.SettleAsync(rows, cancellationToken);
    }

    private static List<string> Pointers(ShopAnswer answer) =>
        answer.Body.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            ? [.. errors.EnumerateArray().Select(error => error.GetString("pointer") ?? "")]
            : [];
}
