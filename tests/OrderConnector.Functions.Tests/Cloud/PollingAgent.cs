using System.Text.Json;

namespace OrderConnector.Functions.Tests.Cloud;

/// <summary>An agent that asks for orders all the time, as a real one does, and takes what it is offered.</summary>
public sealed class PollingAgent : IAsyncDisposable
{
    private readonly BranchAgent _agent;
    private readonly int _waitSeconds;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _polling;

    private PollingAgent(BranchAgent agent, int waitSeconds)
    {
        _agent = agent;
        _waitSeconds = waitSeconds;
        _polling = Task.Run(PollAsync);
    }

    /// <summary>The role of the last answer.</summary>
    public string Role { get; private set; } = "";

    /// <summary>The last answer told of emergency operation.</summary>
    public bool InEmergency { get; private set; }

    /// <summary>Answers so far, failures included.</summary>
    public int Answers { get; private set; }

    /// <summary>Statuses other than 200.</summary>
    public List<int> Refusals { get; } = [];

    /// <summary>External ids of the orders it owns, with the moment each was offered (System time stamps).</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<string, long> Owned { get; } = new();

    public static PollingAgent Start(BranchAgent agent, int waitSeconds = 20) => new(agent, waitSeconds);

    /// <summary>Waits until it owns an order; answers when that was offered.</summary>
    public async Task<long> OwnsAsync(string externalId, TimeSpan patience)
    {
        var begun = TimeProvider.System.GetTimestamp();
        long at;
        while (!Owned.TryGetValue(externalId, out at))
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(begun) < patience,
                $"{externalId} did not come; {Answers} answers, role {Role}, refused {string.Join(' ', Refusals)}.");
            await Task.Delay(5);
        }

        return at;
    }

    /// <summary>Asks no more: as if its process had died.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _polling;
        _stop.Dispose();
    }

    private async Task PollAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await AskAsync();
            }
            catch (Exception exception) when (exception is OperationCanceledException or HttpRequestException)
            {
                // Told to stop, or the cloud is away.
            }
        }
    }

    private async Task AskAsync()
    {
        var answer = await _agent.Http.PostAsync(
            "/agent/v1/collect", _agent.Request(_waitSeconds), _stop.Token);
        Answers++;
        if (answer.Status != 200)
        {
            Refusals.Add(answer.Status);
            await Task.Delay(20);
            return;
        }

        Role = answer["role"];
        InEmergency = answer.Json.GetProperty("emergency").GetBoolean();
        var at = TimeProvider.System.GetTimestamp();
        var deliveries = answer.Json.GetProperty("deliveries").EnumerateArray().ToList();
        if (deliveries.Count > 0)
        {
            var verdicts = await _agent.ConfirmAsync(deliveries.Select(d => d.GetProperty("lease").GetString()!).ToList());
            foreach (var (delivery, verdict) in deliveries.Zip(verdicts).Where(pair => pair.Second == "yours"))
            {
                Assert.True(Owned.TryAdd(delivery.GetProperty("order").GetProperty("externalId").GetString()!, at), verdict);
            }
        }
    }
}
