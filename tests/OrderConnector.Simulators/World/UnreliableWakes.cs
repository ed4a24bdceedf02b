using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Simulators.World;

/// <summary>
/// A queue between several cloud instances as the platform's queues are: an announcement comes late, in another order,
/// twice, or never. Nobody waits on it here; who is woken asks the cloud for orders then.
/// </summary>
/// <param name="random">Seeded: same seed, same fates.</param>
/// <param name="wake">Wakes a branch after so long.</param>
public sealed class UnreliableWakes(Random random, Action<string, TimeSpan> wake) : IDeliveryQueue
{
    private static readonly TimeSpan s_latest = TimeSpan.FromSeconds(3);

    /// <summary>Announcements that woke nobody.</summary>
    public int Lost { get; private set; }

    /// <summary>Announcements that woke twice.</summary>
    public int Doubled { get; private set; }

    /// <inheritdoc />
    public bool ReachesOtherProcesses => false;

    /// <inheritdoc />
    public Task ExpectWorkAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetAlarmAsync(Alarm alarm, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task<DateTimeOffset?> ReadWorkExpectedAsync(CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(null);

    /// <inheritdoc />
    public Task<bool> AnnounceAsync(IReadOnlyList<QueuedOrder> orders, CancellationToken cancellationToken)
    {
        foreach (var order in orders)
        {
            Announce(order.BranchId);
        }

        return Task.FromResult(true);
    }

    /// <inheritdoc />
    public WorkTicket Watch(string branchId, string? agentId = null) => new(branchId, 0, agentId);

    /// <inheritdoc />
    public Task<bool> WaitAsync(WorkTicket ticket, TimeSpan wait, CancellationToken cancellationToken) =>
        Task.FromResult(false);

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
    }

    private void Announce(string branchId)
    {
        switch (random.Next(10))
        {
            case 0:
                Lost++;
                break;
            case 1:
                Doubled++;
                wake(branchId, s_latest * random.NextDouble());
                wake(branchId, s_latest * random.NextDouble());
                break;
            default:
                wake(branchId, s_latest * random.NextDouble());
                break;
        }
    }
}
