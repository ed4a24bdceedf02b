using System.Collections.Concurrent;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Delivering;

/// <summary>
/// Stage 6 of 14, embedded: the state Queued in the store is the queue, so only the waking is left to do.
/// </summary>
public sealed class EmbeddedDeliveryQueue(TimeProvider clock) : IDeliveryQueue
{
    private static readonly Task<bool> s_all = Task.FromResult(true);
    private readonly ConcurrentDictionary<string, BranchSignal> branches = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public bool ReachesOtherProcesses => false;

    /// <inheritdoc />
    public Task ExpectWorkAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task SetAlarmAsync(Alarm alarm, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task<DateTimeOffset?> ReadWorkExpectedAsync(CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(null);

    /// <inheritdoc />
    public Task<bool> AnnounceAsync(IReadOnlyList<QueuedOrder> orders, CancellationToken cancellationToken)
    {
        foreach (var order in orders)
        {
            Signal(order.BranchId).Raise();
        }

        return s_all;
    }

    /// <inheritdoc />
    public WorkTicket Watch(string branchId, string? agentId = null) =>
        new(branchId, Signal(branchId).Read().Version, agentId);

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
    public Task SettleAsync(WorkTicket ticket, LookResult look, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <inheritdoc />
    public Task<bool> ReplayAsync(SetAsideMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    /// <inheritdoc />
    public Task<AgentPresence?> ReadPresenceAsync(string branchId, CancellationToken cancellationToken) =>
        Task.FromResult<AgentPresence?>(null);

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, AgentPresence>?> ReadPresencesAsync(
        IReadOnlyCollection<string> branchIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, AgentPresence>?>(new Dictionary<string, AgentPresence>());

    /// <inheritdoc />
    public void WakeAll()
    {
        foreach (var branch in branches.Values)
        {
            branch.Raise();
        }
    }

    private BranchSignal Signal(string branchId) => branches.GetOrAdd(branchId, static _ => new BranchSignal());
}
