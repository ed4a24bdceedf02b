using System.Globalization;

namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>
/// A storage queue in memory, with the rules by which the host works one off: taken messages are hidden for ten
/// minutes, done ones deleted, failed ones shown again or, after their last try, copied to the poison queue.
/// </summary>
/// <param name="name">The queue's name.</param>
/// <param name="settings">How it is worked off.</param>
/// <param name="clock">Tells when a message is to be seen.</param>
/// <param name="poison">Where messages go that fail for good; null for a queue that has no such place.</param>
public sealed class MemoryTriggerQueue(
    string name, QueueSettings settings, TimeProvider clock, MemoryTriggerQueue? poison) : ITriggerQueue
{
    private static readonly TimeSpan s_hidden = TimeSpan.FromMinutes(10);
    private readonly Lock _lock = new();
    private readonly List<Kept> _messages = [];
    private int _sent;

    public string Name { get; } = name;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _messages.Count;
            }
        }
    }

    /// <summary>Sends a message, to be seen after a while.</summary>
    public void Send(string text, TimeSpan delay = default)
    {
        lock (_lock)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{Name}-{++_sent}");
            var now = clock.GetUtcNow();
            _messages.Add(new Kept { Message = new TriggerMessage(id, text, 0, now), VisibleAt = now + delay });
        }
    }

    public Task<TriggerMessage?> TakeAsync(CancellationToken cancellationToken) => Task.FromResult(Take());

    public Task CompleteAsync(TriggerMessage message, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _messages.RemoveAll(kept => kept.Message.Id == message.Id);
            return Task.CompletedTask;
        }
    }

    public Task FailAsync(TriggerMessage message, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var kept = _messages.Single(candidate => candidate.Message.Id == message.Id);
            if (poison is not null && message.DequeueCount >= settings.MaxDequeueCount)
            {
                Move(kept);
            }
            else
            {
                kept.VisibleAt = clock.GetUtcNow() + settings.VisibilityTimeout;
            }

            return Task.CompletedTask;
        }
    }

    private TriggerMessage? Take()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            while (_messages.FirstOrDefault(message => message.VisibleAt <= now) is { } next)
            {
                if (poison is not null && next.Message.DequeueCount >= settings.MaxDequeueCount)
                {
                    // Its last run never came to an end; it gets no other.
                    Move(next);
                    continue;
                }

                next.Message = next.Message with { DequeueCount = next.Message.DequeueCount + 1 };
                next.VisibleAt = now + s_hidden;
                return next.Message;
            }

            return null;
        }
    }

    private void Move(Kept kept)
    {
        poison!.Send(kept.Message.Text);
        _messages.Remove(kept);
    }

    private sealed class Kept
    {
        public required TriggerMessage Message { get; set; }

        public DateTimeOffset VisibleAt { get; set; }
    }
}
