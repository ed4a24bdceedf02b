namespace OrderConnector.PosAgent;

/// <summary>One loop of the branch: steps while there is work, then waits for its signal or its moment.</summary>
/// <param name="name">For logs.</param>
/// <param name="step">One bounded unit of work; true where something was done and more may be waiting.</param>
/// <param name="dueAt">When to step again without a signal; null is never.</param>
public sealed class BranchLoop(
    string name, Func<CancellationToken, Task<bool>> step, Func<DateTimeOffset?> dueAt)
{
    /// <summary>For logs.</summary>
    public string Name { get; } = name;

    /// <summary>Wakes the loop.</summary>
    public Signal Signal { get; } = new();

    /// <summary>
    /// True where a step may wait long in somebody else's hands and loses nothing when it is cut off.
    /// </summary>
    public bool MayBeCutOff { get; init; }

    /// <summary>When to step again without a signal; null is never.</summary>
    public DateTimeOffset? DueAt => dueAt();

    /// <summary>Does one bounded unit of work; true where something was done and more may be waiting.</summary>
    public Task<bool> StepAsync(CancellationToken cancellationToken) => step(cancellationToken);

    /// <summary>Steps until stopped; a step under way is ended, not cut off, unless it is aborted.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">Ends the loop between two steps.</param>
    /// <param name="aborting">Cuts a step off.</param>
    public async Task RunAsync(TimeProvider time, CancellationToken stopping, CancellationToken aborting)
    {
        var cutOff = MayBeCutOff ? stopping : aborting;
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                if (!await StepAsync(cutOff))
                {
                    await Signal.WaitAsync(DueAt, time, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What was under way is in the journal, or was never begun.
        }
    }
}
