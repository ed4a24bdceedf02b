using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Delivering;

/// <summary>
/// Wakes the branch that has work. The queue carries ids at most; the database decides who gets what.
/// </summary>
public interface IDeliveryQueue
{
    /// <summary>Tells that an order of the branch is queued; called after the commit, at least once.</summary>
    ValueTask AnnounceAsync(string branchId, OrderId id, CancellationToken cancellationToken);

    /// <summary>
    /// A ticket taken before looking into the store; waiting on it ends at once when something was announced since,
    /// so that no order falls between the look and the wait.
    /// </summary>
    WorkTicket Watch(string branchId);

    /// <summary>Ends when work was announced after the ticket was taken, or when the time is up (false).</summary>
    Task<bool> WaitAsync(WorkTicket ticket, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>Wakes every waiter: another process changed the store.</summary>
    void WakeAll();
}

/// <summary>What a watcher has seen.</summary>
/// <param name="BranchId">The branch.</param>
/// <param name="Version">Announcements so far.</param>
public readonly record struct WorkTicket(string BranchId, long Version);
