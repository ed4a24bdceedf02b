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

    /// <summary>Appends facts in order as one durable write; answers the entries with sequence and hash.</summary>
    Task<IReadOnlyList<JournalEntry>> AppendAsync(
        IReadOnlyList<JournalFact> facts, CancellationToken cancellationToken);

    /// <summary>Entries from a sequence on, ascending, at most <paramref name="max"/>.</summary>
    IReadOnlyList<JournalEntry> Read(long fromSequence, int max);

    /// <summary>All entries of one order, ascending.</summary>
    IReadOnlyList<JournalEntry> ReadOrder(string orderId);
}

/// <summary>Something that happened, about to be journaled.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="OrderId">The order; null where it concerns none.</param>
/// <param name="At">When, by the agent's clock.</param>
/// <param name="Data">What the kind carries, JSON; no personal data of customers.</param>
public sealed record JournalFact(JournalKind Kind, string? OrderId, DateTimeOffset At, string Data);

/// <summary>A fact with its place in the chain.</summary>
/// <param name="Sequence">1, 2, 3 … without gaps.</param>
/// <param name="Fact">What happened.</param>
/// <param name="Hash">SHA-256 over the hash before and the entry's canonical bytes, 64 hex digits.</param>
public sealed record JournalEntry(long Sequence, JournalFact Fact, string Hash);
