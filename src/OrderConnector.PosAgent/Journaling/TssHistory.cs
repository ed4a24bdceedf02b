using OrderConnector.Core.Agents;
using OrderConnector.Core.Vat;

namespace OrderConnector.PosAgent.Journaling;

/// <summary>A TSS outage that has not ended.</summary>
/// <param name="Tss">Which TSS.</param>
/// <param name="Id">What the sales of the outage name it by.</param>
/// <param name="BeganAt">Since when.</param>
/// <param name="Code">Stable name of the reason, kebab-case.</param>
/// <param name="Detail">Plain words.</param>
public sealed record TssOutage(string Tss, string Id, DateTimeOffset BeganAt, string Code, string Detail);

/// <summary>A TSS transaction whose order was sold unsigned and whose end is not known.</summary>
/// <param name="Tss">Which TSS.</param>
/// <param name="EasSerialNumber">Under which client.</param>
/// <param name="TransactionNumber">Its number.</param>
/// <param name="OrderId">The order.</param>
public sealed record LooseTransaction(string Tss, string EasSerialNumber, long TransactionNumber, string OrderId);

/// <summary>What the journal tells of one client of a TSS.</summary>
/// <param name="Tss">Which TSS.</param>
/// <param name="EasSerialNumber">The client.</param>
/// <param name="LastSignedOrder">The order signed last; null before the first.</param>
/// <param name="StartDay">The German day of the last start.</param>
/// <param name="Starts">Starts on that day.</param>
/// <param name="UnclosedSince">The first start that no closing of a day came after; null where there is none.</param>
public sealed record TssClientHistory(
    string Tss, string EasSerialNumber, string? LastSignedOrder, DateOnly StartDay, int Starts,
    DateTimeOffset? UnclosedSince);

/// <summary>
/// What the journal tells of the branch's TSS: outages under way, transactions without a known end, keys seen, what
/// each client did last.
/// </summary>
public sealed class TssHistory
{
    /// <summary>The TSS of a branch that names none: what journals from the time of one TSS speak of.</summary>
    public const string OnlyTss = "main";

    private readonly SortedDictionary<string, TssOutage> _outages = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, LooseTransaction> _loose = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TssClientHistory> _clients = new(StringComparer.Ordinal);
    private readonly List<PinnedKey> _keys = [];

    /// <summary>Outages under way, by TSS.</summary>
    public IReadOnlyCollection<TssOutage> Outages => _outages.Values;

    /// <summary>Transactions without a known end; an order has one at most.</summary>
    public IReadOnlyCollection<LooseTransaction> Loose => _loose.Values;

    /// <summary>The TSS keys seen, in their order.</summary>
    public IReadOnlyList<PinnedKey> Keys => _keys;

    /// <summary>The clients that started anything.</summary>
    public IReadOnlyCollection<TssClientHistory> Clients => _clients.Values;

    /// <summary>How many transactions all clients of a TSS started on a German day, the last one any.</summary>
    public int StartsOn(DateOnly day, string tss) =>
        _clients.Values.Where(client => client.Tss == tss && client.StartDay == day).Sum(client => client.Starts);

    /// <summary>What a client of a TSS did last; null where it started nothing yet.</summary>
    public TssClientHistory? ClientOf(string tss, string easSerialNumber) =>
        _clients.GetValueOrDefault(NameOf(tss, easSerialNumber));

    /// <summary>The outage of a TSS under way; null where it works.</summary>
    public TssOutage? OutageOf(string tss) => _outages.GetValueOrDefault(tss);

    /// <summary>The key a TSS signed with last; null before its first signature.</summary>
    public PinnedKey? KeyOf(string tss) => _keys.FindLast(key => (key.Tss ?? OnlyTss) == tss);

