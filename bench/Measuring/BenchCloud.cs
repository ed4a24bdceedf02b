using OrderConnector.Simulators.Processes;

namespace OrderConnector.Bench.Measuring;

/// <summary>A cloud app with one branch and one channel, without a rate limit.</summary>
internal sealed class BenchCloud : IAsyncDisposable
{
    internal const string Branch = "bench";

    private readonly TemporaryFolder _folder;

    private BenchCloud(TemporaryFolder folder)
    {
        _folder = folder;
        Process = new CloudProcess(
            folder["cloud"], folder["cloud.log"], "--set", "Intake:RateLimitPerSecond=0");
    }

    internal CloudProcess Process { get; }

    internal string ChannelKey { get; private set; } = "";

    /// <summary>A folder beside the cloud's own.</summary>
    internal string Folder(string name) => _folder[name];

    internal static async Task<BenchCloud> StartAsync()
    {
        var cloud = new BenchCloud(new TemporaryFolder());
        var process = cloud.Process;
        await process.AdminAsync(default, "branch", "add", Branch, "--name", "Bench");
        await process.AdminAsync(
            default, "branch", "set", Branch, "--company", "Bench GmbH", "--street", "Beispielweg 1",
            "--zip", "10115", "--city", "Berlin", "--tax-number", "12/345/67890");
        cloud.ChannelKey = await process.AdminAsync(default, "channel", "add", "bench", "--branch", Branch);
        await process.StartAsync(default);
        return cloud;
    }

    /// <summary>Megabytes a process holds in memory now.</summary>
    internal static double Megabytes(System.Diagnostics.Process process)
    {
        process.Refresh();
        return process.WorkingSet64 / 1e6;
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _folder.Dispose();
    }
}
