using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Watching;

namespace OrderConnector.PosAgent.Tests.Watching;

/// <summary>A journal told entry by entry, one second apart, and what the failure log makes of it.</summary>
internal sealed class OutageJournal
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly OutageLog _log = new();
    private readonly Dictionary<string, long> _numbers = [];
    private long _sequence;
    private long _orders;
    private long _seconds;

    /// <summary>Rows settled so far.</summary>
    public List<OutageRow> Rows { get; } = [];

    /// <summary>All rows: the journal has ended.</summary>
    public IReadOnlyList<OutageRow> Finish()
    {
        Rows.AddRange(_log.Finish());
        return Rows;
    }

    public OutageJournal Open(string id, string? previous = null, long lastReceipt = 0)
    {
        _sequence = 0;
        return Add(JournalKind.JournalOpened, null, new JournalOpenedData(
            id, "agent", previous, lastReceipt, 1, 0, null));
    }

    public OutageJournal Close(string next) =>
        Add(JournalKind.JournalClosed, null, new JournalClosedData(next, "recovered"));

    public OutageJournal Began(string? tss, string? id, string code = "tss-unavailable", string detail = "gone") =>
        Add(JournalKind.OutageBegan, null, new OutageData(code, detail, tss, id));

    public OutageJournal Ended(string? tss, string? id, string? by = "agent", string detail = "answers") =>
        Add(JournalKind.OutageEnded, null, new OutageEndedData(Noon, detail, tss, id, by));

    public OutageJournal Unsigned(
        string? tss, string? outage, string reason = "tss-unavailable: gone", string register = "OC-1",
        long? number = null)
    {
        var order = Intend(tss, register, number);
        return Add(JournalKind.Unsigned, order, Fiscal("unsigned", reason) with { Outage = outage });
    }

    public OutageJournal Signed(string? tss, string register = "OC-1") =>
        Add(JournalKind.Signed, Intend(tss, register, null), Fiscal("signed", null));

    public OutageJournal Idle(int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            Add(JournalKind.Health, null, new HealthReport("ok", null, 0, "1"));
        }

        return this;
    }

    private string Intend(string? tss, string register, long? number)
    {
        var order = $"order-{++_orders}";
        _numbers[register] = number ?? _numbers.GetValueOrDefault(register) + 1;
        Add(JournalKind.SigningIntended, order, new SigningIntent(
            _numbers[register], "id", "receipt", "EAS", register, 1, "web", false, new DateOnly(2026, 11, 20), 1, "r",
            tss));
        return order;
    }

    private static FiscalSummary Fiscal(string status, string? reason) => new(
        status, reason, true, "agent", "EAS", null, null, null, Noon, Noon, null, null, "Kassenbeleg-V1", "Beleg^",
        null, null, null);

    private OutageJournal Add<T>(JournalKind kind, string? order, T data)
    {
        // Written and read again, as from the disk.
        var written = JournalData.Fact(kind, order, Noon.AddSeconds(_seconds++), data);
        var fact = new JournalFact(kind, order, written.At, written.Data);
        Rows.AddRange(_log.Take(new JournalEntry(++_sequence, fact, "hash")));
        return this;
    }
}
