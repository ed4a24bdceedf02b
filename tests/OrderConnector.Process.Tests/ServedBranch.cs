using OrderConnector.Simulators.Processes;

namespace OrderConnector.Process.Tests;

/// <summary>A cloud app that runs, with one branch, one channel and an operator key.</summary>
internal sealed class ServedBranch : IAsyncDisposable
{
    internal const string Branch = "berlin-mitte";
    internal const long FirstNumber = 40_000_000;

    private ServedBranch(TemporaryFolder folder, CloudProcess cloud, string channelKey, string operatorKey)
    {
        Folder = folder;
        Cloud = cloud;
        ChannelKey = channelKey;
        OperatorKey = operatorKey;
    }

    internal TemporaryFolder Folder { get; }

    internal CloudProcess Cloud { get; }

    internal string ChannelKey { get; }

    internal string OperatorKey { get; }

    internal string Database => Path.Combine(Cloud.DataFolder, "orders.db");

    /// <summary>Sets everything up by command line, as an operator would.</summary>
    internal static async Task<ServedBranch> StartAsync(
        CancellationToken cancellationToken, IReadOnlyList<string>? wrapper = null, params string[] options)
    {
        var folder = new TemporaryFolder();
        var cloud = new CloudProcess(
            folder["cloud"], folder["cloud.log"], ["--set", "Intake:RateLimitPerSecond=0", .. options])
        {
            Wrapper = wrapper ?? [],
        };
        await cloud.AdminAsync(cancellationToken, "branch", "add", Branch, "--name", "Berlin Mitte");
        await cloud.AdminAsync(
            cancellationToken, "branch", "set", Branch, "--company", "Beispiel GmbH", "--street", "Beispielweg 1",
            "--zip", "10115", "--city", "Berlin", "--tax-number", "12/345/67890");
        var channelKey = await cloud.AdminAsync(cancellationToken, "channel", "add", "webshop", "--branch", Branch);
        var operatorKey = await cloud.AdminAsync(cancellationToken, "operator-key", "office");
        await cloud.StartAsync(cancellationToken);
        return new ServedBranch(folder, cloud, channelKey, operatorKey);
    }

    /// <summary>An agent of the branch that has enrolled and not started.</summary>
    internal async Task<AgentProcess> EnrolAgentAsync(
        string name, CancellationToken cancellationToken, params string[] options)
    {
        var key = await Cloud.AdminAsync(cancellationToken, "agent-key", Branch);
        var agent = new AgentProcess(Folder[name], Folder[name + ".log"], options);
        await agent.EnrolAsync(Cloud.Url, key, cancellationToken);
        return agent;
    }

    internal ShopClient Shop() => new(Cloud.Url, ChannelKey);

    internal ShopClient Operator() => new(Cloud.Url, OperatorKey);

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        Folder.Dispose();
    }
}
