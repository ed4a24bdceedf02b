using OrderConnector.Core.Alerting;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore : IAlertStore
{
    private const string BranchAlertColumns =
        """
        b.id AS Id, b.time_zone AS TimeZone, b.last_number - b.next_number + 1 AS NumbersLeft,
        b.last_number - b.first_number + 1 AS Numbers, s.escalate_after AS EscalateAfter,
        s.agent_silent_after AS AgentSilentAfter, s.held_after AS HeldAfter, s.release_after AS ReleaseAfter,
        s.hand_over_after AS HandOverAfter, s.queue_limit AS QueueLimit, s.watch_from AS WatchFrom,
        s.watch_to AS WatchTo
        """;

    private const string FromBranchAlerts =
        "FROM dbo.branches AS b LEFT JOIN dbo.branch_alerts AS s ON s.branch_id = b.id";

    private const string WatchedColumns =
        """
        o.order_row AS Row, o.branch_id AS BranchId, c.kind AS Kind, d.overdue_after AS OverdueAfter,
        o.due_at AS DueAt
        """;

    private const string JoinChannels =
        """
        LEFT JOIN dbo.channels AS c ON c.id = o.channel
        LEFT JOIN dbo.channel_deadlines AS d ON d.channel = o.channel
        """;

    // Of an order listed before, only another wait is news; while its outcome is open people know of it anyway.
    private const string SelectKnown = "SELECT 1 FROM dbo.incident_orders AS i WHERE i.order_row = o.order_row";
    private const string SameState = "(i.outcome IS NULL OR i.since = o.state_since)";

    // The turn first: what somebody decides after it makes the decision on what is read behind it fall away. Each
    // state by itself and by name: only so its filtered index serves, and the rows stored do not count. Sorted
    // by an expression where a walk through all that is stored would come in that order by itself.
    private static readonly Statement s_readAlerts = new(
        $"""
        SELECT t.turn AS Turn FROM dbo.alert_turns AS t WHERE t.id = 1;
        SELECT a.id AS Id, a.branch_id AS BranchId, a.seen_at AS SeenAt, a.tss AS Tss, h.awaiting AS Awaiting,
               h.since AS AwaitingSince
        FROM dbo.agents AS a LEFT JOIN dbo.agent_hand_overs AS h ON h.agent_id = a.id WHERE a.revoked_at IS NULL;
        SELECT c.id AS Id, c.branch_id AS BranchId, c.level_no AS Level FROM dbo.contacts AS c
        WHERE c.removed_at IS NULL;
        SELECT {BranchAlertColumns}, q.length AS SampleLength, q.sampled_at AS SampleAt,
               (SELECT COUNT(*) FROM dbo.orders AS o WHERE o.branch_id = b.id AND o.state = N'queued') AS Queued,
               CASE WHEN EXISTS (SELECT 1 FROM dbo.emergencies AS e
                                 WHERE e.branch_id = b.id AND e.ended_at IS NULL) THEN 1 ELSE 0 END AS InEmergency
        {FromBranchAlerts} LEFT JOIN dbo.queue_samples AS q ON q.branch_id = b.id ORDER BY b.id;
        SELECT n.incident_id AS IncidentId, n.contact_id AS ContactId
        FROM dbo.incidents AS i INNER JOIN dbo.notices AS n ON n.incident_id = i.id
        WHERE i.closed_at IS NULL AND n.incident_id IS NOT NULL;
        SELECT l.incident_id AS IncidentId, l.order_row AS Row, o.state AS State, o.state_since AS StateSince,
               o.waiting AS Waiting
        FROM dbo.incidents AS i INNER JOIN dbo.incident_orders AS l ON l.incident_id = i.id
        INNER JOIN dbo.orders AS o ON o.order_row = l.order_row
        WHERE i.closed_at IS NULL AND l.outcome IS NULL;
        SELECT i.id AS Id, i.branch_id AS BranchId, i.kind AS Kind, i.opened_at AS OpenedAt, i.orders AS Orders,
               i.level_no AS Level, i.escalate_at AS EscalateAt, i.told_orders AS ToldOrders, i.told_at AS ToldAt,
               i.calm_since AS CalmSince, i.acknowledged_at AS AcknowledgedAt
        FROM dbo.incidents AS i WHERE i.closed_at IS NULL;
        SELECT TOP (@max) {WatchedColumns}, o.state_since AS Since FROM dbo.orders AS o {JoinChannels}
        WHERE o.state = N'queued' AND (o.due_at IS NULL OR o.due_at <= @before OR c.kind <> N'native')
          AND NOT EXISTS ({SelectKnown} AND i.kind = N'orderOverdue' AND {SameState})
        ORDER BY o.order_row + 0;
        SELECT TOP (@max) {WatchedColumns}, o.state_since AS Since FROM dbo.orders AS o {JoinChannels}
        WHERE o.state = N'held'
          AND NOT EXISTS ({SelectKnown} AND i.kind = N'heldOrders' AND {SameState})
        ORDER BY o.order_row;
        SELECT TOP (@max) {WatchedColumns}, o.state_since AS Since FROM dbo.orders AS o {JoinChannels}
        WHERE o.state = N'setAside'
          AND NOT EXISTS ({SelectKnown} AND i.kind = N'heldOrders' AND {SameState})
        ORDER BY o.order_row;
        SELECT TOP (@max) {WatchedColumns}, w.since AS Since
        FROM dbo.order_waits AS w INNER JOIN dbo.orders AS o ON o.order_row = w.order_row {JoinChannels}
        WHERE o.state = N'collected' AND o.waiting = 1
          AND NOT EXISTS ({SelectKnown} AND i.kind = N'releaseOverdue'
                          AND (i.outcome IS NULL OR i.since = w.since))
        ORDER BY w.order_row;
        SELECT TOP (@max) {WatchedColumns}, l.since AS Since, l.collected_at AS CollectedAt,
               (SELECT COUNT(*) FROM dbo.incident_orders AS i
                WHERE i.order_row = o.order_row AND i.kind IN (N'orderOverdue', N'collectedLate')
                  AND (i.outcome IS NULL OR i.since = l.since)) AS Listed
        FROM dbo.late_collections AS l INNER JOIN dbo.orders AS o ON o.order_row = l.order_row {JoinChannels}
        ORDER BY l.order_row;
        """);

    /// <inheritdoc />
    public Task<AlertView> ReadAlertsAsync(AlertLook look, CancellationToken cancellationToken) =>
        ReadAsync((session, token) => ReadAlertsAsync(session, look, token), cancellationToken);

    private static async Task<AlertView> ReadAlertsAsync(
        SqlServerSession session, AlertLook look, CancellationToken cancellationToken)
    {
        await using var results = await session.ReadManyAsync(
            s_readAlerts, new { max = look.Max, before = look.WantedBefore.ToStored() }, cancellationToken);
        var turn = await results.ReadSingleAsync<long>();
        var agents = (await results.ReadAsync<WatchedAgentRecord>())
            .ToLookup(agent => agent.BranchId, StringComparer.Ordinal);
        var contacts = (await results.ReadAsync<LevelRecord>())
            .ToLookup(contact => contact.BranchId, StringComparer.Ordinal);
        var branches = (await results.ReadAsync<WatchedBranchRecord>())
            .Select(record => record.ToBranch(agents, contacts)).ToList();
        var told = (await results.ReadAsync<(string Incident, string Contact)>())
            .ToLookup(notice => notice.Incident, notice => notice.Contact, StringComparer.Ordinal);
        var open = (await results.ReadAsync<ListedRecord>())
            .ToLookup(order => order.IncidentId, StringComparer.Ordinal);
        var incidents = (await results.ReadAsync<OpenIncidentRecord>())
            .Select(record => record.ToIncident(told, open)).ToList();
        async Task<List<WatchedOrder>> OrdersAsync() =>
            [.. (await results.ReadAsync<WatchedOrderRecord>()).Select(record => record.ToOrder())];
        return new AlertView(
            turn, branches, incidents, await OrdersAsync(), [.. await OrdersAsync(), .. await OrdersAsync()],
            await OrdersAsync(),
            [.. (await results.ReadAsync<WatchedOrderRecord>()).Select(record => record.ToLate())]);
    }
}
