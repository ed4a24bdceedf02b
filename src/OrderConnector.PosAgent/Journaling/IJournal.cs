using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Journaling;

/// <summary>
/// The branch's append-only, hash-chained memory. When an append ends without an exception its entries are on disk,
/// all or none. One process writes it.
/// </summary>
public interface IJournal : IDisposable
{
    /// <summary>Where the chain stands.</summary>
    JournalHead Head { get; }

    /// <summary>
    /// Appends facts in order as one durable write; answers the entries with sequence and hash. A PersonalErased fact
    /// erases the personal data of its order's entries before it, in the same write; the chain stays whole.
    /// </summary>
    Task<IReadOnlyList<JournalEntry>> AppendAsync(
        IReadOnlyList<JournalFact> facts, CancellationToken cancellationToken);

    /// <summary>Entries from a sequence on, ascending, at most <paramref name="max"/>.</summary>
    IReadOnlyList<JournalEntry> Read(long fromSequence, int max);

    /// <summary>All entries of one order, ascending.</summary>
    IReadOnlyList<JournalEntry> ReadOrder(string orderId);

    /// <summary>Ids of the orders collected under a number, oldest first.</summary>
    IReadOnlyList<string> FindOrders(long orderNumber);

    /// <summary>
    /// The last checkpoint; null where there is none. Only saves time: without it the fold starts at 1.
    /// </summary>
    JournalCheckpoint? ReadCheckpoint();

    /// <summary>Keeps a checkpoint in place of the one before; it may be lost, never wrong.</summary>
    void WriteCheckpoint(JournalCheckpoint checkpoint);
}

/// <summary>Something that happened, about to be journaled.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="OrderId">The order; null where it concerns none.</param>
/// <param name="At">When, by the agent's clock.</param>
/// <param name="Data">What the kind carries, JSON; no personal data of customers.</param>
/// <param name="Personal">
/// Personal data of the customer, JSON with a salt of its own; kept beside the chain, which holds only its SHA-256.
/// Null where there is none, or where it has been erased.
/// </param>
public sealed record JournalFact(
    JournalKind Kind, string? OrderId, DateTimeOffset At, string Data, string? Personal = null)
{
    /// <summary>What the kind carries, JSON; no personal data of customers.</summary>
    public string Data
    {
        get;
        init => (field, Written) = (value, null);
    } = Data;

    /// <summary>What Data was written from, where this process wrote it: it need not be read again.</summary>
    internal object? Written { get; init; }

    /// <inheritdoc />
    public bool Equals(JournalFact? other) => other is not null && Kind == other.Kind && OrderId == other.OrderId
        && At == other.At && Data == other.Data && Personal == other.Personal;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Kind, OrderId, At, Data, Personal);
}

/// <summary>A fact with its place in the chain.</summary>
/// <param name="Sequence">1, 2, 3 … without gaps.</param>
/// <param name="Fact">What happened.</param>
/// <param name="Hash">SHA-256 over the hash before and the entry's canonical bytes, 64 hex digits.</param>
/// <param name="PersonalHash">SHA-256 of the personal data, 64 hex digits; outlives its erasure.</param>
public sealed record JournalEntry(long Sequence, JournalFact Fact, string Hash, string? PersonalHash = null);

/// <summary>The fold as it stood at a sequence.</summary>
/// <param name="Sequence">The last entry it contains.</param>
/// <param name="Hash">That entry's hash: a checkpoint of another chain is not used.</param>
/// <param name="State">The state, JSON.</param>
public sealed record JournalCheckpoint(long Sequence, string Hash, string State);
