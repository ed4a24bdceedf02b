using OrderConnector.Core.Orders;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.Simulators.World;

/// <summary>A flag as managers were told of it.</summary>
/// <param name="Id">The order.</param>
/// <param name="Withdrawn">How far the agent's journal went when it was taken back; null while it stands.</param>
/// <param name="IsMatched">A receipt of the till stands for the order.</param>
public sealed record KnownFlag(OrderId Id, long? Withdrawn, bool IsMatched);

/// <summary>
/// What managers believe, from the answers they got: which orders carry a flag, and which of them the till has booked.
/// The store and the branch must agree with it.
/// </summary>
public sealed class FlagBook
{
    private readonly Dictionary<OrderId, KnownFlag> _standing = [];
    private readonly List<KnownFlag> _withdrawn = [];

    /// <summary>Orders whose flag stands.</summary>
    public IReadOnlyDictionary<OrderId, KnownFlag> Standing => _standing;

    /// <summary>Orders that must be on the work list.</summary>
    public IEnumerable<OrderId> ToDo => _standing.Values.Where(flag => !flag.IsMatched).Select(flag => flag.Id);

    /// <summary>How many flags were ever set.</summary>
    public int Count => _standing.Count + _withdrawn.Count;

    /// <summary>Whether a flag of this order was ever taken back.</summary>
    public bool WasWithdrawn(string? id) => _withdrawn.Exists(flag => flag.Id.Value == id);

    public void Flagged(OrderId id, bool matched) => _standing.Add(id, new KnownFlag(id, null, matched));

    public void Matched(OrderId id, bool matched) => _standing[id] = _standing[id] with { IsMatched = matched };

    public void Withdrawn(OrderId id, long journalSequence)
    {
        _standing.Remove(id, out var flag);
        _withdrawn.Add(flag! with { Withdrawn = journalSequence });
    }

    /// <summary>
    /// Nothing was sold while its flag stood, nor before: what is sold is the agent's and cannot be flagged. What was
    /// taken back is sold once at most.
    /// </summary>
    public IEnumerable<string> FaultsOf(IReadOnlyList<JournalEntry> entries)
    {
        var sales = entries.Where(entry => IsSale(entry.Fact.Kind)).ToLookup(entry => entry.Fact.OrderId);
        foreach (var flag in _standing.Values.Concat(_withdrawn))
        {
            foreach (var sale in sales[flag.Id.Value].Where(sale => sale.Sequence <= (flag.Withdrawn ?? long.MaxValue)))
            {
                yield return $"Order {flag.Id} is {sale.Fact.Kind} by entry {sale.Sequence} and was flagged until "
                    + $"{flag.Withdrawn}.";
            }
        }

        foreach (var id in _withdrawn.Select(flag => flag.Id.Value).Distinct())
        {
            var ends = sales[id].Count(sale => sale.Fact.Kind is JournalKind.Signed or JournalKind.Unsigned);
            if (ends > 1)
            {
                yield return $"Order {id}, whose flag was taken back, was sold {ends} times.";
            }
        }
    }

    private static bool IsSale(JournalKind kind) => kind is JournalKind.SigningIntended or JournalKind.SigningStarted
        or JournalKind.Signed or JournalKind.Unsigned or JournalKind.Issued or JournalKind.HandedOver;
}
