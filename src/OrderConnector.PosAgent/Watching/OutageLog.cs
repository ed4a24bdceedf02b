using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Watching;

/// <summary>
/// The failure log, folded from the journals of a branch, oldest first. A row is handed out once nothing can change
/// it: rows come in the order of their ends, those still open last. What is kept in between does not grow with the
/// journal: open outages, what ended a little while ago, orders at the TSS.
/// </summary>
public sealed class OutageLog
{
    /// <summary>
    /// So many entries behind its end a row is settled. What a lane has gathered in an outage, 200 facts at most, may
    /// reach the disk behind the end that the probe wrote.
    /// </summary>
    public const int EntriesUntilSettled = 10_000;

    private readonly Dictionary<string, Tally> _open = [];
    private readonly Dictionary<string, Tally> _byId = [];
    private readonly Dictionary<string, SigningIntent> _intents = [];
    private readonly Queue<(long EndedWith, Tally Tally)> _settling = new();
    private readonly HashSet<string> _closedJournals = [];
    private string? _journalId;
    private long _carriedUpTo;
    private long _taken;

    /// <summary>Takes the next entry; answers the rows that are settled by now.</summary>
    /// <exception cref="InvalidDataException">The entry's data cannot be read.</exception>
    public IReadOnlyList<OutageRow> Take(JournalEntry entry)
    {
        _taken++;
        var (fact, orderId) = (entry.Fact, entry.Fact.OrderId ?? "");
        switch (fact.Kind)
        {
            case JournalKind.JournalOpened:
                Open(JournalData.Read<JournalOpenedData>(fact));
                break;
            case JournalKind.JournalClosed when _journalId is not null:
                _closedJournals.Add(_journalId);
                break;
            case JournalKind.SigningIntended:
                _intents[orderId] = JournalData.Read<SigningIntent>(fact);
                break;
            case JournalKind.Signed or JournalKind.SetAside:
                _intents.Remove(orderId);
                break;
            case JournalKind.Unsigned:
                _intents.Remove(orderId, out var intent);
                Sold(fact.At, JournalData.Read<FiscalSummary>(fact), intent);
                break;
            case JournalKind.OutageBegan:
                Began(TssHistory.Began(entry), JournalData.Read<OutageData>(fact).Id is not null);
                break;
            case JournalKind.OutageEnded:
                Ended(fact.At, JournalData.Read<OutageEndedData>(fact));
                break;
        }

        return Settled(_taken - EntriesUntilSettled);
    }

    /// <summary>The rows that are left: nothing comes any more.</summary>
    public IReadOnlyList<OutageRow> Finish() =>
        [.. Settled(long.MaxValue), .. _open.Values.OrderBy(tally => tally.BeganWith).Select(tally => tally.Row)];

    // A recovered journal repeats what it carries over; where the journal before was read to its end, that has counted.
    private void Open(JournalOpenedData opened)
    {
        _journalId = opened.JournalId;
        _carriedUpTo = opened.PreviousId is { } id && _closedJournals.Contains(id) ? opened.LastReceiptNumber : 0;
        _intents.Clear();
    }

    private void Began(TssOutage outage, bool isNamed)
    {
        // The outage under way goes on, as it does for the agent.
        if (_open.ContainsKey(outage.Tss))
        {
            return;
        }

        var row = new OutageRow(
            OutageKind.Outage, outage.Tss, outage.Id, outage.BeganAt, null, outage.Code, outage.Detail, null, null, 0,
            null, null);
        _open[outage.Tss] = _byId[outage.Id] = new Tally(row, _taken, isNamed);
    }

    private void Ended(DateTimeOffset at, OutageEndedData ended)
    {
        if (_open.Remove(ended.Tss ?? TssHistory.OnlyTss, out var tally))
        {
            tally.Row = tally.Row with { EndedAt = at, ClosedBy = ended.ClosedBy ?? "agent", Closing = ended.Detail };
            _settling.Enqueue((_taken, tally));
        }
    }

    private void Sold(DateTimeOffset at, FiscalSummary fiscal, SigningIntent? intent)
    {
        if (intent is not null && intent.ReceiptNumber <= _carriedUpTo)
        {
            return;
        }

        var receipt = intent is null ? null : new ReceiptMark(intent.CashRegisterId, intent.ReceiptNumber);
        var tss = intent?.Tss ?? TssHistory.OnlyTss;
        var reason = fiscal.Reason ?? "";
        if (OutageOf(fiscal, tss, reason) is { } tally)
        {
            tally.Count(receipt);
            return;
        }

        var words = reason.IndexOf(": ", StringComparison.Ordinal);
        var row = new OutageRow(
            OutageKind.Single, tss, fiscal.Outage, at, at, words < 0 ? "" : reason[..words],
            words < 0 ? reason : reason[(words + 2)..], receipt, receipt, 1, null, null);
        _settling.Enqueue((_taken, new Tally(row, _taken, isNamed: true)));
    }

    private Tally? OutageOf(FiscalSummary fiscal, string tss, string reason)
    {
        if (fiscal.Outage is { } id)
        {
            return _byId.GetValueOrDefault(id);
        }

        // Older journals: neither the outage nor its sales carry a name.
        return _open.GetValueOrDefault(tss) is { IsNamed: false } tally
            && reason.StartsWith($"{tally.Row.Code}: ", StringComparison.Ordinal) ? tally : null;
    }

    private List<OutageRow> Settled(long endedWith)
    {
        var rows = new List<OutageRow>();
        while (_settling.TryPeek(out var next) && next.EndedWith <= endedWith)
        {
            var tally = _settling.Dequeue().Tally;
            rows.Add(tally.Row);
            if (tally.Row.Id is { } id && _byId.GetValueOrDefault(id) == tally)
            {
                _byId.Remove(id);
            }
        }

        return rows;
    }

    private sealed class Tally(OutageRow row, long beganWith, bool isNamed)
    {
        public OutageRow Row { get; set; } = row;

        public long BeganWith { get; } = beganWith;

        public bool IsNamed { get; } = isNamed;

        public void Count(ReceiptMark? receipt) => Row = Row with
        {
            First = Row.First ?? receipt, Last = receipt ?? Row.Last, UnsignedSales = Row.UnsignedSales + 1,
        };
    }
}
