using OrderConnector.Demo.Playing;
using OrderConnector.Demo.Showing;
using OrderConnector.Demo.Starting;

namespace OrderConnector.Demo.Judging;

/// <summary>Every order has the end it has to have, and says so in its "fiscal".</summary>
internal static class OrderChecks
{
    internal static void Check(Stage stage)
    {
        foreach (var row in stage.Board.Rows.Where(row => !row.IsRepeat))
        {
            stage.Require(
                row.IsAsExpected,
                $"{row.Order.ExternalId} ({row.Order.What}) is {row.State}, not {row.Order.Expected.State}.");
            CheckFiscal(stage, row);
        }

        var numbers = stage.Board.Rows.Where(row => row is { IsRepeat: false, Number: not null })
            .GroupBy(row => (row.Order.Branch, row.Number));
        foreach (var twice in numbers.Where(group => group.Count() > 1))
        {
            stage.Fault($"Number {twice.Key.Number} of {twice.Key.Branch} was given twice.");
        }
    }

    private static void CheckFiscal(Stage stage, OrderRow row)
    {
        var name = row.Order.ExternalId;
        if (row.Order.Expected.ProcessData is not { } processData)
        {
            stage.Require(row.Fiscal is null, $"{name} is {row.State} and carries a signature: {row.Fiscal}");
            return;
        }

        if (row.Fiscal is not { } fiscal)
        {
            stage.Fault($"{name} is {row.State} and has no fiscal data.");
            return;
        }

        var onSite = row.Order.Payment == "onSite";
        var signed = row.Order.Expected.State == "signed";
        var processType = onSite ? "Bestellung-V1" : "Kassenbeleg-V1";
        stage.Require(fiscal.GetString("processType") == processType, $"{name} was not secured as {processType}.");
        stage.Require(
            fiscal.GetString("processData") == processData,
            $"{name} has processData {fiscal.GetString("processData")}, not {processData}.");
        stage.Require(fiscal.GetString("status") == row.State, $"{name} is {row.State}; its fiscal status differs.");
        stage.Require(
            signed == fiscal.GetString("signature") is { Length: > 0 },
            $"{name}: a signature where none belongs, or none.");
        stage.Require(
            (signed && !onSite) == fiscal.GetString("qr") is { Length: > 0 },
            $"{name}: a QR code where none belongs, or none.");
        stage.Require(
            signed || fiscal.GetString("reason") is { Length: > 0 }, $"{name} is unsigned without a reason.");
        stage.Require(
            !signed || fiscal.GetProperty("test").GetBoolean(),
            $"{name} was signed by a simulated TSS and not marked TEST.");
    }
}
