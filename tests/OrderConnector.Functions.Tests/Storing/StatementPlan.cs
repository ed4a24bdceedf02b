using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrderConnector.Functions.Tests.Storing;

/// <summary>How SQLite goes about a statement, and whether it walks through what is stored.</summary>
internal static partial class StatementPlan
{
    /// <summary>Grow with every day a branch is open.</summary>
    private static readonly string[] s_growing =
    [
        "orders", "order_events", "order_receipts", "reports", "order_reports", "reports_without_order", "number_gaps",
        "superseded_leases", "idempotency_keys", "erasures", "audit_log", "incidents", "incident_orders", "notices",
        "notice_attempts", "ack_tokens", "order_flags", "till_matches", "emergencies", "set_aside_messages",
        "branch_hours", "portal_sessions", "journals", "agent_sessions",
    ];

    /// <summary>
    /// Indexes that may be walked: the first hold what is open and nothing else, the last two are lists newest first,
    /// of which a page takes the beginning.
    /// </summary>
    private static readonly string[] s_walked =
    [
        "orders_queued", "orders_held", "orders_set_aside", "orders_collected", "orders_awaiting", "incidents_open",
        "incident_orders_open", "emergencies_running", "set_aside_messages_open", "order_flags_open", "notices_due",
        "audit_log_at", "incidents_age",
    ];

    /// <summary>What is wrong with a statement's plan; empty where nothing is.</summary>
    public static IEnumerable<string> Faults(SqliteConnection connection, string statement) =>
        from step in Explain(connection, statement)
        let scan = Scan().Match(step)
        where scan.Success && s_growing.Contains(TableOf(scan.Groups["name"].Value, statement))
              && !s_walked.Contains(scan.Groups["index"].Value)
        select $"{step}: {statement}";

    // Newer versions of SQLite tell the alias alone.
    private static string TableOf(string name, string statement) =>
        s_growing.FirstOrDefault(
            table => table == name || Regex.IsMatch(statement, $@"\b{table}\s+(AS\s+)?{name}\b")) ?? "";

    private static List<string> Explain(SqliteConnection connection, string statement)
    {
        Assert.Equal(
            raw.SQLITE_OK,
            raw.sqlite3_prepare_v2(connection.Handle, "EXPLAIN QUERY PLAN " + statement, out var explained));
        using (explained)
        {
            var steps = new List<string>();
            while (raw.sqlite3_step(explained) == raw.SQLITE_ROW)
            {
                steps.Add(raw.sqlite3_column_text(explained, 3).utf8_to_string());
            }

            return steps;
        }
    }

    [GeneratedRegex("^SCAN (TABLE )?(?<name>\\w+)( AS \\w+)?( USING (COVERING )?INDEX (?<index>\\w+))?")]
    private static partial Regex Scan();
}
