using System.Diagnostics;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Bench.Measuring;

/// <summary>A cloud app without a rate limit and one agent; the agent's branch and one that nobody collects from.</summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    /// <summary>Served by the agent.</summary>
    internal const string Branch = "bench";

    /// <summary>Where intake is measured alone.</summary>
    internal const string Unserved = "intake";

    private readonly TemporaryFolder _folder;
    private string _operatorKey = "";

    private BenchWorld(TemporaryFolder folder)
    {
        _folder = folder;
        Cloud = new CloudProcess(folder["cloud"], folder["cloud.log"], "--set", "Intake:RateLimitPerSecond=0");
        Agent = NewAgent();
    }

    internal CloudProcess Cloud { get; }

    internal AgentProcess Agent { get; private set; }

    internal string ChannelKey { get; private set; } = "";

    /// <summary>The cloud's store.</summary>
    internal string Database => Path.Combine(Cloud.DataFolder, "orders.db");

    /// <summary>The agent's journal.</summary>
    internal string Journal => Path.Combine(Agent.DataFolder, "journal.db");

    /// <summary>A file beside the data.</summary>
    internal string File(string name) => _folder[name];

    internal static async Task<BenchWorld> StartAsync()
    {
        var world = new BenchWorld(new TemporaryFolder());
        var cloud = world.Cloud;
        foreach (var branch in new[] { Branch, Unserved })
        {
            await cloud.AdminAsync(default, "branch", "add", branch, "--name", branch);
            await cloud.AdminAsync(
                default, "branch", "set", branch, "--company", "Bench GmbH", "--street", "Beispielweg 1",
                "--zip", "10115", "--city", "Berlin", "--tax-number", "12/345/67890");
        }

        world.ChannelKey = await cloud.AdminAsync(
            default, "channel", "add", "bench", "--branch", Branch, "--branch", Unserved);
        world._operatorKey = await cloud.AdminAsync(default, "operator-key", "bench");
        var key = await cloud.AdminAsync(default, "agent-key", Branch);
        await cloud.StartAsync(default);
        await world.Agent.EnrolAsync(cloud.Url, key, default);
        return world;
    }

    internal ShopClient Shop() => new(Cloud.Url, ChannelKey);

    internal ShopClient Operator() => new(Cloud.Url, _operatorKey);

    /// <summary>Starts the agent with TSS that take so long for a start and a finish together.</summary>
    internal void StartAgent(int latencyMilliseconds, int tss)
    {
        Agent = NewAgent([.. Settings(latencyMilliseconds, tss).SelectMany(setting => new[] { "--set", setting })]);
        Agent.Start();
    }

    private static IEnumerable<string> Settings(int latencyMilliseconds, int tss)
    {
        if (tss == 1)
        {
            yield return FormattableString.Invariant($"TssSimulator:LatencyMilliseconds={latencyMilliseconds}");
            yield break;
        }

        for (var i = 1; i <= tss; i++)
        {
            var place = FormattableString.Invariant($"BranchTss:t{i}:");
            yield return FormattableString.Invariant($"{place}TssSimulator:LatencyMilliseconds={latencyMilliseconds}");
            yield return FormattableString.Invariant($"{place}Tss:Clients:BENCH-{i}=BENCH-EAS-{i}");
        }
    }

    /// <summary>Stops the cloud and starts it again after the work: nobody else has the store meanwhile.</summary>
    internal async Task WithoutCloudAsync(Func<Task> work)
    {
        await ProductProgram.StopAsync(Cloud.Process!, TimeSpan.FromSeconds(30));
        await work();
        await Cloud.StartAsync(default);
    }

    internal async Task StopAgentAsync()
    {
        await Agent.StopAsync();
        Agent.Process!.Dispose();
        Agent = NewAgent();
    }

    /// <summary>What a process holds in memory now.</summary>
    internal static string Memory(Process process)
    {
        process.Refresh();
        return FormattableString.Invariant($"{process.WorkingSet64 / 1e6:0} MB");
    }

    /// <summary>What a process has had of the processors, in user and system mode.</summary>
    internal static TimeSpan ProcessorTime(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    public async ValueTask DisposeAsync()
    {
        await Agent.DisposeAsync();
        await Cloud.DisposeAsync();
        _folder.Dispose();
    }

    private AgentProcess NewAgent(params string[] options) => new(_folder["agent"], _folder["agent.log"], options);
}
