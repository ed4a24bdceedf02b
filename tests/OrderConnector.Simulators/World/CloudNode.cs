using OrderConnector.Core.Agents;
using OrderConnector.Core.Keys;
using OrderConnector.Functions;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Reporting;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;

namespace OrderConnector.Simulators.World;

/// <summary>One life of the cloud app without HTTP: the real flows over a real SQLite file that outlives it.</summary>
public sealed class CloudNode : IAsyncDisposable
{
    private readonly SqliteOrderStore _disk;
    private readonly TimeProvider _clock;
    private readonly RandomBytes _random;
    private readonly IEmergencyStore _emergencies;
    private readonly DirectoryMark _mark;

    private CloudNode(
        SqliteOrderStore disk, TimeProvider clock, RandomBytes random, CrashPoints? crashPoints, IDeliveryQueue queue)
    {
        (_disk, _clock, _random) = (disk, clock, random);
        Process = new SimulatedProcess("cloud", crashPoints);
        Store = SideEffects<IOrderStore>.Count(disk, Process);
        Queue = SideEffects<IDeliveryQueue>.Count(queue, Process);
        Intake = new IntakeFlow(Store, Queue, clock, random, new IntakeOptions());
        Collector = new OrderCollector(
            Store, Queue, static _ => new((string?)null), clock, random, new CollectingOptions());
        Reports = new ReportReceiver(Store, Queue, clock);
        _mark = new DirectoryMark(null, clock, random);
        _emergencies = SideEffects<IEmergencyStore>.Count(disk, Process);
        Desk = new EmergencyDesk(Store, _emergencies, Queue, _mark, clock, random);
    }

    public SimulatedProcess Process { get; }

    public IOrderStore Store { get; }

    /// <summary>The store as the disk holds it, for checkers: looking at it is no side effect of the process.</summary>
    public IOrderStore Disk => _disk;

    public IDeliveryQueue Queue { get; }

    public IntakeFlow Intake { get; }

    /// <summary>The intake of a call that something else overtakes just before it calls that method of the store.</summary>
    public IntakeFlow OvertakenIntake(string method, Func<Task> meanwhile) => new(
        Overtaken<IOrderStore>.Before(Store, method, meanwhile), Queue, _clock, _random, new IntakeOptions());

    public OrderCollector Collector { get; }

    public ReportReceiver Reports { get; }

    /// <summary>Where managers act in an emergency.</summary>
    public EmergencyDesk Desk { get; }

    /// <summary>The desk of a manager whom something else overtakes just before that method of the store.</summary>
    public EmergencyDesk OvertakenDesk(string method, Func<Task> meanwhile) => new(
        Store, Overtaken<IEmergencyStore>.Before(_emergencies, method, meanwhile), Queue, _mark, _clock, _random);

    /// <summary>Starts on what the folder holds; several may run on one folder.</summary>
    public static async Task<CloudNode> StartAsync(
        string folder, TimeProvider clock, RandomBytes random, CrashPoints? crashPoints, IDeliveryQueue? queue = null)
    {
        var disk = new SqliteOrderStore(Path.Combine(folder, "orders.db"));
        await disk.MigrateAsync(CancellationToken.None);
        return new CloudNode(disk, clock, random, crashPoints, queue ?? new EmbeddedDeliveryQueue(clock));
    }

    /// <summary>What an administrator does once: a branch with its seller data.</summary>
    public async Task AddBranchAsync(string branchId)
    {
        var now = _clock.GetUtcNow();
        await _disk.AddBranchAsync(
            new NewBranch(branchId, branchId, 40_000_000, 49_999_999, "Europe/Berlin"), now, CancellationToken.None);
        await _disk.AddSellerDataAsync(
            new SellerData(
                0, branchId, branchId, "Probe GmbH", "Musterweg 1", "10115", "Berlin", "DEU", "12/345/67890", null,
                "Europe/Berlin"),
            now, CancellationToken.None);
    }

    public async Task<Channel> AddChannelAsync(string id, string release, params string[] branches)
    {
        var channel = new Channel(id, "native", release, branches);
        await _disk.AddChannelAsync(channel, Key(KeyPurpose.Channel, id, branches, 0), CancellationToken.None);
        return channel;
    }

    public async Task EnrolAsync(string agentId, string branchId, string easSerialNumber)
    {
        var registration = Key(KeyPurpose.Registration, branchId, [branchId], 1);
        await _disk.AddKeyAsync(registration, CancellationToken.None);
        var outcome = await _disk.EnrolAsync(
            new EnrolAgent(
                registration.Id, agentId, branchId, easSerialNumber, "world", "1",
                Key(KeyPurpose.Agent, agentId, [branchId], 0), _clock.GetUtcNow()),
            CancellationToken.None);
        if (outcome != EnrolOutcome.Enrolled)
        {
            throw new InvalidOperationException($"The agent was not enrolled: {outcome}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Process.Kill();
        await _disk.DisposeAsync();
    }

    private StoredKey Key(KeyPurpose purpose, string subject, string[] branches, int uses)
    {
        Span<byte> bytes = stackalloc byte[40];
        _random(bytes);
        var secret = SecretKey.From("wk", bytes);
        return new StoredKey(
            secret.Id, secret.Hash(), purpose, subject, branches, uses, _clock.GetUtcNow(), null, null);
    }
}