    /// <summary>Takes one more entry; kinds that tell nothing of a TSS change nothing.</summary>
    /// <param name="entry">The next entry.</param>
    /// <param name="order">The order it concerns, the entry applied; null for none.</param>
    internal void Apply(JournalEntry entry, OrderProgress? order)
    {
        var fact = entry.Fact;
        switch (fact.Kind)
        {
            case JournalKind.OutageBegan:
                var began = Began(entry);
                _outages.TryAdd(began.Tss, began);
                break;
            case JournalKind.OutageEnded:
                _outages.Remove(JournalData.Read<OutageEndedData>(fact).Tss ?? OnlyTss);
                break;
            case JournalKind.SigningStarted when order is { Intent: { } intent }:
                Keep(intent, last => Started(last, fact.At));
                break;
            case JournalKind.Signed when order is { Intent: { } intent }:
                Keep(intent, last => last with { LastSignedOrder = order.OrderId });
                break;
            case JournalKind.TssDayClosed:
                var closed = JournalData.Read<DayClosedData>(fact);
                if (ClientOf(closed.Tss, closed.EasSerialNumber) is { } client)
                {
                    _clients[NameOf(client.Tss, client.EasSerialNumber)] = client with { UnclosedSince = null };
                }

                break;
            case JournalKind.Unsigned when order is { Start: { } start, Intent: { } intent }:
                _loose[order.OrderId] = new LooseTransaction(
                    intent.Tss ?? OnlyTss, intent.EasSerialNumber, start.TransactionNumber, order.OrderId);
                break;
            case JournalKind.SignatureFoundLater:
                Settle(fact.OrderId, JournalData.Read<Core.Orders.FiscalSummary>(fact).TransactionNumber ?? 0);
                break;
            case JournalKind.SignatureFoundInvalid:
                Settle(fact.OrderId, JournalData.Read<InvalidSignatureData>(fact).TransactionNumber);
                break;
            case JournalKind.TransactionAborted:
                Settle(fact.OrderId, JournalData.Read<AbortedData>(fact).TransactionNumber);
                break;
            case JournalKind.TssKeyPinned:
                _keys.Add(JournalData.Read<PinnedKey>(fact));
                break;
        }
    }

    /// <summary>Takes what was kept.</summary>
    internal void Restore(BranchSnapshot snapshot)
    {
        snapshot.Outages.ToList().ForEach(outage => _outages.Add(outage.Tss, outage));
        snapshot.Loose.ToList().ForEach(loose => _loose.Add(loose.OrderId, loose));
        snapshot.Clients.ToList().ForEach(client => _clients.Add(NameOf(client.Tss, client.EasSerialNumber), client));
        _keys.AddRange(snapshot.Keys);
    }

    /// <summary>The outage an OutageBegan entry tells of.</summary>
    internal static TssOutage Began(JournalEntry entry)
    {
        var data = JournalData.Read<OutageData>(entry.Fact);
        var id = data.Id ?? FormattableString.Invariant($"entry-{entry.Sequence}");
        return new TssOutage(data.Tss ?? OnlyTss, id, entry.Fact.At, data.Code, data.Detail);
    }

    private void Keep(SigningIntent intent, Func<TssClientHistory, TssClientHistory> change)
    {
        var (tss, eas) = (intent.Tss ?? OnlyTss, intent.EasSerialNumber);
        _clients[NameOf(tss, eas)] = change(
            ClientOf(tss, eas) ?? new TssClientHistory(tss, eas, null, default, 0, null));
    }

    // A clock that was set back does not begin the day before anew.
    private static TssClientHistory Started(TssClientHistory client, DateTimeOffset at)
    {
        var day = GermanCalendar.DateOf(at);
        var (onDay, starts) = day > client.StartDay ? (day, 1) : (client.StartDay, client.Starts + 1);
        return client with { StartDay = onDay, Starts = starts, UnclosedSince = client.UnclosedSince ?? at };
    }

    // Neither name holds a slash.
    private static string NameOf(string tss, string easSerialNumber) => $"{tss}/{easSerialNumber}";

    private void Settle(string? orderId, long transactionNumber)
    {
        if (orderId is not null && _loose.GetValueOrDefault(orderId)?.TransactionNumber == transactionNumber)
        {
            _loose.Remove(orderId);
        }
    }
}
