using System.Collections.Concurrent;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Signing;

/// <summary>
/// Keeps what was read of an order from release to hand-over, so that it is not read three times. Only saves time:
/// what is not kept is read again.
/// </summary>
public sealed class SaleReadings
{
    private const int MostKept = 2000;

    private readonly ConcurrentDictionary<string, (string Document, BranchSale Sale)> _kept = new();

    /// <summary>The sale of an order; null with every reason why it cannot be processed.</summary>
    public (BranchSale? Sale, string? Reason) Read(OrderProgress order)
    {
        // The very same text: an order that was set aside may come back changed.
        if (_kept.TryGetValue(order.OrderId, out var kept) && ReferenceEquals(kept.Document, order.Order))
        {
            return (kept.Sale, null);
        }

        var (sale, reason) = BranchSale.Read(order);
        if (sale is not null && _kept.Count < MostKept)
        {
            _kept[order.OrderId] = (order.Order, sale);
        }

        return (sale, reason);
    }

    /// <summary>The order is through.</summary>
    public void Forget(string orderId) => _kept.TryRemove(orderId, out _);
}
