using System.Collections.Concurrent;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Functions.Tests.Cloud;

/// <summary>A cloud of one or more instances with real storage queues, and what it costs.</summary>
public sealed class QueuedCloud : IAsyncDisposable
{
    private readonly List<CloudUnderTest> _others = [];
    private readonly string[] _settings;

    private QueuedCloud(AzuriteServer azurite, CloudUnderTest first, TimeProvider clock, string[] settings)
    {
        (Azurite, First, Clock, _settings) = (azurite, first, clock, settings);
    }

    public AzuriteServer Azurite { get; }

    public CloudUnderTest First { get; }

    public TimeProvider Clock { get; }

    /// <summary>What the stores of all instances were asked.</summary>
    public ConcurrentQueue<string> StoreCalls { get; private init; } = new();

    /// <summary>One instance, its branch, its channels.</summary>
    /// <param name="times">How many times as fast time runs.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<QueuedCloud> StartAsync(int times = 1, params string[] settings)
    {
        var azurite = await AzuriteServer.StartNewAsync();
        var clock = times == 1 ? TimeProvider.System : new FastClock(times);
        string[] all =
        [
            "Queue:Provider=AzureStorage", $"Queue:ConnectionString={azurite.ConnectionString}", .. settings,
        ];
        var calls = new ConcurrentQueue<string>();
        var first = await CloudUnderTest.StartAsync(clock, CountingStore.Over(calls), all);
        return new QueuedCloud(azurite, first, clock, all) { StoreCalls = calls };
    }

    /// <summary>One more instance.</summary>
    public async Task<CloudUnderTest> JoinAsync()
    {
        var other = await First.JoinAsync(CountingStore.Over(StoreCalls), _settings);
        _others.Add(other);
        return other;
    }

    /// <summary>Lets time pass by the cloud's clock.</summary>
    public Task PassAsync(TimeSpan time) => Task.Delay(time, Clock);

    public async ValueTask DisposeAsync()
    {
        foreach (var other in _others)
        {
            await other.DisposeAsync();
        }

        await First.DisposeAsync();
        await Azurite.DisposeAsync();
    }
}
