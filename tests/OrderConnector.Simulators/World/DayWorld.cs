using System.Text;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent;
using OrderConnector.PosAgent.Collecting;
using OrderConnector.Simulators.Tills;

namespace OrderConnector.Simulators.World;

/// <summary>Whom a crash point kills.</summary>
public enum Victim
{
    /// <summary>Nobody.</summary>
    None,

    /// <summary>The cloud app.</summary>
    Cloud,

    /// <summary>The branch agent.</summary>
    Agent,
}

/// <summary>
/// One cloud, one branch, one TSS, one till and the shops, in one thread: whoever dies is started again on what its
/// disk holds. Shops repeat a call until it is answered.
/// </summary>
public sealed partial class DayWorld : IAsyncDisposable
{
    public const string BranchId = "probe";
    private const string AgentId = "agent-1";
    private static readonly DateTimeOffset s_opening = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    private readonly string _folder;
    private readonly Random _random;
    private readonly BranchSurroundings _around;

    private DayWorld(
        string folder, Random random, SimulatedClock clock, IReadOnlyList<ITssSite> sites, Func<ICloud, ICloud>? line)
    {
        (_folder, _random, Clock, Sites) = (folder, random, clock, sites);
        Till = new MemoryPosSink(TimeSpan.FromSeconds(5), Clock);
        var wire = new WiredCloud(() => Cloud, new EnrolledAgent(AgentId, BranchId));
        _around = new BranchSurroundings(BranchId, AgentId, folder, line?.Invoke(wire) ?? wire, sites, Till);
    }

    public SimulatedClock Clock { get; }

    /// <summary>What stands for the TSS of the branch.</summary>
    public IReadOnlyList<ITssSite> Sites { get; }

    public MemoryPosSink Till { get; }

    public CloudNode Cloud { get; private set; } = null!;

    public BranchNode Branch { get; private set; } = null!;

    public KeptLog<BranchFlow> Log { get; } = new();

    public Channel Shop { get; private set; } = null!;

    public Channel Kiosk { get; private set; } = null!;

    /// <summary>Every order that was answered with 2xx, with the number it was given.</summary>
    public Dictionary<OrderId, long> Accepted { get; } = [];

    /// <summary>What the day leaves behind.</summary>
    public BranchTraces Traces =>
        new(BranchId, Cloud.Disk, Accepted, Branch.Journal, Sites, Till.Drawer, Log.Lines);

    /// <summary>How often each process was started.</summary>
    public int Lives { get; private set; }

    /// <summary>Opens the day.</summary>
    /// <param name="folder">Where everything lies.</param>
    /// <param name="random">Seeded: same seed, same day.</param>
    /// <param name="victim">Whom the crash points kill.</param>
    /// <param name="crashPoints">Null kills nobody.</param>
    /// <param name="line">The line to the cloud; null is a perfect one.</param>
    /// <param name="stand">What stands for the TSS.</param>
    /// <param name="tssFaultsPerHundred">How many calls to it go wrong.</param>
    public static async Task<DayWorld> OpenAsync(
        string folder, Random random, Victim victim, CrashPoints? crashPoints, Func<ICloud, ICloud>? line,
        TssStand stand, int tssFaultsPerHundred)
    {
        var clock = new SimulatedClock(s_opening);
        var sites = await stand.OpenAllAsync(folder, BranchId, clock, random, tssFaultsPerHundred);
        var world = new DayWorld(folder, random, clock, sites, line);
        world.Cloud = await CloudNode.StartAsync(
            folder, world.Clock, world.NextBytes, victim == Victim.Cloud ? crashPoints : null);
        await world.Cloud.AddBranchAsync(BranchId);
        world.Shop = await world.Cloud.AddChannelAsync("webshop", "auto", BranchId);
        world.Kiosk = await world.Cloud.AddChannelAsync("thirdparty", "held", BranchId);
        await world.Cloud.EnrolAsync(AgentId, BranchId, TssPlace.Client(BranchId, 0, 0).SerialNumber);
        await world.StartBranchAsync(victim == Victim.Agent ? crashPoints : null);
        return world;
    }

    /// <summary>A shop's call, repeated until it is answered.</summary>
    public async Task<T> InsistAsync<T>(Func<CloudNode, Task<T>> call)
    {
        while (true)
        {
            try
            {
                var outcome = await call(Cloud);
                if (outcome is CallOutcome<Standing>.Done { Value.Order: var order })
                {
                    Accept(order);
                }

                return outcome;
            }
            catch (SimulatedCrashException) when (Cloud.Process.Dead)
            {
                await RestartCloudAsync();
            }
        }
    }

