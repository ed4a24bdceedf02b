using OrderConnector.Core.Orders;
using OrderConnector.Functions.Delivering;

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
    public ValueTask AnnounceAsync(string branchId, OrderId id, CancellationToken cancellationToken)
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

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public WorkTicket Watch(string branchId) => new(branchId, 0);

    /// <inheritdoc />
    public Task<bool> WaitAsync(WorkTicket ticket, TimeSpan wait, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    /// <inheritdoc />
    public void WakeAll()
    {
    }
}
