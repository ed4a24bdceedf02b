using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Alerting;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Channels;

namespace OrderConnector.Functions.Tests.Alerting;

/// <summary>Where the database may sleep, whoever changes what alerts are made of says that work is to be expected.
/// </summary>
public sealed class GivingAlertsATurn : IAsyncLifetime
{
    private const string Eva = "operator:eva";
    private readonly HeardQueue _queue = (HeardQueue)(object)DispatchProxy.Create<IDeliveryQueue, HeardQueue>();
    private AlertWorld _world = null!;

    public async Task InitializeAsync()
    {
        _world = await AlertWorld.OpenAsync();
        await _world.Store.AddChannelAsync(
            new Channel("webshop", "native", "auto", [AlertWorld.Branch]),
            new StoredKey(
                "k", new byte[32], KeyPurpose.Channel, "webshop", [], 0, _world.Clock.GetUtcNow(), null, null),
            default);
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Contacts_settings_and_deadlines_do()
    {
        var keeper = Keeper(_world.Store);
        await keeper.AddContactAsync(Eva, Kitchen, default);
        Assert.Equal(1, _queue.Expected);
        await keeper.SetBranchAsync(Eva, AlertWorld.Branch, new ChosenAlertSettings(QueueLimit: 3), default);
        Assert.Equal(2, _queue.Expected);
        await keeper.SetChannelAsync(
            Eva, new ChannelLine("webshop", "native", "auto", [AlertWorld.Branch], TimeSpan.FromMinutes(1)), default);
        Assert.Equal(3, _queue.Expected);
    }

    [Fact]
    public async Task Emergency_operation_does()
    {
        var desk = new EmergencyDesk(
            _world.Store, _world.Store, (IDeliveryQueue)(object)_queue, Mark, _world.Clock, Random.Shared.NextBytes);

        await desk.BeginAsync(Person.Operator(Eva), AlertWorld.Branch, "no line", default);
        Assert.Equal(1, _queue.Expected);
        await desk.EndAsync(Person.Operator(Eva), AlertWorld.Branch, "line is back", default);
        Assert.Equal(2, _queue.Expected);
    }

    [Theory]
    [InlineData(NotifyResult.Sent, true, false)]
    [InlineData(NotifyResult.Failed, false, true)]
    [InlineData(NotifyResult.Refused, false, false)]
    public async Task A_test_the_timer_was_faster_with_is_told_as_it_ended(
        NotifyResult result, bool isSent, bool isTriedAgain)
    {
        var contact = await _world.AddContactAsync("kitchen", 1);
        _world.Mails.Answer = result == NotifyResult.Sent ? null : new NotifyOutcome(result, "so");
        // The timer takes its turn in the moment between the writing of the test and its sending.
        var store = DispatchProxy.Create<IAlertStore, TimerBetween>();
        ((TimerBetween)(object)store).Begin(_world);

        var test = await Keeper(store).TestContactAsync(Eva, contact, default);

        Assert.Equal(new ContactTest(isSent, isTriedAgain, isSent ? null : "so"), test);
        Assert.Equal(1, _world.Mails.Tries);
    }

    private static Contact Kitchen =>
        new("", AlertWorld.Branch, 1, "Küche", ContactKind.Mail, "kueche@example.com", Language.German);

    private DirectoryMark Mark => new(null, _world.Clock, Random.Shared.NextBytes);

    private AlertKeeper Keeper(IAlertStore store) => new(
        store,
        new NoticeSender(
            store, [_world.Mails], new AlertingOptions(), _world.Clock, Random.Shared.NextBytes,
            NullLogger<NoticeSender>.Instance),
        (IDeliveryQueue)(object)_queue, Mark, _world.Clock, Random.Shared.NextBytes);
}

/// <summary>A queue that counts how often work was announced as to be expected.</summary>
public class HeardQueue : DispatchProxy
{
    public int Expected { get; private set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Assert.Equal(nameof(IDeliveryQueue.ExpectWorkAsync), targetMethod!.Name);
        Expected++;
        return Task.CompletedTask;
    }
}

/// <summary>A store that lets the timer take a turn as soon as a test stands in the outbox.</summary>
public class TimerBetween : DispatchProxy
{
    private AlertWorld _world = null!;

    internal void Begin(AlertWorld world) => _world = world;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var answer = targetMethod!.Invoke(_world.Store, args);
        return targetMethod.Name == nameof(IAlertStore.AddTestNoticeAsync) ? TurnAsync((Task<bool>)answer!) : answer;
    }

    private async Task<bool> TurnAsync(Task<bool> added)
    {
        var isAdded = await added;
        await _world.TurnAsync();
        return isAdded;
    }
}
