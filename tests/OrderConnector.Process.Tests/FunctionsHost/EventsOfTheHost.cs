using System.Text.Json.Nodes;
using OrderConnector.Functions.Delivering;
using OrderConnector.Simulators.FunctionsHost;
using OrderConnector.Simulators.World;

namespace OrderConnector.Process.Tests.FunctionsHost;

/// <summary>Every shape in which the host tells of a timer or a message, and what becomes of messages nobody knows.</summary>
[Collection(Published.Collection)]
public sealed class EventsOfTheHost(Published published) : IAsyncLifetime
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private readonly SimulatedClock _clock = new(TimeProvider.System.GetUtcNow());
    private HostedBranch _branch = null!;

    public async Task InitializeAsync() =>
        _branch = await HostedBranch.StartAsync(published, _clock, _limit.Token);

    public async Task DisposeAsync()
    {
        await _branch.DisposeAsync();
        _limit.Dispose();
    }

    [LinuxFact]
    public async Task A_timer_is_answered_in_every_shape()
    {
        var now = _clock.GetUtcNow();
        JsonObject[] shapes =
        [
            Envelope.Timer("timer", now),
            Envelope.Timer("timer", now, monitored: false),
            Envelope.Timer("timer", now, pastDue: true),
            Envelope.Timer("timer", now).Retried(2),
        ];
        foreach (var shape in shapes)
        {
            Assert.Equal(InvocationOutcome.Done, await _branch.Host.CallAsync("fn-minute", shape, _limit.Token));
        }

        _branch.AssertQuiet();
    }

    [LinuxTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_alarm_does_its_work_however_often_the_host_wrapped_it(int unwrapped)
    {
        var overdue = await PendingOrders.AddOverdueAsync(_branch, 1, _limit.Token);
        var envelope = Envelope.Queue("message", Message(AlarmText()), _clock.GetUtcNow());
        var data = envelope["Data"]!.AsObject();
        for (var i = 0; i < unwrapped; i++)
        {
            data["message"] = JsonNode.Parse(data["message"]!.GetValue<string>());
        }

        Assert.Equal(InvocationOutcome.Done, await _branch.Host.CallAsync("fn-alarm", envelope, _limit.Token));
        Assert.Equal(["expired"], await PendingOrders.StatesAsync(_branch, overdue, _limit.Token));
        // Again, as the host may: nothing is left to do, and that is no failure.
        Assert.Equal(
            InvocationOutcome.Done, await _branch.Host.CallAsync("fn-alarm", envelope.Retried(1), _limit.Token));
        Assert.Equal([1L], await PendingOrders.CountMovesAsync(_branch, "expired", _limit.Token));
        _branch.AssertQuiet();
    }

    [LinuxTheory]
    [InlineData("hello")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"alarm":"nobodyKnows","due":"2026-11-21T12:00:00Z"}""")]
    [InlineData("""{"alarm":"paymentDeadline","due":"soon"}""")]
    [InlineData("""{"Id":"forged","DequeueCount":"1","text":"\"quotes\" and \\"}""")]
    public async Task A_message_nobody_knows_is_tried_five_times_and_then_kept_once_for_a_person(string text)
    {
        var poison = new MemoryTriggerQueue("orders-alarms-poison", published.Package.Settings.Queues, _clock, poison: null);
        var queue = new MemoryTriggerQueue("orders-alarms", published.Package.Settings.Queues, _clock, poison);
        queue.Send(text);
        for (var i = 0; i < 5; i++)
        {
            Assert.False(Assert.Single(await _branch.Host.WorkOffAsync("fn-alarm", queue, _limit.Token)).Succeeded);
            _clock.Advance(TimeSpan.FromSeconds(31));
        }

        Assert.Equal((0, 1), (queue.Count, poison.Count));
        var message = (await poison.TakeAsync(_limit.Token))!;
        // Taken to the store, and then the host is gone before it has deleted the message: it comes again.
        await TakeAsync(message);
        await TakeAsync(message);
        Assert.Equal([("orders-alarms", text)], await PendingOrders.ReadSetAsideAsync(_branch, _limit.Token));
        _branch.AssertQuiet();
    }

    [LinuxFact]
    public async Task Two_messages_of_the_same_words_are_both_kept()
    {
        await TakeAsync(Message("hello") with { Id = "1" });
        await TakeAsync(Message("hello") with { Id = "2" });

        Assert.Equal(2, (await PendingOrders.ReadSetAsideAsync(_branch, _limit.Token)).Count);
    }

    [LinuxFact]
    public async Task What_is_no_envelope_is_a_failure_to_the_host()
    {
        foreach (var function in (string[])["fn-minute", "fn-alarm", "fn-alarm-poison"])
        {
            var outcome = await _branch.Host.CallAsync(function, [], _limit.Token);

            Assert.False(outcome.Succeeded);
            Assert.Contains("400", outcome.Detail, StringComparison.Ordinal);
        }
    }

    private async Task TakeAsync(TriggerMessage message) => Assert.Equal(
        InvocationOutcome.Done,
        await _branch.Host.CallAsync(
            "fn-alarm-poison", Envelope.Queue("message", message, _clock.GetUtcNow()), _limit.Token));

    private string AlarmText() => new Alarm(AlarmKind.PaymentDeadline, _clock.GetUtcNow()).Write();

    private TriggerMessage Message(string text) => new("1", text, 1, _clock.GetUtcNow());
}
