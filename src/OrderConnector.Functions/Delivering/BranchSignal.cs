namespace OrderConnector.Functions.Delivering;

/// <summary>
/// A version that grows with every announcement to a branch, and a signal that ends with it. A waiter compares its
/// ticket with the version after it took hold of the signal, so an announcement between look and wait is never slept
/// through.
/// </summary>
internal sealed class BranchSignal
{
    private readonly Lock gate = new();
    private TaskCompletionSource raised = New();
    private long version;

    /// <summary>The version, and what ends when it grows.</summary>
    public (long Version, Task Raised) Read()
    {
        lock (gate)
        {
            return (version, raised.Task);
        }
    }

    /// <summary>Wakes whoever waits; answers the new version.</summary>
    public long Raise()
    {
        TaskCompletionSource ended;
        long now;
        lock (gate)
        {
            now = ++version;
            ended = raised;
            raised = New();
        }

        ended.SetResult();
        return now;
    }

    // Waiters go on elsewhere: whoever announces must not run their long polls.
    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
