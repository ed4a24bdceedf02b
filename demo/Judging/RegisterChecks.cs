using System.Globalization;
using System.Text.Json;
using OrderConnector.Demo.Playing;
using OrderConnector.Demo.Showing;
using OrderConnector.Demo.Starting;

namespace OrderConnector.Demo.Judging;

/// <summary>The number register explains every number that was given, and no other.</summary>
internal static class RegisterChecks
{
    /// <summary>Where a branch's range begins by default.</summary>
    internal const long FirstNumber = 40000000;

    internal static async Task CheckAsync(Stage stage, CancellationToken cancellationToken)
    {
        foreach (var branch in stage.Estate.Branches)
        {
            var rows = stage.Board.Rows
                .Where(row => row is { IsRepeat: false, Number: not null } && row.Order.Branch == branch.Id)
                .ToDictionary(row => row.Number!.Value);
            var path = Path(branch.Id, rows.Keys.DefaultIfEmpty(FirstNumber).Max());
            var answer = await stage.Estate.Operator.ReadAsync(path, cancellationToken);
            if (answer.Status != 200)
            {
                stage.Fault($"The register of {branch.Id} was answered with {answer.Status}.");
                continue;
            }

            Compare(stage, branch.Id, rows, answer.Body);
        }
    }

    /// <summary>The call an operator makes.</summary>
    internal static string Path(string branchId, long to) => string.Create(
        CultureInfo.InvariantCulture, $"/api/v1/branches/{branchId}/numbers?from={FirstNumber}&to={to}");

    private static void Compare(Stage stage, string branchId, Dictionary<long, OrderRow> rows, JsonElement register)
    {
        var entries = register.GetProperty("numbers").EnumerateArray()
            .ToDictionary(e => e.GetProperty("number").GetInt64());
        foreach (var number in rows.Keys.Where(number => !entries.ContainsKey(number)))
        {
            stage.Fault($"The register of {branchId} does not know {number}.");
        }

        foreach (var (number, entry) in entries)
        {
            var fate = entry.GetString("fate");
            if (!rows.TryGetValue(number, out var row))
            {
                stage.Fault($"The register of {branchId} tells of {number} ({fate}), which nobody was given.");
                continue;
            }

            if (fate != "signed")
            {
                stage.UnsignedNumbers.Add($"{branchId} {number}: {fate}, {entry.GetString("reason")}");
            }

            stage.Require(
                fate == row.State && entry.GetString("orderId") == row.Id,
                $"The register of {branchId} says {number} is {fate}; the order is {row.State}.");
            stage.Require(
                row.State is not ("aborted" or "cancelled" or "rejected" or "unsigned")
                    || entry.GetString("reason") is { Length: > 0 },
                $"The register of {branchId} gives no reason for {number} ({fate}).");
        }
    }
}
