using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Simulators.World;

/// <summary>
/// Several cloud instances on one store, many branches, and shops that call any instance: who acts when is decided by
/// a seeded generator and a clock that jumps from event to event. Instances and agents die in the midst of their work.
/// </summary>
public sealed class ChainWorld : IAsyncDisposable
{
    private static readonly DateTimeOffset s_opening = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);
    private readonly CloudNode[] _instances;
    private readonly Random _random;
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, long Order)> _events = new();
    private readonly Dictionary<string, ChainBranch> _branches = [];
    private long _scheduled;

    private ChainWorld(string folder, int seed, int instances)
    {
        (Folder, _random) = (folder, new Random(seed));
        _instances = new CloudNode[instances];
        Wakes = new UnreliableWakes(_random, (branch, after) =>
            Schedule(Clock.GetUtcNow() + after, () => _branches[branch].WorkAsync()));
    }

    public string Folder { get; }

    public SimulatedClock Clock { get; } = new(s_opening);

    public UnreliableWakes Wakes { get; }

    public IReadOnlyDictionary<string, ChainBranch> Branches => _branches;

    public Channel Shop { get; private set; } = null!;

    /// <summary>Set at the end of the day: nobody dies any more.</summary>
    public bool Healed { get; private set; }

    /// <summary>How often an instance was started.</summary>
    public int Lives { get; private set; }

    public static async Task<ChainWorld> OpenAsync(string folder, int seed, int branches, int instances)
    {
        var world = new ChainWorld(folder, seed, instances);
        for (var instance = 0; instance < instances; instance++)
        {
            await world.StartAsync(instance);
        }

        var setUp = world._instances[0];
        string[] ids = [.. Enumerable.Range(1, branches).Select(number => $"b{number:D4}")];
        foreach (var id in ids)
        {
            await setUp.AddBranchAsync(id);
        }

        world.Shop = await setUp.AddChannelAsync("webshop", "auto", ids);
        foreach (var id in ids)
        {
            await setUp.EnrolAsync($"agent-{id}", id, $"EAS-{id}");
            world._branches.Add(id, await ChainBranch.OpenAsync(world, id, new Random(world._random.Next())));
        }

        return world;
    }

    /// <summary>The instance the load balancer picks.</summary>
    public CloudNode AnyInstance() => _instances[_random.Next(_instances.Length)];

    public void Schedule(DateTimeOffset at, Func<Task> act) => _events.Enqueue(act, (at, _scheduled++));

    /// <summary>Lets everything happen that is scheduled up to that moment.</summary>
    public async Task RunUntilAsync(DateTimeOffset end)
    {
        while (_events.TryPeek(out _, out var next) && next.At <= end)
        {
            var act = _events.Dequeue();
            if (next.At > Clock.GetUtcNow())
            {
                Clock.Advance(next.At - Clock.GetUtcNow());
            }

            await act();
            await RestartTheDeadAsync();
        }
    }

    /// <summary>A platform update: every instance is replaced, one after the other.</summary>
    public async Task ReplaceInstancesAsync()
    {
        for (var instance = 0; instance < _instances.Length; instance++)
        {
            await ReplaceAsync(instance);
        }
    }

    public async Task RestartTheDeadAsync()
    {
        for (var instance = 0; instance < _instances.Length; instance++)
        {
            if (_instances[instance].Process.Dead)
            {
                await ReplaceAsync(instance);
            }
        }
    }

    /// <summary>Ends all faults; what is still scheduled is dropped.</summary>
    public async Task HealAsync()
    {
        Healed = true;
        _events.Clear();
        await ReplaceInstancesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var branch in _branches.Values)
        {
            branch.Dispose();
        }

        foreach (var instance in _instances)
        {
            await instance.DisposeAsync();
        }
    }

    private async Task ReplaceAsync(int instance)
    {
        await _instances[instance].DisposeAsync();
        await StartAsync(instance);
    }

    private async Task StartAsync(int instance)
    {
        Lives++;
        var crashPoints = Healed || _branches.Count == 0 ? null : new CrashPoints(_random.Next(100, 5000));
        _instances[instance] = await CloudNode.StartAsync(Folder, Clock, _random.NextBytes, crashPoints, Wakes);
    }
}
