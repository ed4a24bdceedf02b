using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Texts;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;
using OrderConnector.Portal.Reading;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Functions.Tests.Alerting;

/// <summary>
/// Where storage queues wake the agents, a branch without orders leaves the store alone: whether its agent is still
/// there is told by its queue. The whole cloud with its timers, in time the test moves.
/// </summary>
public sealed class AgentsThatWaitAtAQueue : IAsyncLifetime
{
    private const string Contact = "kitchen";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_silence = TimeSpan.FromMinutes(3);
    private readonly SimulatedClock _clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<string> _storeCalls = new();
    private AzuriteServer? _azurite;
    private CloudUnderTest _cloud = null!;
    private BranchAgent _agent = null!;

    private IPortalQueries Pages => _cloud.Services.GetRequiredService<IPortalQueries>();

    public async Task InitializeAsync()
    {
        if (AzuriteProgram.Missing is not null)
        {
            return;
        }

        _azurite = await AzuriteServer.StartNewAsync();
        _cloud = await CloudUnderTest.StartAsync(
            _clock, CountingStore.Over(_storeCalls), "Queue:Provider=AzureStorage",
            $"Queue:ConnectionString={_azurite.ConnectionString}");
        _agent = await BranchAgent.EnrolAsync(_cloud);
        await _cloud.Services.GetRequiredService<IAlertStore>().AddContactAsync(
            new Contact(
                AlertIds.Contact(CloudUnderTest.Branch, Contact, _clock.GetUtcNow()), CloudUnderTest.Branch, 1, Contact,
                ContactKind.Mail, "kitchen@example.com", Language.English),
            null,
            new Act(_clock.GetUtcNow(), "operator:eva", "contact.added", "it", CloudUnderTest.Branch, null), default);
    }

    [AzuriteFact]
    public async Task An_agent_that_waits_is_there_although_the_store_hears_nothing_of_it_and_a_silent_one_is_told_of()
    {
        var waiting = PollingAgent.Start(_agent);
        // Past the time in which the timer looks into the store after the last thing that happened.
        await StayAsync(TimeSpan.FromMinutes(50));
        _storeCalls.Clear();
        await StayAsync(TimeSpan.FromMinutes(20));

        Assert.Empty(_storeCalls);
        Assert.Empty(waiting.Refusals);
        Assert.Empty((await IncidentsAsync()).Open);
        // By what the store knows alone the agent would have been silent for long.
        Assert.True(_clock.GetUtcNow() - await SeenByStoreAsync() > 5 * s_silence);

        await waiting.DisposeAsync();
        var lastSign = (await PresenceAsync())!.At;
        var silent = await UntilAsync(async () => (await IncidentsAsync()).Open.SingleOrDefault());
        Assert.Equal((AlertKind.AgentSilent, CloudUnderTest.Branch), (silent.Kind, silent.BranchId));
        Assert.True(silent.OpenedAt - lastSign >= s_silence, $"{silent.OpenedAt - lastSign}");
        var story = (await Pages.FindIncidentAsync(silent.Id, 1, default))!;
        Assert.Equal(lastSign, story.Since);
        Assert.Equal([Contact], story.Notices.Select(notice => notice.Contact));

        await using var back = PollingAgent.Start(_agent);
        var over = await UntilAsync(async () => (await IncidentsAsync()).Closed.SingleOrDefault());
        Assert.Equal(silent.Id, over.Id);
        await StayAsync(TimeSpan.FromMinutes(10));
        Assert.Empty((await IncidentsAsync()).Open);
    }

    [AzuriteFact]
    public async Task While_no_queue_can_be_asked_nobody_is_called_silent()
    {
        var waiting = PollingAgent.Start(_agent);
        await StayAsync(TimeSpan.FromMinutes(50));
        await waiting.DisposeAsync();
        await _azurite!.StopAsync();

        // A turn comes and finds no sign of life, neither old nor new.
        await PassAsync(TimeSpan.FromMinutes(15));
        Assert.True(await _cloud.Services.GetRequiredService<AlertTimer>().TryAsync(default));
        Assert.Empty((await IncidentsAsync()).Open);

        await _azurite.StartAsync();
        var silent = await UntilAsync(async () => (await IncidentsAsync()).Open.SingleOrDefault());
        Assert.Equal(AlertKind.AgentSilent, silent.Kind);
    }

    public async Task DisposeAsync()
    {
        if (_azurite is not null)
        {
            _agent.Dispose();
            await _cloud.DisposeAsync();
            await _azurite.DisposeAsync();
        }
    }

    // Time passes no faster than the agent keeps up with it, however slow the machine is.
    private async Task StayAsync(TimeSpan time)
    {
        for (var end = _clock.GetUtcNow() + time; _clock.GetUtcNow() < end;)
        {
            await PassAsync(TimeSpan.FromSeconds(10));
            var begun = TimeProvider.System.GetTimestamp();
            while (await PresenceAsync() is not { } sign || _clock.GetUtcNow() - sign.At > s_silence / 2)
            {
                Assert.True(TimeProvider.System.GetElapsedTime(begun) < s_patience, "The agent gives no sign of life.");
                await PassAsync(TimeSpan.FromSeconds(1));
            }
        }
    }

    private async Task<T> UntilAsync<T>(Func<Task<T?>> find)
        where T : class
    {
        for (var begun = TimeProvider.System.GetTimestamp(); ;)
        {
            if (await find() is { } found)
            {
                return found;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(begun) < s_patience, "It did not come.");
            await PassAsync(TimeSpan.FromSeconds(10));
        }
    }

    // In small steps, each with a moment for those whose time has come.
    private async Task PassAsync(TimeSpan time)
    {
        for (var end = _clock.GetUtcNow() + time; _clock.GetUtcNow() < end;)
        {
            var left = end - _clock.GetUtcNow();
            _clock.Advance(left < TimeSpan.FromSeconds(5) ? left : TimeSpan.FromSeconds(5));
            await Task.Delay(5);
        }
    }

    private Task<IncidentList> IncidentsAsync() => Pages.ReadIncidentsAsync(null, null, 10, default);

    private Task<AgentPresence?> PresenceAsync() => _cloud.Services.GetRequiredService<IDeliveryQueue>()
        .ReadPresenceAsync(CloudUnderTest.Branch, default);

    private async Task<DateTimeOffset?> SeenByStoreAsync() =>
        (await _cloud.Store.ReadAgentsAsync(default)).Single(agent => agent.Id == _agent.Id).SeenAt;
}
