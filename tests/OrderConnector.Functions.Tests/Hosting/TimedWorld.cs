using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Delivering.Storage;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Functions.Tests.Cloud;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Functions.Tests.Hosting;

/// <summary>Three instances and a timer on one store and real storage queues, in time the test moves by minutes.</summary>
internal sealed class TimedWorld : IAsyncDisposable
{
    private const string Branch = "mitte";
    private static readonly TimeSpan s_turn = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random;
    private readonly SimulatedClock _clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly SqliteOrderStore _store;
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly List<(IntakeFlow Flow, OrderCollector Collector)> _instances = [];
    private readonly OrderTimer _timer;
    private readonly Channel _channel = new("webshop", "native", "auto", [Branch]);
    private readonly Dictionary<OrderId, DateTimeOffset> _reservations = [];
    private DateTimeOffset? _leasedUntil;
    private int _posted;

    private TimedWorld(AzuriteServer azurite, int seed)
    {
        _random = new Random(seed);
        _store = new SqliteOrderStore(_folder["orders.db"], keepsOutbox: true);
        var options = new QueueOptions
        {
            Provider = QueueOptions.AzureStorage, ConnectionString = azurite.ConnectionString,
        };
        StorageDeliveryQueue Queue(IOrderStore store) => new(
            StorageAccount.Open(options, null), options, store, _clock, NullLogger<StorageDeliveryQueue>.Instance);
        for (var i = 0; i < 3; i++)
        {
            var queue = Queue(_store);
            _instances.Add((
                new IntakeFlow(_store, queue, _clock, _random.NextBytes, new IntakeOptions()),
                new OrderCollector(
                    _store, queue, static _ => new((string?)null), _clock, _random.NextBytes, new CollectingOptions())));
        }

        var counted = CountingStore.Over(_store, _asked);
        _timer = new OrderTimer(
            counted, Queue(counted), _clock, new IntakeOptions(), new CollectingOptions(),
            NullLogger<OrderTimer>.Instance);
    }

    public List<string> Late { get; } = [];

    public int Expired { get; private set; }

    public int Reannounced { get; private set; }

    public int Turns { get; private set; }

    public int Asked { get; private set; }

    public static async Task<TimedWorld> StartAsync(AzuriteServer azurite, int seed)
    {
        var world = new TimedWorld(azurite, seed);
        await world._store.MigrateAsync(default);
        var now = world._clock.GetUtcNow();
        await world._store.AddBranchAsync(
            new NewBranch(Branch, Branch, 1, 99_999, "Europe/Berlin"), now, default);
        await world._store.AddKeyAsync(
            new StoredKey("rk", new byte[32], KeyPurpose.Registration, Branch, [Branch], 1, now, null, null), default);
        await world._store.EnrolAsync(
            new EnrolAgent(
                "rk", "agent-1", Branch, "EAS-1", "test", "1",
                new StoredKey("ag", new byte[32], KeyPurpose.Agent, "agent-1", [Branch], 0, now, null, null), now),
            default);
        return world;
    }

    /// <summary>Bursts of orders with hours of nothing in between.</summary>
    public async Task RunAsync(int bursts)
    {
        for (var burst = 0; burst < bursts; burst++)
        {
            await ActAsync();
            for (var minute = _random.Next(80, 360); minute > 0; minute--)
            {
                await TurnAsync();
                // Now and then something comes just before or after a turn, late in the minute of a mark.
                if (minute % 127 == 0)
                {
                    await ActAsync();
                }
            }
        }
    }

    private async Task ActAsync()
    {
        _clock.Advance(TimeSpan.FromSeconds(_random.Next(60)));
        await PostAsync("pending");
        _clock.Advance(TimeSpan.FromSeconds(_random.Next(59)));
        await PostAsync("pending");
        if (_random.Next(4) > 0)
        {
            await PostAsync("prepaid");
            await LeaseAsync();
        }
    }

    private async Task PostAsync(string payment)
    {
        var externalId = (++_posted).ToString(CultureInfo.InvariantCulture);
        var body = DayOrders.Document(
            externalId, Branch, _clock.GetUtcNow(), payment, "pickup", DayOrders.Line("item", "Pizza", 1, 9.90m, 7));
        var outcome = await _instances[_random.Next(3)].Flow.PostAsync(_channel, body, null, default);
        var order = outcome.Match(done: standing => standing.Order, refused: why => throw new InvalidOperationException(why.Detail));
        if (order.ExpiresAt is { } expires)
        {
            _reservations[order.Id] = expires;
        }
    }

    // Offered, and never heard of again: as if the answer had been lost.
    private async Task LeaseAsync()
    {
        var journal = new JournalHead(new string('a', 32), 0, "");
        await _instances[_random.Next(3)].Collector.CollectAsync(
            new EnrolledAgent("agent-1", Branch),
            new CollectRequest(new string('b', 32), journal, 0, 50, WaitSeconds: 0), default);
        _leasedUntil = _clock.GetUtcNow() + new CollectingOptions().LeaseTime;
    }

    private async Task TurnAsync()
    {
        _clock.Advance(s_turn);
        _asked.Clear();
        var (expired, announced) = await _timer.RunOnceAsync(default);
        Turns++;
        Asked += _asked.IsEmpty ? 0 : 1;
        Expired += expired;
        Reannounced += announced;
        await CheckAsync();
    }

    private async Task CheckAsync()
    {
        var now = _clock.GetUtcNow();
        foreach (var (id, expires) in _reservations.Where(one => one.Value + s_tolerance <= now).ToList())
        {
            _reservations.Remove(id);
            if ((await _store.FindAsync(id, default))!.State == OrderState.AwaitingPayment)
            {
                Late.Add($"{id} should have expired at {expires:O}; it is {now:O}.");
            }
        }

        if (_leasedUntil + s_tolerance <= now)
        {
            _leasedUntil = null;
            var due = await _store.SweepOutboxAsync(now, 100, default);
            Late.AddRange(due.Select(order => $"{order.Id} was not announced again; it is {now:O}."));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _store.DisposeAsync();
        _folder.Dispose();
    }
}
