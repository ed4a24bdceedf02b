using System.Collections.Concurrent;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Delivering;

/// <summary>
/// Stage 6 of 14, embedded: the state Queued in the store is the queue, so only the waking is left to do. Each branch
/// has a version that grows with every announcement and a signal that ends with it. A waiter compares its ticket with
/// the version after it took hold of the signal, so an announcement between look and wait is never slept through.
/// </summary>
public sealed class EmbeddedDeliveryQueue(TimeProvider clock) : IDeliveryQueue
{
    private readonly ConcurrentDictionary<string, BranchSignal> branches = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public ValueTask AnnounceAsync(string branchId, OrderId id, CancellationToken cancellationToken)
    {
        Signal(branchId).Raise();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public WorkTicket Watch(string branchId) => new(branchId, Signal(branchId).Read().Version);

    /// <inheritdoc />
    public async Task<bool> WaitAsync(WorkTicket ticket, TimeSpan wait, CancellationToken cancellationToken)
    {
        var (version, raised) = Signal(ticket.BranchId).Read();
        if (version != ticket.Version)
        {
            return true;
        }

        try
        {
            await raised.WaitAsync(wait, clock, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void WakeAll()
    {
        foreach (var branch in branches.Values)
        {
            branch.Raise();
        }
    }

    private BranchSignal Signal(string branchId) => branches.GetOrAdd(branchId, static _ => new BranchSignal());

    private sealed class BranchSignal
    {
        private readonly Lock gate = new();
        private TaskCompletionSource raised = New();
        private long version;

        public (long Version, Task Raised) Read()
        {
            lock (gate)
            {
                return (version, raised.Task);
            }
        }

        public void Raise()
        {
            TaskCompletionSource ended;
            lock (gate)
            {
                version++;
                ended = raised;
                raised = New();
            }

            ended.SetResult();
        }

        // Waiters go on elsewhere: whoever announces must not run their long polls.
        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
