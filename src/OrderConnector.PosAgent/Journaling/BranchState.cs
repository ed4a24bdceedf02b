using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Journaling;

/// <summary>A lease the cloud has not decided on yet.</summary>
public sealed record PendingLease(string OrderId, string Lease, long Sequence);

/// <summary>
/// What the branch knows: a pure fold over the journal's entries in their order. Keeps what is open in memory, and the
/// newest; what else is closed is in the journal alone.
/// </summary>
public sealed class BranchState
{
    private readonly Dictionary<string, OrderProgress> _open = [];
    private readonly Dictionary<OrderStage, SortedDictionary<long, OrderProgress>> _byStage = [];
    private readonly Dictionary<string, PendingLease> _leases = [];
    private readonly SortedDictionary<int, SellerData> _sellers = [];
    private readonly SortedSet<int> _wantedSellers = [];
    private readonly SortedSet<long> _refusedReports = [];
    private readonly SortedDictionary<string, long> _receiptNumbers = new(StringComparer.Ordinal);
    private readonly RecentOrders _recent = new();

    /// <summary>The last entry applied, 0 for none.</summary>
    public long Sequence { get; private set; }

    /// <summary>Its hash; empty for none.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>What the journal opened with; null before its first entry.</summary>
    public JournalOpenedData? Opened { get; private set; }

    /// <summary>The highest receipt number drawn, whichever cash register drew it.</summary>
    public long LastReceiptNumber =>
        Math.Max(Opened?.LastReceiptNumber ?? 0, _receiptNumbers.Values.DefaultIfEmpty().Max());

    /// <summary>The open closing period.</summary>
    public int ClosingPeriod { get; private set; } = 1;

    /// <summary>The highest order number seen.</summary>
    public long HighestOrderNumber { get; private set; }

    /// <summary>What the journal tells of the TSS.</summary>
    public TssHistory Tss { get; } = new();

