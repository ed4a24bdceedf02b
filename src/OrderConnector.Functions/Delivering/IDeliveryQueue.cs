using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Delivering;

/// <summary>
/// Wakes the branch that has work. The queue carries ids at most; the database decides who gets what. No method fails
/// because the queue does not answer: what it should have carried stands in the store, and the timer finds it there.
/// </summary>
public interface IDeliveryQueue
{
    /// <summary>
    /// Whether announcements of other processes arrive here too: a waiter then needs no look into the store before
    /// something is announced. Where they do not, waiters look now and again.
    /// </summary>
    bool ReachesOtherProcesses { get; }

    /// <summary>
    /// Tells, before a commit, that something will be left to the timer: an announcement, a lease, a reservation. So
    /// the timer knows when it need not look.
    /// </summary>
    Task ExpectWorkAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Has a function called when something is due, where functions are what the cloud has instead of timers; does
    /// nothing elsewhere. The timer finds it within a minute after, if the alarm is lost.
    /// </summary>
    Task SetAlarmAsync(Alarm alarm, CancellationToken cancellationToken);

    /// <summary>
    /// When work was last expected, to the minute; null where that cannot be told, and the store must be asked.
    /// </summary>
    Task<DateTimeOffset?> ReadWorkExpectedAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Tells that orders are queued; called after the commit, at least once. False where the queue did not take them
    /// all: the timer must send them.
    /// </summary>
    Task<bool> AnnounceAsync(IReadOnlyList<QueuedOrder> orders, CancellationToken cancellationToken);

    /// <summary>
    /// A ticket taken before looking into the store; waiting on it ends at once when something was announced since,
    /// so that no order falls between the look and the wait.
    /// </summary>
    /// <param name="branchId">The branch.</param>
    /// <param name="agentId">Whose sign of life the wait is; null for nobody's.</param>
    WorkTicket Watch(string branchId, string? agentId = null);

    /// <summary>Ends when work was announced after the ticket was taken, or when the time is up (false).</summary>
    Task<bool> WaitAsync(WorkTicket ticket, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>
    /// Says what a look into the store has found, so that announcements it answered go, and others do not.
    /// </summary>
    Task SettleAsync(WorkTicket ticket, LookResult look, CancellationToken cancellationToken);

    /// <summary>Puts a message that was set aside into its queue again, as it was; false where that failed.</summary>
    Task<bool> ReplayAsync(SetAsideMessage message, CancellationToken cancellationToken);

    /// <summary>Which agent was last seen waiting for this branch, in whatever process; null where none was.</summary>
    Task<AgentPresence?> ReadPresenceAsync(string branchId, CancellationToken cancellationToken);

    /// <summary>
    /// The same for many branches at once: those of whom an agent was seen. Null where that cannot be told now; empty
    /// where signs of life stand in the store.
    /// </summary>
    Task<IReadOnlyDictionary<string, AgentPresence>?> ReadPresencesAsync(
        IReadOnlyCollection<string> branchIds, CancellationToken cancellationToken);

    /// <summary>Wakes every waiter: another process changed the store.</summary>
    void WakeAll();
}

/// <summary>What a watcher has seen.</summary>
/// <param name="BranchId">The branch.</param>
/// <param name="Version">Announcements so far.</param>
/// <param name="AgentId">Who watches; null for nobody in particular.</param>
public readonly record struct WorkTicket(string BranchId, long Version, string? AgentId);

/// <summary>What a look into the store came to.</summary>
/// <param name="Served">The agent is the one the branch is served by; else the look answers no announcement.</param>
/// <param name="Offered">Orders that were leased to it.</param>
/// <param name="MoreMayWait">It took as many as it had asked for.</param>
public readonly record struct LookResult(bool Served, IReadOnlyList<OrderId> Offered, bool MoreMayWait);
