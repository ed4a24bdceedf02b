using System.Diagnostics;
using System.Globalization;

namespace OrderConnector.Portal.Reading;

/// <summary>
/// A mark that moves with each change of the store, and who waits for it. The mark names its process: one that was
/// given out by another process, or before a restart, counts as moved.
/// </summary>
public sealed class StoreChanges
{
    private readonly string process = Stopwatch.GetTimestamp().ToString("x", CultureInfo.InvariantCulture);
    private readonly Lock gate = new();
    private TaskCompletionSource moved = New();
    private long count;

    /// <summary>Where the mark stands.</summary>
    public string Mark
    {
        get
        {
            lock (gate)
            {
                return Written();
            }
        }
    }

    /// <summary>Moves the mark and wakes whoever waits.</summary>
    public void Pulse()
    {
        TaskCompletionSource ended;
        lock (gate)
        {
            count++;
            ended = moved;
            moved = New();
        }

        ended.SetResult();
    }

    /// <summary>Waits until the mark is another one; answers it as it stands then, or after the time.</summary>
    public async Task<string> WaitAsync(
        string since, TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
    {
        Task next;
        lock (gate)
        {
            if (Written() is var mark && mark != since)
            {
                return mark;
            }

            next = moved.Task;
        }

        try
        {
            await next.WaitAsync(atMost, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nothing changed; whoever asked asks again.
        }

        return Mark;
    }

    private string Written() => string.Create(CultureInfo.InvariantCulture, $"{process}.{count:x}");

    // Waiters go on elsewhere: whoever commits must not render their pages.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
