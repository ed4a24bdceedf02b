using System.Text.Json;
using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Journaling;

/// <summary>
/// The branch's state in short: open orders by id, everything else as it stands. Rebuildable from the journal, kept so
/// that starting costs what is open and not what is stored.
/// </summary>
public sealed record BranchSnapshot(
    int Version,
    JournalOpenedData? Opened,
    IReadOnlyDictionary<string, long> ReceiptNumbers,
    int ClosingPeriod,
    long HighestOrderNumber,
    HealthReport? Health,
    DateTimeOffset? HealthAt,
    bool IsClosed,
    IReadOnlyList<string> OpenOrders,
    IReadOnlyList<PendingLease> Leases,
    IReadOnlyList<TssOutage> Outages,
    IReadOnlyList<LooseTransaction> Loose,
    IReadOnlyList<SellerData> Sellers,
    IReadOnlyList<PinnedKey> Keys,
    IReadOnlyList<TssClientHistory> Clients,
    IReadOnlyList<long> RefusedReports,
    IReadOnlyList<string>? RecentOrders = null)
{
    /// <summary>Grows when the members change: a snapshot of another version is not used.</summary>
    public const int CurrentVersion = 3;

    /// <summary>Entries read at once while folding.</summary>
    private const int Page = 2000;

    /// <summary>
    /// The state of a journal: from its checkpoint where that belongs to it, else from the first entry.
    /// </summary>
    public static BranchState Load(IJournal journal)
    {
        var state = FromCheckpoint(journal) ?? new BranchState();
        while (journal.Read(state.Sequence + 1, Page) is { Count: > 0 } entries)
        {
            foreach (var entry in entries)
            {
                state.Apply(entry);
            }
        }

        return state;
    }

    /// <summary>A checkpoint of a state.</summary>
    public static JournalCheckpoint Take(BranchState state) => new(
        state.Sequence, state.Hash, JsonSerializer.Serialize(state.ToSnapshot(), WireJson.Options));

    private static BranchState? FromCheckpoint(IJournal journal)
    {
        var checkpoint = journal.ReadCheckpoint();
        if (checkpoint is null || journal.Read(checkpoint.Sequence, 1) is not [var entry]
            || entry.Hash != checkpoint.Hash)
        {
            return null;
        }

        var snapshot = JsonSerializer.Deserialize<BranchSnapshot>(checkpoint.State, WireJson.Options);
        return snapshot is { Version: CurrentVersion }
            ? BranchState.FromSnapshot(checkpoint, snapshot, journal.ReadOrder)
            : null;
    }
}
