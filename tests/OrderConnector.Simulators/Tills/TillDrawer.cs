using System.Collections.Concurrent;

namespace OrderConnector.Simulators.Tills;

/// <summary>What a point of sale keeps: one document per order id, however often it comes.</summary>
public sealed class TillDrawer
{
    private readonly ConcurrentDictionary<string, byte[]> _orders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _offers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _changed = new();

    /// <summary>The first document of each order.</summary>
    public IReadOnlyDictionary<string, byte[]> Orders => _orders;

    /// <summary>Orders that came again with other bytes: the agent must never do that.</summary>
    public IReadOnlyCollection<string> Changed => _changed;

    /// <summary>How often an order was offered.</summary>
    public int Offers(string orderId) => _offers.GetValueOrDefault(orderId);

    /// <summary>Keeps a document; false where the order was known.</summary>
    internal bool Take(string orderId, byte[] document)
    {
        _offers.AddOrUpdate(orderId, 1, (_, before) => before + 1);
        if (_orders.TryAdd(orderId, document))
        {
            return true;
        }

        if (!_orders[orderId].AsSpan().SequenceEqual(document))
        {
            _changed.Enqueue(orderId);
        }

        return false;
    }
}
