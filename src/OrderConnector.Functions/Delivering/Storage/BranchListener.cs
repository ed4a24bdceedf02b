using Azure.Storage.Queues;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Delivering.Storage;

/// <summary>
/// One branch's queue as this instance hears it. While somebody waits, and only then, one loop looks into the queue
/// for all who wait; it has ended before the last of them gets an answer, because nothing may be done after it.
/// </summary>
internal sealed class BranchListener(QueueClient queue, QueueOptions options, Outage outage, TimeProvider clock)
{
    /// <summary>How long a message taken out is hidden from other instances: longer than any look takes.</summary>
    private static readonly TimeSpan s_hidden = TimeSpan.FromSeconds(30);

    /// <summary>While the queue does not answer, the store is looked into this often.</summary>
    private static readonly TimeSpan s_lookWithoutQueue = TimeSpan.FromSeconds(5);

    private readonly BranchSignal signal = new();
    private readonly MessagesInHand hand = new(clock, s_hidden);
    private readonly BranchPresence presence = new(queue, clock);
    private readonly PollPace pace = new(options.SlowestPoll);
    private readonly Lock gate = new();
    private TaskCompletionSource stop = new();
    private Task polling = Task.CompletedTask;
    private int waiters;
    private string? waitingAgent;
    private long? watchedAt;
    private long? polledAt;
    private bool isDeaf;

    /// <summary>The queue itself.</summary>
    public QueueClient Queue => queue;

    /// <summary>The version now.</summary>
    public long Watch()
    {
        lock (gate)
        {
            watchedAt = clock.GetTimestamp();
        }

        return signal.Read().Version;
    }

    /// <summary>Puts a message for an order in; its waiters here are not woken yet.</summary>
    public async Task PutAsync(OrderId id, CancellationToken cancellationToken)
    {
        var version = signal.Read().Version;
        var receipt = await queue.PutAsync(MessageText.Write(id), cancellationToken);
        if (IsWatched())
        {
            hand.Add(receipt, id, version);
        }
    }

    /// <summary>Wakes who waits here.</summary>
    public void Raise()
    {
        lock (gate)
        {
            pace.Hasten();
        }

        signal.Raise();
    }

    /// <summary>Waits for a version later than the one seen.</summary>
    public async Task<bool> WaitAsync(WorkTicket ticket, TimeSpan wait, CancellationToken cancellationToken)
    {
        var (version, raised) = signal.Read();
        if (version != ticket.Version)
        {
            return true;
        }

        Join(ticket.AgentId);
        try
        {
            await raised.WaitAsync(wait, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // What a look into the queue brought at the last moment is seen below.
        }
        finally
        {
            await LeaveAsync();
        }

        return signal.Read().Version != ticket.Version;
    }

    /// <summary>Messages a look with this ticket has answered.</summary>
    public IReadOnlyList<MessageInHand> Take(long version, Func<MessageInHand, bool> answered) =>
        hand.Take(version, answered);

    /// <summary>Makes a message visible to other instances at once.</summary>
    public Task ReleaseAsync(MessageInHand message) => message.IsOwn
        ? Task.CompletedTask
        : queue.UpdateMessageAsync(message.Id, message.Receipt, visibilityTimeout: TimeSpan.Zero);

    /// <summary>Who was last seen waiting, here or elsewhere.</summary>
    public Task<AgentPresence?> ReadPresenceAsync(CancellationToken cancellationToken) =>
        presence.ReadAsync(cancellationToken);

    private bool IsWatched()
    {
        lock (gate)
        {
            return watchedAt is { } at && clock.GetElapsedTime(at) < s_hidden * 4;
        }
    }

    private void Join(string? agentId)
    {
        lock (gate)
        {
            waitingAgent = agentId ?? waitingAgent;
            if (++waiters == 1)
            {
                stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                polling = PollAsync(polling, stop.Task);
            }
        }
    }

    private async Task LeaveAsync()
    {
        Task ending;
        lock (gate)
        {
            if (--waiters > 0)
            {
                return;
            }

            waitingAgent = null;
            stop.SetResult();
            ending = polling;
        }

        await ending;
    }

    private async Task PollAsync(Task before, Task stopped)
    {
        await before;
        while (await PauseAsync(UntilNextLook(), stopped))
        {
            await LookAsync();
        }
    }

    private TimeSpan UntilNextLook()
    {
        lock (gate)
        {
            return polledAt is { } at
                ? (isDeaf ? s_lookWithoutQueue : pace.Pause) - clock.GetElapsedTime(at)
                : TimeSpan.Zero;
        }
    }

    // Never stopped half way: a message taken out for nobody would stay hidden from everybody.
    private async Task LookAsync()
    {
        var wasDeaf = isDeaf;
        try
        {
            if (waitingAgent is { } agentId)
            {
                await presence.WriteAsync(agentId);
            }

            if (!hand.IsFull)
            {
                await TakeAsync();
            }

            isDeaf = false;
            outage.End();
        }
        catch (Exception exception) when (StorageAccount.IsOutage(exception))
        {
            isDeaf = true;
            outage.Begin(exception);
        }

        polledAt = clock.GetTimestamp();
        if (isDeaf || wasDeaf)
        {
            // Whoever waits must ask the store: something may be announced that the queue does not carry.
            signal.Raise();
        }
    }

    private async Task TakeAsync()
    {
        var version = signal.Read().Version;
        var messages = await queue.TakeAsync(s_hidden, CancellationToken.None);
        var news = false;
        foreach (var message in messages)
        {
            news |= hand.Add(message, version);
        }

        lock (gate)
        {
            if (messages.Length > 0)
            {
                pace.Hasten();
            }
            else
            {
                pace.Slow();
            }
        }

        if (news)
        {
            signal.Raise();
        }
    }

    private async Task<bool> PauseAsync(TimeSpan pause, Task stopped)
    {
        if (pause > TimeSpan.Zero)
        {
            await stopped.WaitAsync(pause, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !stopped.IsCompleted;
    }
}
