namespace OrderConnector.PosAgent;

/// <summary>
/// Tells any number of lookers that something has changed. Costs next to nothing while nobody waits; who was busy when
/// it was told hears of it as soon as he waits.
/// </summary>
public sealed class News
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _next;
    private long _count;

    /// <summary>How often something was told; read it before what it tells of.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Something has changed.</summary>
    public void Tell()
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            _count++;
            (waiting, _next) = (_next, null);
        }

        waiting?.SetResult();
    }

    /// <summary>Waits until more was told than was seen.</summary>
    /// <param name="seen">The count somebody has seen.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitAsync(long seen, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_count != seen)
            {
                return Task.CompletedTask;
            }

            // The teller holds the journal's lock: nobody who waits may go on inside it.
            _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _next.Task.WaitAsync(cancellationToken);
        }
    }
}
