using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Alerting;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Functions.Tests.Alerting;

/// <summary>A branch, its contacts and a process that takes turns, on a real store, in time the test moves.</summary>
internal sealed class AlertWorld : IAsyncDisposable
{
    public const string Branch = "mitte";
    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();
    private readonly Random _random = new(1);
    private readonly CrashPoints? _crashPoints;
    private AlertFlow _flow = null!;

    private AlertWorld(CrashPoints? crashPoints)
    {
        _crashPoints = crashPoints;
        Store = new SqliteOrderStore(_folder["orders.db"]);
        Restart();
    }

    public SimulatedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    public SqliteOrderStore Store { get; }

    public RecordingNotifier Mails { get; } = new(ContactKind.Mail);

    public RecordingNotifier Calls { get; } = new(ContactKind.Webhook);

    public int Deaths { get; private set; }

    public static async Task<AlertWorld> OpenAsync(CrashPoints? crashPoints = null)
    {
        var world = new AlertWorld(crashPoints);
        await world.Store.MigrateAsync(default);
        await world.Store.AddBranchAsync(
            new NewBranch(Branch, "Mitte", 100, 99_999, "Europe/Berlin"), world.Clock.GetUtcNow(), default);
        return world;
    }

    public async Task<Contact> AddContactAsync(string name, int level, ContactKind kind = ContactKind.Mail)
    {
        var contact = new Contact(
            AlertIds.Contact(Branch, name, Clock.GetUtcNow()), Branch, level, name, kind, $"{name}@example.com",
            Language.English);
        Assert.True(await Store.AddContactAsync(
            contact, kind == ContactKind.Webhook ? new byte[32] : null, Act("contact.added"), default));
        return contact;
    }

    public Act Act(string action) => new(Clock.GetUtcNow(), "operator:eva", action, "it", Branch, null);

    public async Task<OrderId> PostAsync(string externalId, string channel = "webshop", DateTimeOffset? dueAt = null)
    {
        var id = OrderId.Derive(channel, externalId);
        await Store.AddAsync(
            new NewOrder(
                id, channel, Branch, externalId, "1:" + externalId, "{}"u8.ToArray(), 990, OrderState.Queued, null,
                null, dueAt, "auto", ReceiptToken.Make(id, new byte[16]), Clock.GetUtcNow(), "channel:webshop", null,
                null),
            default);
        return id;
    }

    public Task CancelAsync(OrderId id) => Store.MoveAsync(
        new MoveOrder(
            id, [OrderState.Queued], OrderState.Cancelled, "channel:webshop", "changed my mind", Clock.GetUtcNow()),
        default);

    /// <summary>Turns of half a minute.</summary>
    public async Task PassAsync(double minutes)
    {
        for (var turn = 0; turn < minutes * 2; turn++)
        {
            Clock.Advance(TimeSpan.FromSeconds(30));
            await TurnAsync();
        }
    }

    /// <summary>One turn; a process that dies in it starts again and takes it anew.</summary>
    public async Task TurnAsync()
    {
        try
        {
            await _flow.RunOnceAsync(default);
        }
        catch (SimulatedCrashException)
        {
            Deaths++;
            Restart();
            await _flow.RunOnceAsync(default);
        }
    }

    /// <summary>Another process on the same store.</summary>
    public AlertFlow Start(SimulatedProcess? process = null)
    {
        var options = new AlertingOptions { PublicUrl = "https://o.example" };
        IAlertStore store = process is null ? Store : SideEffects<IAlertStore>.Count(Store, process);
        INotifier[] notifiers = process is null
            ? [Mails, Calls]
            : [SideEffects<INotifier>.Count(Mails, process), SideEffects<INotifier>.Count(Calls, process)];
        var sender = new NoticeSender(
            store, notifiers, options, Clock, _random.NextBytes, NullLogger<NoticeSender>.Instance);
        return new AlertFlow(
            store, new EmbeddedDeliveryQueue(Clock), sender, options, Clock, NullLogger<AlertFlow>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Dispose();
    }

    private void Restart() => _flow = Start(new SimulatedProcess("cloud", _crashPoints));
}

/// <summary>Takes notices, or is out of order.</summary>
internal sealed class RecordingNotifier(ContactKind way) : INotifier
{
    private readonly List<(NoticeView Notice, NotifyTarget Target)> _sent = [];

    public ContactKind Way => way;

    /// <summary>What it answers; sent where nothing is set.</summary>
    public NotifyOutcome? Answer { get; set; }

    /// <summary>What happens first at each try.</summary>
    public Action? Before { get; set; }

    public int Tries { get; private set; }

    public IReadOnlyList<(NoticeView Notice, NotifyTarget Target)> Sent => _sent;

    /// <summary>"raised kitchen" …</summary>
    public IEnumerable<string> Told => _sent.Select(one => $"{one.Notice.Kind.ToWire()} {one.Target.Name}");

    public Task<NotifyOutcome> NotifyAsync(
        NoticeView notice, NotifyTarget target, CancellationToken cancellationToken)
    {
        lock (_sent)
        {
            Before?.Invoke();
            Tries++;
            if (Answer is { } answer)
            {
                return Task.FromResult(answer);
            }

            _sent.Add((notice, target));
            return Task.FromResult(new NotifyOutcome(NotifyResult.Sent));
        }
    }
}