    /// <summary>The last health reported.</summary>
    public HealthReport? Health { get; private set; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? HealthAt { get; private set; }

    /// <summary>True once the journal was closed for another.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Orders that are not at the end of their road.</summary>
    public IReadOnlyDictionary<string, OrderProgress> Open => _open;

    /// <summary>The newest orders, open or closed, the newest last.</summary>
    public IEnumerable<RecentOrder> Recent => _recent.InTurn;

    /// <summary>Leases to be confirmed, by order.</summary>
    public IReadOnlyDictionary<string, PendingLease> Leases => _leases;

    /// <summary>Seller data by version.</summary>
    public IReadOnlyDictionary<int, SellerData> Sellers => _sellers;

    /// <summary>Versions of the seller data that orders name and that are still to be fetched.</summary>
    public IReadOnlyCollection<int> WantedSellers => _wantedSellers;

    /// <summary>Entries whose reports the cloud refused.</summary>
    public IReadOnlySet<long> RefusedReports => _refusedReports;

    /// <summary>The last receipt number a cash register drew.</summary>
    public long LastReceiptNumberOf(string cashRegisterId) =>
        _receiptNumbers.TryGetValue(cashRegisterId, out var last) ? last : Opened?.LastReceiptNumber ?? 0;

    /// <summary>Open orders at a stage, in the order they came to it.</summary>
    public IEnumerable<OrderProgress> At(OrderStage stage) =>
        _byStage.TryGetValue(stage, out var orders) ? orders.Values : [];

    /// <summary>How many open orders stand at a stage.</summary>
    public int CountAt(OrderStage stage) => _byStage.TryGetValue(stage, out var orders) ? orders.Count : 0;

    /// <summary>Takes one more entry; it must be the next.</summary>
    public void Apply(JournalEntry entry)
    {
        if (entry.Sequence != Sequence + 1)
        {
            throw new InvalidOperationException($"Entry {entry.Sequence} does not follow on {Sequence}.");
        }

        (Sequence, Hash) = (entry.Sequence, entry.Hash);
        Tss.Apply(entry, ApplyToOrder(entry));
        ApplyToBranch(entry.Fact);
        ApplyToLeases(entry);
    }

    /// <summary>What is needed to go on from here without the entries before.</summary>
    public BranchSnapshot ToSnapshot() => new(
        BranchSnapshot.CurrentVersion, Opened, _receiptNumbers.ToDictionary(), ClosingPeriod, HighestOrderNumber,
        Health, HealthAt, IsClosed,
        [.. _open.Values.OrderBy(order => order.StageSequence).Select(order => order.OrderId)],
        [.. _leases.Values.OrderBy(lease => lease.Sequence)],
        [.. Tss.Outages], [.. Tss.Loose], [.. _sellers.Values], [.. Tss.Keys], [.. Tss.Clients], [.. _refusedReports],
        [.. _recent.InTurn.Select(recent => recent.Order.OrderId)]);

    /// <summary>The state a snapshot was taken of.</summary>
    /// <param name="checkpoint">Where it was taken.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="readOrder">Reads all entries of an order.</param>
    public static BranchState FromSnapshot(
        JournalCheckpoint checkpoint, BranchSnapshot snapshot, Func<string, IReadOnlyList<JournalEntry>> readOrder)
    {
        var state = new BranchState
        {
            Sequence = checkpoint.Sequence,
            Hash = checkpoint.Hash,
            Opened = snapshot.Opened,
            ClosingPeriod = snapshot.ClosingPeriod,
            HighestOrderNumber = snapshot.HighestOrderNumber,
            Health = snapshot.Health,
            HealthAt = snapshot.HealthAt,
            IsClosed = snapshot.IsClosed,
        };
        foreach (var orderId in snapshot.OpenOrders)
        {
            var entries = readOrder(orderId).TakeWhile(entry => entry.Sequence <= checkpoint.Sequence);
            state.Keep(orderId, null, OrderProgress.Fold(entries));
        }

        foreach (var orderId in snapshot.RecentOrders ?? [])
        {
            state.Recall(readOrder(orderId).TakeWhile(entry => entry.Sequence <= checkpoint.Sequence));
        }

        snapshot.Leases.ToList().ForEach(lease => state._leases.Add(lease.OrderId, lease));
        state.Tss.Restore(snapshot);
        snapshot.ReceiptNumbers.ToList().ForEach(last => state._receiptNumbers.Add(last.Key, last.Value));
        snapshot.Sellers.ToList().ForEach(seller => state._sellers.Add(seller.Version, seller));
        state._refusedReports.UnionWith(snapshot.RefusedReports);
        state._open.Values.ToList().ForEach(order => state.Want(order.Header.SellerDataVersion));
        return state;
    }

    private OrderProgress? ApplyToOrder(JournalEntry entry)
    {
        if (entry.Fact.OrderId is not { } orderId)
        {
            return null;
        }

        var before = _open.GetValueOrDefault(orderId);
        var after = OrderProgress.Next(before, entry);
        Keep(orderId, before, after);
        _recent.Apply(entry, after);
        if (after is not null && entry.Fact.Kind is JournalKind.OrderCollected)
        {
            HighestOrderNumber = Math.Max(HighestOrderNumber, after.Header.Number);
            Want(after.Header.SellerDataVersion);
        }

        if (entry.Fact.Kind is JournalKind.SigningIntended)
        {
            // Counted whatever became of its order: a number once drawn is never drawn again.
            var intent = JournalData.Read<SigningIntent>(entry.Fact);
            _receiptNumbers[intent.CashRegisterId] =
                Math.Max(LastReceiptNumberOf(intent.CashRegisterId), intent.ReceiptNumber);
        }

        return after;
    }

    private void Recall(IEnumerable<JournalEntry> entries)
    {
        OrderProgress? order = null;
        foreach (var entry in entries)
        {
            order = OrderProgress.Next(order, entry);
            _recent.Apply(entry, order);
        }
    }

    private void Want(int sellerDataVersion)
    {
        if (!_sellers.ContainsKey(sellerDataVersion))
        {
            _wantedSellers.Add(sellerDataVersion);
        }
    }

    private void ApplyToBranch(JournalFact fact)
    {
        switch (fact.Kind)
        {
            case JournalKind.JournalOpened:
                Opened = JournalData.Read<JournalOpenedData>(fact);
                ClosingPeriod = Opened.ClosingPeriod;
                HighestOrderNumber = Opened.HighestOrderNumber;
                break;
            case JournalKind.SellerDataReceived:
                var seller = JournalData.Read<SellerData>(fact);
                _sellers[seller.Version] = seller;
                _wantedSellers.Remove(seller.Version);
                break;
            case JournalKind.Health:
                Health = JournalData.Read<HealthReport>(fact);
                HealthAt = fact.At;
                break;
            case JournalKind.ReportRefused:
                _refusedReports.Add(JournalData.Read<ReportRefusedData>(fact).Sequence);
                break;
            case JournalKind.JournalClosed:
                IsClosed = true;
                break;
        }
    }

    private void ApplyToLeases(JournalEntry entry)
    {
        if (entry.Fact.OrderId is not { } orderId || JournalData.LeaseOf(entry.Fact) is not { } lease)
        {
            return;
        }

        if (entry.Fact.Kind is JournalKind.OrderCollected or JournalKind.LeaseRenewed)
        {
            _leases[orderId] = new PendingLease(orderId, lease, entry.Sequence);
        }
        else if (_leases.GetValueOrDefault(orderId)?.Lease == lease)
        {
            _leases.Remove(orderId);
        }
    }

    private void Keep(string orderId, OrderProgress? before, OrderProgress? after)
    {
        if (before is not null)
        {
            _byStage[before.Stage].Remove(before.StageSequence);
            _open.Remove(orderId);
        }

        if (after is null || OrderStages.IsClosed(after.Stage))
        {
            return;
        }

        _open[orderId] = after;
        if (!_byStage.TryGetValue(after.Stage, out var orders))
        {
            _byStage[after.Stage] = orders = [];
        }

        orders[after.StageSequence] = after;
    }
}
