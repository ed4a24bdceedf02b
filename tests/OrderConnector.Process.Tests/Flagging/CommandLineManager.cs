using System.Globalization;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.Shops;

namespace OrderConnector.Process.Tests.Flagging;

/// <summary>Flags by command line, beside the process that serves: only the database is between the two.</summary>
internal sealed class CommandLineManager(ServedBranch served)
{
    /// <summary>Orders it flagged.</summary>
    internal HashSet<string> Flagged { get; } = [];

    /// <summary>Orders of which it was told that the agent was faster.</summary>
    internal HashSet<string> TooLate { get; } = [];

    /// <summary>Flags a shop's newest order, again and again.</summary>
    internal async Task RunAsync(LoadShop shop, CancellationToken stop, CancellationToken cancellationToken)
    {
        while (!stop.IsCancellationRequested)
        {
            if (shop.Orders is [.., var order])
            {
                await FlagAsync(order, cancellationToken);
            }

            await Task.Delay(200, cancellationToken);
        }
    }

    private async Task FlagAsync(PlacedOrder order, CancellationToken cancellationToken)
    {
        var result = await ProductProgram.Cloud.RunAsync(
            cancellationToken, "admin", "order", "flag", order.Number.ToString(CultureInfo.InvariantCulture),
            "--branch", ServedBranch.Branch, "--slip", "K 1", "--reason", "line down", "--data",
            served.Cloud.DataFolder);
        var said = result.Output + result.Error;
        if (result.ExitCode == 0)
        {
            Flagged.Add(order.Id);
        }
        else if (said.Contains("The agent was faster", StringComparison.Ordinal))
        {
            TooLate.Add(order.Id);
        }
        else
        {
            Assert.Contains("nothing was changed", said, StringComparison.Ordinal);
        }
    }
}
