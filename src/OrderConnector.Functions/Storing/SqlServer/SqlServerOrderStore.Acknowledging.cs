namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private const string IncidentStateColumns =
        """
        i.id AS Id, i.branch_id AS BranchId, b.name AS BranchName, b.time_zone AS TimeZone, i.kind AS Kind,
        i.opened_at AS OpenedAt, i.orders AS Orders, i.acknowledged_at AS AcknowledgedAt,
        i.acknowledged_by AS AcknowledgedBy, i.closed_at AS ClosedAt
        """;

    private static readonly Statement s_findLink = new(
        $"""
        SELECT {IncidentStateColumns}, c.id AS ContactId, c.name AS ContactName, c.language AS Language
        FROM dbo.ack_tokens AS t INNER JOIN dbo.incidents AS i ON i.id = t.incident_id
        INNER JOIN dbo.branches AS b ON b.id = i.branch_id
        INNER JOIN dbo.contacts AS c ON c.id = t.contact_id
        WHERE t.token_hash = @hash AND c.removed_at IS NULL;
        """);

    private static readonly Statement s_findIncidentState = new(
        $"""
        SELECT {IncidentStateColumns}
        FROM dbo.incidents AS i INNER JOIN dbo.branches AS b ON b.id = i.branch_id WHERE i.id = @id;
        """);

    // Compare and set: several people may have the link. An escalation that was decided before this falls away.
    private static readonly Statement s_acknowledge = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        UPDATE dbo.incidents SET acknowledged_at = @at, acknowledged_by = @by, acknowledged_note = @note,
            escalate_at = NULL
        WHERE incidents.id = @id AND incidents.acknowledged_at IS NULL AND incidents.closed_at IS NULL;
        SET @answer = @@ROWCOUNT;
        IF @answer = 1
        BEGIN
            UPDATE dbo.alert_turns SET turn = alert_turns.turn + 1 WHERE alert_turns.id = 1;
            {AuditSql.Append}
        END;
        {Answers.CommitAndAnswer}
        """);

    /// <inheritdoc />
    public Task<LinkedIncident?> FindLinkAsync(byte[] hash, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) => await session.FindAsync<IncidentStateRecord>(
                s_findLink, new { hash = new FixedBinary(hash, 32) }, token) is { } record
                ? record.ToLinked()
                : null,
            cancellationToken);

    /// <inheritdoc />
    public async Task<AcknowledgeOutcome> AcknowledgeAsync(
        Acknowledge acknowledge, CancellationToken cancellationToken)
    {
        var at = acknowledge.Act.At.ToStored();
        var done = await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_acknowledge,
                AuditSql.With(
                    new
                    {
                        id = acknowledge.IncidentId, at, by = acknowledge.By, note = acknowledge.Note, call,
                        called = at,
                    },
                    acknowledge.Act),
                token),
            cancellationToken);
        return new AcknowledgeOutcome(done == 1, await ReadAsync(
            async (session, token) => (await session.FindAsync<IncidentStateRecord>(
                s_findIncidentState, new { id = acknowledge.IncidentId }, token))?.ToState(),
            cancellationToken));
    }
}
