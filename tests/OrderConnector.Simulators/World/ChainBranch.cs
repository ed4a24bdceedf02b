using OrderConnector.Core.Orders;
using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Storing;
using OrderConnector.PosAgent;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Collecting;
using OrderConnector.Simulators.Tills;

namespace OrderConnector.Simulators.World;

/// <summary>One branch of a chain: its agent's lives, and what outlives them.</summary>
public sealed class ChainBranch : IDisposable
{
    private static readonly TimeSpan s_longPoll = TimeSpan.FromSeconds(20);
    private readonly ChainWorld _world;
    private readonly Random _random;
    private readonly SimulatorSite _site;
    private readonly BranchSurroundings _around;
    private readonly KeptLog<BranchFlow> _log = new();
    private readonly Dictionary<OrderId, long> _accepted = [];
    private BranchNode _node = null!;

    private ChainBranch(ChainWorld world, string id, Random random)
    {
        (_world, Id, _random) = (world, id, random);
        var folder = Directory.CreateDirectory(Path.Combine(world.Folder, id)).FullName;
        Till = new MemoryPosSink(TimeSpan.FromSeconds(5), world.Clock);
        _site = SimulatorSite.Put(
            new TssPlace(folder, TssHistory.OnlyTss, [TssPlace.Client(id, 0, 0)]), world.Clock, random,
            faultsPerHundred: 2);
        Line = new LossyCloud(
            new WiredCloud(world.AnyInstance, new EnrolledAgent(AgentId, id)), random, faultsPerHundred: 5);
        _around = new BranchSurroundings(id, AgentId, folder, Line, [_site], Till);
    }

    public string Id { get; }

    public string AgentId => $"agent-{Id}";

    public string EasSerialNumber => _site.Clients[0].SerialNumber;

    public LossyCloud Line { get; }

    public MemoryPosSink Till { get; }

    /// <summary>Every order of the branch that was answered with 2xx, with the number it was given.</summary>
    public IReadOnlyDictionary<OrderId, long> Accepted => _accepted;

    /// <summary>How often the agent was started.</summary>
    public int Lives { get; private set; }

    /// <summary>When the agent asks again if nobody wakes it.</summary>
    public DateTimeOffset NextLook => _node.Flow.Loops
        .Select(loop => loop.DueAt).OfType<DateTimeOffset>().Append(_world.Clock.GetUtcNow() + s_longPoll).Min();

    public BranchTraces Traces(CloudNode cloud) =>
        new(Id, cloud.Disk, Accepted, _node.Journal, [_site], Till.Drawer, _log.Lines);

    public static async Task<ChainBranch> OpenAsync(ChainWorld world, string id, Random random)
    {
        var branch = new ChainBranch(world, id, random);
        await branch.StartAsync();
        return branch;
    }

    /// <summary>Notes an answer of 2xx; the number of an order never changes.</summary>
    public void Accept(StoredOrder order)
    {
        if (!_accepted.TryAdd(order.Id, order.Number) && _accepted[order.Id] != order.Number)
        {
            throw new InvalidOperationException($"Order {order.Id} was {_accepted[order.Id]} and is {order.Number} now.");
        }
    }

    /// <summary>Lets the agent work until nothing is left to do just now; true where something was done.</summary>
    public async Task<bool> WorkAsync()
    {
        var any = false;
        for (var round = 0; round < 10_000; round++)
        {
            var done = false;
            for (var loop = 0; loop < _node.Flow.Loops.Count; loop++)
            {
                done |= await StepAsync(loop);
            }

            if (!done)
            {
                return any;
            }

            any = true;
        }

        throw new InvalidOperationException($"Branch {Id} does not come to rest.");
    }

    /// <summary>A power cut.</summary>
    public async Task RestartAsync()
    {
        _node.Dispose();
        await StartAsync();
    }

    public void Dispose()
    {
        _node.Dispose();
        _site.Dispose();
    }

    private async Task<bool> StepAsync(int loop)
    {
        try
        {
            var done = await _node.Flow.Loops[loop].StepAsync(CancellationToken.None);
            await _world.RestartTheDeadAsync();
            return done;
        }
        catch (SimulatedCrashException) when (_node.Process.Dead)
        {
            await _world.RestartTheDeadAsync();
            await RestartAsync();
            return true;
        }
    }

    private async Task StartAsync()
    {
        while (true)
        {
            Lives++;
            try
            {
                // One life in four ends somewhere in its work, before or after a side effect.
                var crashPoints = _world.Healed || _random.Next(4) > 0 ? null : new CrashPoints(_random.Next(20, 400));
                _node = await BranchNode.StartAsync(_around, _world.Clock, _random, _log, crashPoints);
                return;
            }
            catch (SimulatedCrashException)
            {
                // Killed while it opened its journal: the next life goes on.
            }
        }
    }
}
