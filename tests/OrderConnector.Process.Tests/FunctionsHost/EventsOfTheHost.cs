using System.Text.Json.Nodes;
using OrderConnector.Simulators.FunctionsHost;

namespace OrderConnector.Process.Tests.FunctionsHost;

/// <summary>Every shape in which the host tells of a timer.</summary>
[Collection(Published.Collection)]
public sealed class EventsOfTheHost(Published published) : IAsyncLifetime
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private HostedBranch _branch = null!;

    public async Task InitializeAsync() =>
        _branch = await HostedBranch.StartAsync(published, _limit.Token);

    public async Task DisposeAsync()
    {
        await _branch.DisposeAsync();
        _limit.Dispose();
    }

    [LinuxFact]
    public async Task A_timer_is_answered_in_every_shape()
    {
        var now = TimeProvider.System.GetUtcNow();
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

    [LinuxFact]
    public async Task What_is_no_envelope_is_a_failure_to_the_host()
    {
        var outcome = await _branch.Host.CallAsync("fn-minute", [], _limit.Token);

        Assert.False(outcome.Succeeded);
        Assert.Contains("400", outcome.Detail, StringComparison.Ordinal);
    }
}
