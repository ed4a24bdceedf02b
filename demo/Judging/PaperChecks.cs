using System.Text.Json;
using OrderConnector.Demo.Playing;
using OrderConnector.Demo.Showing;
using OrderConnector.Demo.Starting;
using OrderConnector.Fiscal.Receipts;

namespace OrderConnector.Demo.Judging;

/// <summary>What leaves the product: the receipt for the customer, the document for the point of sale.</summary>
internal static class PaperChecks
{
    internal static async Task CheckReceiptsAsync(Stage stage, CancellationToken cancellationToken)
    {
        foreach (var row in Sold(stage))
        {
            var page = "";
            await Waiting.TryUntilAsync(
                stage.Patience,
                async () => (page = await stage.Estate.ReadPageAsync(row.ReceiptLink ?? "/", cancellationToken))
                    .Contains("TEST", StringComparison.Ordinal),
                cancellationToken);
            stage.Require(
                page.Contains("TEST", StringComparison.Ordinal),
                $"The receipt page of {row.Order.ExternalId} is not there, or not marked TEST.");
            stage.Require(
                IsMarked(page) == (row.State == "unsigned"),
                $"The receipt of {row.Order.ExternalId} ({row.State}) carries or lacks the mark of an outage wrongly.");
        }
    }

    internal static async Task CheckHandOversAsync(Stage stage, CancellationToken cancellationToken)
    {
        var sold = Sold(stage).ToList();
        await Waiting.TryUntilAsync(
            stage.Patience, () => Task.FromResult(sold.All(row => File.Exists(FileOf(stage, row)))), cancellationToken);
        foreach (var row in sold)
        {
            if (!File.Exists(FileOf(stage, row)))
            {
                stage.Fault($"{row.Order.ExternalId} never came to the till: no {FileOf(stage, row)}.");
                continue;
            }

            var bytes = await File.ReadAllBytesAsync(FileOf(stage, row), cancellationToken);
            using var document = JsonDocument.Parse(bytes);
            var order = document.RootElement;
            stage.Require(
                order.GetString("orderId") == row.Id && order.GetProperty("number").GetInt64() == row.Number
                    && order.GetProperty("fiscal").GetString("signedBy") == "agent",
                $"The hand-over of {row.Order.ExternalId} tells of something else: {order}");
        }

        foreach (var row in stage.Board.Rows.Where(row => row.Id is not null && !row.IsRepeat).Except(sold))
        {
            stage.Require(
                !File.Exists(FileOf(stage, row)), $"{row.Order.ExternalId} ({row.State}) came to the till.");
        }
    }

    private static IEnumerable<OrderRow> Sold(Stage stage) =>
        stage.Board.Rows.Where(row => !row.IsRepeat && row.State is "signed" or "unsigned");

    private static string FileOf(Stage stage, OrderRow row) =>
        Path.Combine(stage.Estate.Branch(row.Order.Branch).TillFolder, row.Id + ".json");

    private static bool IsMarked(string page) =>
        page.Contains(ReceiptText.OutageMark, StringComparison.Ordinal);
}
