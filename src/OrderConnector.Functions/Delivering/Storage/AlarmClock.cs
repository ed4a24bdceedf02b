using System.Text;
using Azure.Storage.Queues;

namespace OrderConnector.Functions.Delivering.Storage;

/// <summary>
/// Puts alarms into the queue that calls a function. Alarms of the same ten seconds are one: however many checkouts
/// begin at once, an instance pays for six calls in a minute at most.
/// </summary>
internal sealed class AlarmClock(QueueClient queue, TimeProvider clock)
{
    private static readonly TimeSpan s_slot = TimeSpan.FromSeconds(10);

    // Longer no queue hides a message; one that comes early finds nothing to do, and the timer is still there.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(7);

    private readonly Lock gate = new();
    private DateTimeOffset last = DateTimeOffset.MinValue;
    private Task setting = Task.CompletedTask;

    /// <summary>Sets it, where none is set for that time already; callers at the same moment share the call.</summary>
    public Task SetAsync(Alarm alarm)
    {
        var slot = new DateTimeOffset((alarm.At.UtcTicks / s_slot.Ticks + 1) * s_slot.Ticks, TimeSpan.Zero);
        lock (gate)
        {
            if (slot > last || setting.IsFaulted)
            {
                last = slot;
                setting = PutAsync(alarm with { At = slot });
            }

            return setting;
        }
    }

    private Task PutAsync(Alarm alarm)
    {
        var hidden = alarm.At - clock.GetUtcNow();
        return queue.PutAsync(
            Convert.ToBase64String(Encoding.UTF8.GetBytes(alarm.Write())),
            hidden < TimeSpan.Zero ? TimeSpan.Zero : hidden < s_longest ? hidden : s_longest, CancellationToken.None);
    }
}
