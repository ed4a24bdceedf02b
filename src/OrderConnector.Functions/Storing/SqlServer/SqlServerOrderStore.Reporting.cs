using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private const int OrdersAtOnce = 10;

    private static readonly Statement s_findJournal = new(
        """
        SELECT a.branch_id AS BranchId, a.revoked_at AS RevokedAt, j.journal_row AS Row, j.agent_id AS AgentId,
               COALESCE(j.reported_to, 0) AS ReportedTo
        FROM dbo.agents AS a LEFT JOIN dbo.journals AS j ON j.id = @journal WHERE a.id = @agent;
        SELECT r.sequence AS Sequence, r.entry_hash AS EntryHash
        FROM dbo.reports AS r INNER JOIN dbo.journals AS j ON j.journal_row = r.journal_row
        WHERE j.id = @journal AND r.sequence BETWEEN @first AND @last;
        """);

    private static readonly Statement s_findReported = new(
        """
        SELECT o.id AS Id, o.order_row AS Row, o.branch_id AS BranchId, o.state AS State, o.agent_id AS AgentId
        FROM dbo.orders AS o WHERE o.id IN (@id0, @id1, @id2, @id3, @id4, @id5, @id6, @id7, @id8, @id9);
        """);

    // The same batch may come twice at once; only forward.
    private static readonly Statement s_moveCursor = new(
        $"""
        {OrderSql.Whole}
        UPDATE dbo.journals SET reported_to = @to, reported_hash = @hash
        WHERE journals.journal_row = @row AND journals.reported_to < @to;
        IF @@ROWCOUNT <> 1
            THROW 50001, N'The same reports came in between.', 1;
        """);

    /// <inheritdoc />
    public Task<ReportOutcome> ReportAsync(ReceiveReports reports, CancellationToken cancellationToken) =>
        WriteAsync((session, _, token) => ReportAsync(session, reports, token), cancellationToken);

    private async Task<ReportOutcome> ReportAsync(
        SqlServerSession session, ReceiveReports batch, CancellationToken cancellationToken)
    {
        var (journal, stored) = await FindJournalAsync(session, batch, cancellationToken);
        if (journal is null)
        {
            return new ReportOutcome(0, [.. batch.Reports.Select(report => report.Sequence)]);
        }

        // A journal the store has not met: restored from a backup. Nothing is taken until the agent has collected,
        // where the journal is checked; it will send the reports again.
        if (journal.Row is not { } row)
        {
            return new ReportOutcome(0, []);
        }

        // First all are judged, then all are stored: a batch is taken whole or not at all.
        var orders = await FindReportedAsync(session, batch, cancellationToken);
        var (judged, refused) = Judge(batch, stored, orders);
        if (refused.Count > 0 || judged.Count == 0)
        {
            return new ReportOutcome(journal.ReportedTo, refused);
        }

        // What was read so far is asked for again by each statement that acts on it.
        await session.BeginAsync(cancellationToken);
        foreach (var one in judged)
        {
            await TakeAsync(session, batch, row, one, orders, cancellationToken);
        }

        var last = judged.MaxBy(one => one.Report.Sequence)!.Report;
        if (last.Sequence > journal.ReportedTo)
        {
            await session.ExecuteAsync(
                s_moveCursor, new { row, to = last.Sequence, hash = last.EntryHash }, cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
        return new ReportOutcome(Math.Max(last.Sequence, journal.ReportedTo), []);
    }

    private static async Task<(JournalRecord? Journal, Dictionary<long, string> Stored)> FindJournalAsync(
        SqlServerSession session, ReceiveReports batch, CancellationToken cancellationToken)
    {
        await using var results = await session.ReadManyAsync(
            s_findJournal,
            new
            {
                journal = batch.JournalId, agent = batch.AgentId,
                first = batch.Reports.Select(report => report.Sequence).DefaultIfEmpty().Min(),
                last = batch.Reports.Select(report => report.Sequence).DefaultIfEmpty().Max(),
            },
            cancellationToken);
        var journal = await results.ReadSingleOrDefaultAsync<JournalRecord>();
        var stored = (await results.ReadAsync<(long Sequence, string Hash)>())
            .ToDictionary(one => one.Sequence, one => one.Hash);
        var isKnown = journal is { RevokedAt: null } && journal.BranchId == batch.BranchId
            && (journal.Row is null || journal.AgentId == batch.AgentId);
        return (isKnown ? journal : null, stored);
    }

    private static async Task<Dictionary<OrderId, ReportedOrderView>> FindReportedAsync(
        SqlServerSession session, ReceiveReports batch, CancellationToken cancellationToken)
    {
        var orders = new Dictionary<OrderId, ReportedOrderView>();
        var named = batch.Reports.Select(report => IdOf(report)).OfType<OrderId>().Distinct();
        foreach (var ten in named.Chunk(OrdersAtOnce))
        {
            FixedBinary Id(int at) => FixedBinary.Of(at < ten.Length ? ten[at] : null);
            foreach (var found in await session.ReadAsync<ReportedRecord>(
                s_findReported,
                new
                {
                    id0 = Id(0), id1 = Id(1), id2 = Id(2), id3 = Id(3), id4 = Id(4), id5 = Id(5), id6 = Id(6),
                    id7 = Id(7), id8 = Id(8), id9 = Id(9),
                },
                cancellationToken))
            {
                orders[OrderRecord.IdOf(found.Id)] = new ReportedOrderView(
                    found.Row, found.BranchId, OrderRecord.StateOf(found.State), found.AgentId);
            }
        }

        return orders;
    }

    private static (List<JudgedReport> Judged, List<long> Refused) Judge(
        ReceiveReports batch, Dictionary<long, string> stored, Dictionary<OrderId, ReportedOrderView> orders)
    {
        var judged = new List<JudgedReport>(batch.Reports.Count);
        var refused = new List<long>();
        foreach (var report in batch.Reports)
        {
            if (stored.TryGetValue(report.Sequence, out var hash))
            {
                // Sent again after a lost answer; or a forked journal that tells another history.
                if (!string.Equals(hash, report.EntryHash, StringComparison.OrdinalIgnoreCase))
                {
                    refused.Add(report.Sequence);
                }

                continue;
            }

            var id = IdOf(report);
            var whose = ReportPlan.Classify(report, id is { } known ? orders.GetValueOrDefault(known) : null, batch);
            if (whose == ReportedOrder.NotOwned)
            {
                refused.Add(report.Sequence);
            }
            else if (judged.TrueForAll(one => one.Report.Sequence != report.Sequence))
            {
                // The same sequence twice in one batch is stored once.
                judged.Add(new JudgedReport(report, id, whose));
            }
        }

        return (judged, refused);
    }

    private static OrderId? IdOf(Report report) => OrderId.TryParse(report.OrderId, out var id) ? id : null;

    private sealed class JournalRecord
    {
        public string BranchId { get; set; } = "";

        public long? RevokedAt { get; set; }

        public long? Row { get; set; }

        public string? AgentId { get; set; }

        public long ReportedTo { get; set; }
    }

    private sealed class ReportedRecord
    {
        public byte[] Id { get; set; } = [];

        public long Row { get; set; }

        public string BranchId { get; set; } = "";

        public string State { get; set; } = "";

        public string? AgentId { get; set; }
    }

    private sealed record JudgedReport(Report Report, OrderId? Order, ReportedOrder Whose);
}
