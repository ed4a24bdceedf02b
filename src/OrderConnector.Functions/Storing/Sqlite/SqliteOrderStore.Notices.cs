using Dapper;
using Microsoft.Data.Sqlite;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private const string InsertAttempt =
        """
        INSERT INTO notice_attempts (notice_id, place, at, outcome, detail)
        VALUES (@Id, (SELECT COUNT(*) + 1 FROM notice_attempts WHERE notice_id = @Id), @at, @outcome, @Detail)
        """;

    private const string SelectIncidentState =
        """
        SELECT i.id AS Id, i.branch_id AS BranchId, b.name AS BranchName, b.time_zone AS TimeZone, i.kind AS Kind,
               i.opened_at AS OpenedAt, i.orders AS Orders, i.acknowledged_at AS AcknowledgedAt,
               i.acknowledged_by AS AcknowledgedBy, i.closed_at AS ClosedAt
        """;

    // What an incident tells one contact goes in this order, whatever the clock does: that it is, that it grew, that it
    // is over. A notice behind one that is open waits, and takes no place among those that can be tried.
    private const string IsNext =
        """
        NOT EXISTS (SELECT 1 FROM notices e
                    WHERE e.incident_id = n.incident_id AND e.contact_id = n.contact_id AND e.ended_at IS NULL
                      AND ((n.kind = 'allClear' AND e.kind <> 'allClear')
                           OR (n.kind = 'grown' AND e.kind IN ('raised', 'escalated'))))
        """;

    /// <inheritdoc />
    public Task<NoticeOutbox> ReadOutboxAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => new NoticeOutbox(
                [
                    .. connection.Query<OpenNoticeRecord>(
                        $"""
                        SELECT n.id AS Id, n.contact_id AS ContactId, c.kind AS Way, n.due_at AS DueAt
                        FROM notices n CROSS JOIN contacts c ON c.id = n.contact_id
                        WHERE n.ended_at IS NULL AND n.due_at <= @now AND n.claimed_until <= @now AND {IsNext}
                        ORDER BY n.due_at, n.id LIMIT @max
                        """,
                        new { now = now.ToStored(), max }).Select(record => record.ToNotice()),
                ],
                StoredTime.FromStored(connection.ExecuteScalar<long?>(
                    $"""
                    SELECT MIN(MAX(n.due_at, n.claimed_until)) FROM notices n WHERE n.ended_at IS NULL AND {IsNext}
                    """))),
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> ClaimNoticeAsync(ClaimNotice claim, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => Claim(session.Connection, claim), cancellationToken);

    // Compare and set: two processes may have read the same outbox.
    private static bool Claim(SqliteConnection connection, ClaimNotice claim)
    {
        var now = claim.Now.ToStored();
        if (connection.Execute(
            """
            UPDATE notices SET attempts = attempts + 1, claimed_until = @until
            WHERE id = @Id AND ended_at IS NULL AND due_at <= @now AND claimed_until <= @now
            """,
            new { claim.Id, now, until = claim.Until.ToStored() }) != 1)
        {
            return false;
        }

        connection.Execute(
            InsertAttempt,
            new { claim.Id, at = now, outcome = AttemptOutcome.Started.ToWire(), Detail = (string?)null });
        if (claim.TokenHash is { } hash)
        {
            connection.Execute(
                """
                INSERT INTO ack_tokens (hash, incident_id, contact_id)
                SELECT @hash, incident_id, contact_id FROM notices WHERE id = @Id AND incident_id IS NOT NULL
                """,
                new { hash, claim.Id });
        }

        return true;
    }

    /// <inheritdoc />
    public Task<NoticeContent?> ReadNoticeAsync(string id, int maxOrders, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<NoticeRecord>(
                """
                SELECT n.id AS Id, n.kind AS NoticeKind, n.made_at AS MadeAt, n.attempts AS Attempts,
                       c.id AS ContactId, c.branch_id AS BranchId, c.level AS Level, c.name AS Name, c.kind AS Way,
                       c.address AS Address, c.language AS Language, c.secret AS Secret, c.removed_at AS RemovedAt,
                       b.name AS BranchName, b.time_zone AS TimeZone, i.id AS IncidentId, i.kind AS Kind,
                       i.opened_at AS OpenedAt, i.closed_at AS ClosedAt, i.since AS Since, i.amount AS Amount,
                       i.orders AS Orders, i.acknowledged_at AS AcknowledgedAt, i.acknowledged_by AS AcknowledgedBy
                FROM notices n JOIN contacts c ON c.id = n.contact_id JOIN branches b ON b.id = c.branch_id
                LEFT JOIN incidents i ON i.id = n.incident_id WHERE n.id = @id
                """,
                new { id }) is { } record
                ? record.ToContent(ReadNoticeOrders(connection, record.IncidentId, maxOrders))
                : null,
            cancellationToken);

    private static IEnumerable<NoticeOrderRecord> ReadNoticeOrders(
        SqliteConnection connection, string? incidentId, int max) => incidentId is null
        ? []
        : connection.Query<NoticeOrderRecord>(
            """
            SELECT o.id AS Id, o.number AS Number, o.external_id AS ExternalId, o.channel AS Channel,
                   c.kind AS ChannelKind, o.total_cents AS TotalCents, l.since AS Since, l.overdue_at AS OverdueAt,
                   l.outcome AS Outcome, l.outcome_at AS OutcomeAt
            FROM incident_orders l JOIN orders o ON o.row = l.order_row LEFT JOIN channels c ON c.id = o.channel
            WHERE l.incident_id = @incidentId ORDER BY l.order_row, l.since LIMIT @max
            """,
            new { incidentId, max });

    /// <inheritdoc />
    public Task EndAttemptAsync(EndAttempt end, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                var at = end.At.ToStored();
                var outcome = end.Outcome.ToWire();
                session.Connection.Execute(InsertAttempt, new { end.Id, at, outcome, end.Detail });
                return session.Connection.Execute(
                    """
                    UPDATE notices SET claimed_until = 0, due_at = COALESCE(@next, due_at),
                        ended_at = CASE WHEN @next IS NULL THEN @at END,
                        outcome = CASE WHEN @next IS NULL THEN @outcome END
                    WHERE id = @Id AND ended_at IS NULL
                    """,
                    new { end.Id, at, outcome, next = end.NextAt.ToStored() });
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<NoticeState?> FindNoticeStateAsync(string id, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<(int Attempts, string? Outcome, string? Detail)?>(
                """
                SELECT n.attempts, n.outcome,
                       (SELECT detail FROM notice_attempts WHERE notice_id = n.id ORDER BY place DESC LIMIT 1)
                FROM notices n WHERE n.id = @id
                """,
                new { id }) is { } row
                ? new NoticeState(row.Attempts, row.Outcome, row.Detail)
                : null,
            cancellationToken);

    /// <inheritdoc />
    public Task<LinkedIncident?> FindLinkAsync(byte[] hash, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<IncidentStateRecord>(
                $"""
                {SelectIncidentState}, c.id AS ContactId, c.name AS ContactName, c.language AS Language
                FROM ack_tokens t JOIN incidents i ON i.id = t.incident_id JOIN branches b ON b.id = i.branch_id
                JOIN contacts c ON c.id = t.contact_id AND c.removed_at IS NULL WHERE t.hash = @hash
                """,
                new { hash }) is { } record
                ? record.ToLinked()
                : null,
            cancellationToken);

    /// <inheritdoc />
    public Task<AcknowledgeOutcome> AcknowledgeAsync(Acknowledge acknowledge, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => Take(session, acknowledge), cancellationToken);

    private static AcknowledgeOutcome Take(SqliteSession session, Acknowledge acknowledge)
    {
        var connection = session.Connection;
        var isDone = connection.Execute(
            """
            UPDATE incidents SET acknowledged_at = @at, acknowledged_by = @By, acknowledged_note = @Note,
                escalate_at = NULL
            WHERE id = @IncidentId AND acknowledged_at IS NULL AND closed_at IS NULL
            """,
            new
            {
                acknowledge.IncidentId, acknowledge.By, acknowledge.Note, at = acknowledge.Act.At.ToStored(),
            }) == 1;
        if (isDone)
        {
            // An escalation that was decided before this falls away.
            connection.Execute("UPDATE alert_turns SET turn = turn + 1 WHERE id = 1");
            Record(session, acknowledge.Act);
        }

        return new AcknowledgeOutcome(isDone, connection.QuerySingleOrDefault<IncidentStateRecord>(
            $"""
            {SelectIncidentState} FROM incidents i JOIN branches b ON b.id = i.branch_id WHERE i.id = @IncidentId
            """,
            new { acknowledge.IncidentId })?.ToState());
    }
}
