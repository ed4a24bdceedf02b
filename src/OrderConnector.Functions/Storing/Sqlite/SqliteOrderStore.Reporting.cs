using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private static readonly HotSql s_findJournal = new(
        """
        SELECT a.branch_id, a.revoked_at, a.journal_id, j.row, j.agent_id, j.reported_to
        FROM agents a LEFT JOIN journals j ON j.id = @journal WHERE a.id = @agent
        """,
        "@journal", "@agent");

    private static readonly HotSql s_findReport = new(
        "SELECT entry_hash FROM reports WHERE journal_row = @journal AND sequence = @sequence",
        "@journal", "@sequence");

    private static readonly HotSql s_findReported =
        new("SELECT row, branch_id, state, agent_id FROM orders WHERE id = @id", "@id");

    private static readonly HotSql s_moveCursor = new(
        "UPDATE journals SET reported_to = @to, reported_hash = @hash WHERE row = @row", "@row", "@to", "@hash");

    /// <inheritdoc />
    public Task<ReportOutcome> ReportAsync(ReceiveReports reports, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => Report(session, reports), cancellationToken);

    private ReportOutcome Report(SqliteSession session, ReceiveReports batch)
    {
        if (FindJournal(session, batch) is not { } journal)
        {
            return new ReportOutcome(0, [.. batch.Reports.Select(report => report.Sequence)]);
        }

        // A journal the store has not met: restored from a backup. Nothing is taken until the agent has collected,
        // where the journal is checked; it will send the reports again.
        if (journal.Row is not { } journalRow)
        {
            return new ReportOutcome(0, []);
        }

        // First all are judged, then all are stored: a batch is taken whole or not at all.
        var judged = new List<JudgedReport>(batch.Reports.Count);
        var refused = new List<long>();
        foreach (var report in batch.Reports)
        {
            Judge(session, batch, journalRow, report, judged, refused);
        }

        if (refused.Count > 0 || judged.Count == 0)
        {
            return new ReportOutcome(journal.ReportedTo, refused);
        }

        foreach (var one in judged)
        {
            Take(session, batch, journalRow, one);
        }

        var last = judged.MaxBy(one => one.Report.Sequence)!.Report;
        if (last.Sequence <= journal.ReportedTo)
        {
            return new ReportOutcome(journal.ReportedTo, []);
        }

        session.Execute(s_moveCursor, journalRow, last.Sequence, last.EntryHash);
        return new ReportOutcome(last.Sequence, []);
    }

    private static ReportingJournal? FindJournal(SqliteSession session, ReceiveReports batch)
    {
        using var reader = session.Read(s_findJournal, batch.JournalId, batch.AgentId);
        if (!reader.Read() || reader.GetString(0) != batch.BranchId || !reader.IsDBNull(1))
        {
            return null;
        }

        if (reader.IsDBNull(3))
        {
            return new ReportingJournal(null, 0);
        }

        return reader.GetString(4) == batch.AgentId
            ? new ReportingJournal(reader.GetInt64(3), reader.GetInt64(5))
            : null;
    }

    private static void Judge(
        SqliteSession session, ReceiveReports batch, long journal, Report report, List<JudgedReport> judged,
        List<long> refused)
    {
        if (FindStored(session, journal, report.Sequence) is { } stored)
        {
            // Sent again after a lost answer; or a forked journal that tells another history.
            if (!string.Equals(stored, report.EntryHash, StringComparison.OrdinalIgnoreCase))
            {
                refused.Add(report.Sequence);
            }

            return;
        }

        OrderId? id = OrderId.TryParse(report.OrderId, out var parsed) ? parsed : null;
        var order = id is { } known ? FindReported(session, known) : null;
        var whose = ReportPlan.Classify(report, order, batch);
        if (whose == ReportedOrder.NotOwned)
        {
            refused.Add(report.Sequence);
            return;
        }

        // The same sequence twice in one batch is stored once.
        if (judged.TrueForAll(one => one.Report.Sequence != report.Sequence))
        {
            judged.Add(new JudgedReport(report, id, whose));
        }
    }

    private static string? FindStored(SqliteSession session, long journal, long sequence)
    {
        using var reader = session.Read(s_findReport, journal, sequence);
        return reader.Read() ? reader.GetString(0) : null;
    }

    private static ReportedOrderView? FindReported(SqliteSession session, OrderId id)
    {
        using var reader = session.Read(s_findReported, OrderRecord.Bytes(id));
        return reader.Read()
            ? new ReportedOrderView(
                reader.GetInt64(0), reader.GetString(1), OrderRecord.StateOf(reader.GetString(2)),
                reader.IsDBNull(3) ? null : reader.GetString(3))
            : null;
    }

    private sealed record ReportingJournal(long? Row, long ReportedTo);

    private sealed record JudgedReport(Report Report, OrderId? Order, ReportedOrder Whose);
}
