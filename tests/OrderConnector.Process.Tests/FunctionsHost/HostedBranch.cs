using System.Text.Json;
using OrderConnector.Simulators.FunctionsHost;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Process.Tests.FunctionsHost;

/// <summary>The published handler under the stand-in host, with one branch, one channel and an operator key.</summary>
internal sealed class HostedBranch : IAsyncDisposable
{
    private HostedBranch(TemporaryFolder folder, StandInHost host, string channelKey)
    {
        Folder = folder;
        Host = host;
        ChannelKey = channelKey;
    }

    internal TemporaryFolder Folder { get; }

    internal StandInHost Host { get; }

    internal string ChannelKey { get; }

    internal string Database => Path.Combine(Folder["cloud"], "orders.db");

    internal static Task<HostedBranch> StartAsync(
        Published published, CancellationToken cancellationToken, params (string Name, string Value)[] settings) =>
        StartAsync(published, TimeProvider.System, cancellationToken, settings);

    /// <summary>The same with another time for the host and its queues; the handler has the machine's.</summary>
    internal static async Task<HostedBranch> StartAsync(
        Published published, TimeProvider clock, CancellationToken cancellationToken,
        params (string Name, string Value)[] settings)
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["cloud"]);
        foreach (var file in Directory.EnumerateFiles(published.SeededStore))
        {
            File.Copy(file, Path.Combine(folder["cloud"], Path.GetFileName(file)));
        }

        var host = await StandInHost.StartAsync(
            published.Package, Settings(folder["cloud"], settings), clock, cancellationToken);
        return new HostedBranch(folder, host, published.ChannelKey);
    }

    /// <summary>App settings of a handler that keeps its orders in a folder.</summary>
    internal static Dictionary<string, string> Settings(
        string dataFolder, params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>
        {
            ["Store__DataDirectory"] = dataFolder,
            ["Hosting__AllowEmbeddedStore"] = "true",
            ["ALARM_QUEUE"] = "orders-alarms",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return all;
    }

    internal ShopClient Shop() => new(Host.Url, ChannelKey);

    internal Task<string> AdminAsync(CancellationToken cancellationToken, params string[] arguments) =>
        ProductProgram.Cloud.DoAsync(cancellationToken, ["admin", .. arguments, "--data", Folder["cloud"]]);

    internal static byte[] Order(string externalId, string payment = "prepaid") => DayOrders.Document(
        externalId, ServedBranch.Branch, TimeProvider.System.GetUtcNow(), payment, "pickup", DayOrders.Lines["mixed"]);

    /// <summary>What every test ends with: nothing on standard error, one JSON document per line on the other.</summary>
    internal void AssertQuiet()
    {
        Assert.All(Host.Lives, life =>
        {
            Assert.Empty(life.Error);
            Assert.NotEmpty(life.Output);
            Assert.All(life.Output, line => Assert.StartsWith(
                "{\"Timestamp\":", JsonDocument.Parse(line).RootElement.GetRawText(), StringComparison.Ordinal));
        });
        Assert.Null(Host.GaveUp);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        Folder.Dispose();
    }
}