    public Task<CallOutcome<Standing>> PostAsync(Channel channel, byte[] document) =>
        InsistAsync(cloud => cloud.Intake.PostAsync(channel, document, null, CancellationToken.None));

    public Task<CallOutcome<Standing>> PayAsync(Channel channel, OrderId id, string json) =>
        InsistAsync(cloud => cloud.Intake.PayAsync(channel, id, Encoding.UTF8.GetBytes(json), CancellationToken.None));

    public Task<CallOutcome<Standing>> CancelAsync(Channel channel, OrderId id) => InsistAsync(cloud =>
        cloud.Intake.CancelAsync(channel, id, """{"reason":"changed my mind"}"""u8.ToArray(), CancellationToken.None));

    public Task<CallOutcome<Standing>> VoidAsync(Channel channel, OrderId id, string json) => InsistAsync(cloud =>
        cloud.Intake.VoidAsync(channel, id, Encoding.UTF8.GetBytes(json), null, CancellationToken.None));

    /// <summary>Staff repeat what they keyed in until the agent says done, or that it was done before.</summary>
    public Task<bool> ReleaseAsync(long number) =>
        StaffAsync(flow => flow.ReleaseAsync(number, "staff:ada", CancellationToken.None));

    public Task<bool> RejectAsync(long number) =>
        StaffAsync(flow => flow.RejectAsync(number, "staff:ada", "sold out", CancellationToken.None));

    private async Task<bool> StaffAsync(Func<BranchFlow, Task<StaffOutcome>> act)
    {
        try
        {
            return (await act(Branch.Flow)).Kind is StaffOutcomeKind.Done;
        }
        catch (SimulatedCrashException) when (Branch.Process.Dead)
        {
            await RestartBranchAsync();
            return (await act(Branch.Flow)).Kind is StaffOutcomeKind.Done;
        }
    }

    /// <summary>The timer of the cloud.</summary>
    public async Task ExpireAsync()
    {
        try
        {
            await Cloud.Store.ExpireAsync(Clock.GetUtcNow(), 100, CancellationToken.None);
        }
        catch (SimulatedCrashException) when (Cloud.Process.Dead)
        {
            await RestartCloudAsync();
        }
    }

    /// <summary>One step of one loop of the agent; true where something was done.</summary>
    public async Task<bool> StepAsync(int loop)
    {
        try
        {
            var done = await Branch.Flow.Loops[loop].StepAsync(CancellationToken.None);
            if (Cloud.Process.Dead)
            {
                await RestartCloudAsync();
            }

            return done;
        }
        catch (SimulatedCrashException) when (Branch.Process.Dead)
        {
            await RestartBranchAsync();
            return true;
        }
    }

    /// <summary>From now on nothing goes wrong at the TSS any more.</summary>
    public void HealTss() => Sites.ToList().ForEach(site => site.Heal());

    public async Task RestartCloudAsync()
    {
        await Cloud.DisposeAsync();
        Cloud = await CloudNode.StartAsync(_folder, Clock, NextBytes, crashPoints: null);
        Lives++;
    }

    public async Task RestartBranchAsync()
    {
        Branch.Dispose();
        await StartBranchAsync(crashPoints: null);
    }

    public async ValueTask DisposeAsync()
    {
        Branch?.Dispose();
        await Cloud.DisposeAsync();
        foreach (var site in Sites)
        {
            await site.DisposeAsync();
        }
    }

    private async Task StartBranchAsync(CrashPoints? crashPoints)
    {
        Lives++;
        while (true)
        {
            try
            {
                Branch = await BranchNode.StartAsync(_around, Clock, _random, Log, crashPoints);
                return;
            }
            catch (SimulatedCrashException)
            {
                // Killed while it opened its journal: the next life goes on.
                crashPoints = null;
            }
        }
    }

    private void Accept(StoredOrder order)
    {
        if (Accepted.TryGetValue(order.Id, out var known) && known != order.Number)
        {
            throw new InvalidOperationException($"Order {order.Id} was {known} and is {order.Number} now.");
        }

        Accepted[order.Id] = order.Number;
    }

    private void NextBytes(Span<byte> destination) => _random.NextBytes(destination);
}
