using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Alerting;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore : IAlertStore
{
    private const string SelectBranchAlerts =
        """
        SELECT b.id AS Id, b.time_zone AS TimeZone, b.last_number - b.next_number + 1 AS NumbersLeft,
               b.last_number - b.first_number + 1 AS Numbers, s.escalate_after AS EscalateAfter,
               s.agent_silent_after AS AgentSilentAfter, s.held_after AS HeldAfter, s.release_after AS ReleaseAfter,
               s.hand_over_after AS HandOverAfter, s.queue_limit AS QueueLimit, s.watch_from AS WatchFrom,
               s.watch_to AS WatchTo
        """;

    private const string FromBranchAlerts = "FROM branches b LEFT JOIN branch_alerts s ON s.branch_id = b.id";

    private const string SelectWatched =
        """
        SELECT o.row AS Row, o.branch_id AS BranchId, c.kind AS Kind, d.overdue_after AS OverdueAfter,
               o.due_at AS DueAt
        """;

    private const string JoinChannels =
        "LEFT JOIN channels c ON c.id = o.channel LEFT JOIN channel_deadlines d ON d.channel = o.channel";

    // Of an order listed before, only another wait is news; while its outcome is open people know of it anyway.
    private const string SelectKnown = "SELECT 1 FROM incident_orders i WHERE i.order_row = o.row";
    private const string SameState = "(i.outcome IS NULL OR i.since = o.state_since)";

    // Each state by itself and by name: only so its partial index serves, and the rows stored do not count.
    private const string SelectUndecided =
        $"""
        {SelectWatched}, o.state_since AS Since FROM orders o {JoinChannels}
        WHERE o.state = 'held' AND NOT EXISTS ({SelectKnown} AND i.kind = 'heldOrders' AND {SameState})
        ORDER BY o.row LIMIT @Max
        """;

    // "+" and CROSS JOIN below: without them the planner walks all that is stored, in the order asked for, and takes
    // a second for a million orders; so it starts with what is open and sorts that.
    /// <inheritdoc />
    public Task<AlertView> ReadAlertsAsync(AlertLook look, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => ReadAlerts(connection, look), cancellationToken);

    private static AlertView ReadAlerts(SqliteConnection connection, AlertLook look)
    {
        // First: what somebody decides behind this line makes the decision on what is read below fall away.
        var turn = connection.ExecuteScalar<long>("SELECT turn FROM alert_turns WHERE id = 1");
        return new AlertView(
            turn, ReadWatchedBranches(connection), ReadOpenIncidents(connection),
            Orders(connection.Query<WatchedOrderRecord>(
                $"""
                {SelectWatched}, o.state_since AS Since FROM orders o {JoinChannels}
                WHERE o.state = 'queued' AND (o.due_at IS NULL OR o.due_at <= @before OR c.kind <> 'native')
                  AND NOT EXISTS ({SelectKnown} AND i.kind = 'orderOverdue' AND {SameState})
                ORDER BY +o.row LIMIT @Max
                """,
                new { before = look.WantedBefore.ToStored(), look.Max })),
            Orders(
                connection.Query<WatchedOrderRecord>(SelectUndecided, look).Concat(
                    connection.Query<WatchedOrderRecord>(
                        SelectUndecided.Replace("'held'", "'setAside'", StringComparison.Ordinal), look))),
            Orders(connection.Query<WatchedOrderRecord>(
                $"""
                {SelectWatched}, w.since AS Since
                FROM order_waits w CROSS JOIN orders o ON o.row = w.order_row {JoinChannels}
                WHERE o.state = 'collected' AND o.waiting = 1
                  AND NOT EXISTS ({SelectKnown} AND i.kind = 'releaseOverdue'
                                  AND (i.outcome IS NULL OR i.since = w.since))
                ORDER BY w.order_row LIMIT @Max
                """,
                look)),
            [
                .. connection.Query<WatchedOrderRecord>(
                    $"""
                    {SelectWatched}, l.since AS Since, l.collected_at AS CollectedAt,
                           (SELECT COUNT(*) FROM incident_orders i
                            WHERE i.order_row = o.row AND i.kind IN ('orderOverdue', 'collectedLate')
                              AND (i.outcome IS NULL OR i.since = l.since)) AS Listed
                    FROM late_collections l CROSS JOIN orders o ON o.row = l.order_row {JoinChannels}
                    ORDER BY l.order_row LIMIT @Max
                    """,
                    look).Select(record => record.ToLate()),
            ]);
    }

    private static List<WatchedOrder> Orders(IEnumerable<WatchedOrderRecord> records) =>
        [.. records.Select(record => record.ToOrder())];

    private static List<WatchedBranch> ReadWatchedBranches(SqliteConnection connection)
    {
        var agents = connection.Query<WatchedAgentRecord>(
            """
            SELECT a.id AS Id, a.branch_id AS BranchId, a.seen_at AS SeenAt, a.tss AS Tss, h.awaiting AS Awaiting,
                   h.since AS AwaitingSince
            FROM agents a LEFT JOIN agent_hand_overs h ON h.agent_id = a.id WHERE a.revoked_at IS NULL
            """).ToLookup(agent => agent.BranchId, StringComparer.Ordinal);
        var contacts = connection.Query<LevelRecord>(
            "SELECT id AS Id, branch_id AS BranchId, level AS Level FROM contacts WHERE removed_at IS NULL")
            .ToLookup(contact => contact.BranchId, StringComparer.Ordinal);
        return
        [
            .. connection.Query<WatchedBranchRecord>(
                $"""
                {SelectBranchAlerts}, q.length AS SampleLength, q.at AS SampleAt,
                       (SELECT COUNT(*) FROM orders o WHERE o.branch_id = b.id AND o.state = 'queued') AS Queued,
                       EXISTS (SELECT 1 FROM emergencies e
                               WHERE e.branch_id = b.id AND e.ended_at IS NULL) AS InEmergency
                {FromBranchAlerts} LEFT JOIN queue_samples q ON q.branch_id = b.id ORDER BY b.id
                """)
            .Select(record => record.ToBranch(agents, contacts)),
        ];
    }

    private static List<OpenIncident> ReadOpenIncidents(SqliteConnection connection)
    {
        var told = connection.Query<(string Incident, string Contact)>(
            """
            SELECT n.incident_id, n.contact_id
            FROM incidents i INDEXED BY incidents_open CROSS JOIN notices n ON n.incident_id = i.id
            WHERE i.closed_at IS NULL
            """).ToLookup(notice => notice.Incident, notice => notice.Contact, StringComparer.Ordinal);
        var open = connection.Query<ListedRecord>(
            """
            SELECT l.incident_id AS IncidentId, l.order_row AS Row, o.state AS State, o.state_since AS StateSince,
                   o.waiting AS Waiting
            FROM incidents i INDEXED BY incidents_open
            CROSS JOIN incident_orders l INDEXED BY incident_orders_open ON l.incident_id = i.id AND l.outcome IS NULL
            CROSS JOIN orders o ON o.row = l.order_row
            WHERE i.closed_at IS NULL
            """).ToLookup(order => order.IncidentId, StringComparer.Ordinal);
        return
        [
            .. connection.Query<OpenIncidentRecord>(
                """
                SELECT id AS Id, branch_id AS BranchId, kind AS Kind, opened_at AS OpenedAt, orders AS Orders,
                       level AS Level, escalate_at AS EscalateAt, told_orders AS ToldOrders, told_at AS ToldAt,
                       calm_since AS CalmSince, acknowledged_at AS AcknowledgedAt
                FROM incidents WHERE closed_at IS NULL
                """)
            .Select(record => record.ToIncident(told, open)),
        ];
    }
}
