using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.PosAgent.Collecting;

namespace OrderConnector.Simulators.World;

/// <summary>
/// Stands where the cloud's answers leave it, before the line can lose or repeat them, and looks at each: an order that
/// carries a flag at that moment is neither offered nor given away.
/// </summary>
/// <param name="inner">The cloud.</param>
public sealed class HandOutWitness(ICloud inner) : ICloud
{
    private readonly Dictionary<string, OrderId> _leases = [];

    /// <summary>Says which orders carry a flag now; nobody's before the managers come.</summary>
    public Func<OrderId, bool> IsFlagged { get; set; } = _ => false;

    /// <summary>What should not have been handed out, in words.</summary>
    public List<string> Faults { get; } = [];

    /// <inheritdoc />
    public async Task<CloudOutcome<CollectAnswer>> CollectAsync(
        CollectRequest request, CancellationToken cancellationToken)
    {
        var outcome = await inner.CollectAsync(request, cancellationToken);
        foreach (var delivery in outcome is CloudOutcome<CollectAnswer>.Done done ? done.Value.Deliveries : [])
        {
            var id = new OrderId(delivery.Order.GetProperty("id").GetString()!);
            _leases[delivery.Lease] = id;
            Judge(id, "was offered");
        }

        return outcome;
    }

    /// <inheritdoc />
    public async Task<CloudOutcome<ConfirmAnswer>> ConfirmAsync(
        ConfirmRequest request, CancellationToken cancellationToken)
    {
        var outcome = await inner.ConfirmAsync(request, cancellationToken);
        foreach (var verdict in outcome is CloudOutcome<ConfirmAnswer>.Done done ? done.Value.Confirmations : [])
        {
            if (verdict.Verdict == "yours")
            {
                Judge(_leases[verdict.Lease], "was given to the agent");
            }
        }

        return outcome;
    }

    /// <inheritdoc />
    public Task<CloudOutcome<ReportsAnswer>> ReportAsync(
        ReportsRequest request, CancellationToken cancellationToken) => inner.ReportAsync(request, cancellationToken);

    /// <inheritdoc />
    public Task<CloudOutcome<SellerData>> ReadSellerDataAsync(int version, CancellationToken cancellationToken) =>
        inner.ReadSellerDataAsync(version, cancellationToken);

    /// <inheritdoc />
    public Task<CloudOutcome<VoidAnswer>> VoidAsync(
        string orderId, StaffVoidRequest request, CancellationToken cancellationToken) =>
        inner.VoidAsync(orderId, request, cancellationToken);

    private void Judge(OrderId id, string what)
    {
        if (IsFlagged(id))
        {
            Faults.Add($"Order {id} {what} while it was flagged.");
        }
    }
}
