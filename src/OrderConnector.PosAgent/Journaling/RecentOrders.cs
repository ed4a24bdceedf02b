namespace OrderConnector.PosAgent.Journaling;

/// <summary>An order among the newest.</summary>
/// <param name="CollectedAt">When it was offered.</param>
/// <param name="Arrival">The entry that made it ours; grows with each arrival, 0 while it is not ours.</param>
/// <param name="Order">What the journal knows of it.</param>
public sealed record RecentOrder(DateTimeOffset CollectedAt, long Arrival, OrderProgress Order);

/// <summary>
/// The newest orders, open or closed: what people look at most must not be searched for in the journal. A fold like the
/// rest of the state, and bounded.
/// </summary>
internal sealed class RecentOrders
{
    /// <summary>How many are kept.</summary>
    internal const int Most = 50;

    private readonly Dictionary<string, RecentOrder> _orders = [];
    private readonly List<string> _inTurn = [];

    /// <summary>The newest comes last.</summary>
    internal IEnumerable<RecentOrder> InTurn => _inTurn.Select(id => _orders[id]);

    /// <summary>Takes one more entry.</summary>
    /// <param name="entry">The next entry.</param>
    /// <param name="order">The order it concerns, the entry applied; null where that one is not open.</param>
    internal void Apply(JournalEntry entry, OrderProgress? order)
    {
        if (entry.Fact.OrderId is not { } id)
        {
            return;
        }

        if (order?.Stage is OrderStage.Collected && order.StageSequence == entry.Sequence)
        {
            Begin(id, new RecentOrder(entry.Fact.At, 0, order));
        }
        else if (_orders.TryGetValue(id, out var known))
        {
            var now = order ?? OrderProgress.Next(known.Order, entry)!;
            var arrives = known.Arrival == 0 && now.Stage is not (OrderStage.Collected or OrderStage.Dropped);
            _orders[id] = known with { Order = now, Arrival = arrives ? entry.Sequence : known.Arrival };
        }
    }

    private void Begin(string id, RecentOrder order)
    {
        // Set aside and offered again: it is new once more.
        if (!_orders.TryAdd(id, order))
        {
            _orders[id] = order;
            _inTurn.Remove(id);
        }

        _inTurn.Add(id);
        if (_inTurn.Count > Most)
        {
            _orders.Remove(_inTurn[0]);
            _inTurn.RemoveAt(0);
        }
    }
}
