namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    // What an incident tells one contact goes in this order, whatever the clock does: that it is, that it grew, that it
    // is over. A notice behind one that is open waits, and takes no place among those that can be tried.
    private const string IsNext =
        """
        NOT EXISTS (SELECT 1 FROM dbo.notices AS e
                    WHERE e.incident_id = n.incident_id AND e.incident_id IS NOT NULL
                      AND e.contact_id = n.contact_id AND e.ended_at IS NULL
                      AND ((n.kind = N'allClear' AND e.kind <> N'allClear')
                           OR (n.kind = N'grown' AND e.kind IN (N'raised', N'escalated'))))
        """;

    private static readonly Statement s_readOutbox = new(
        $"""
        SELECT TOP (@max) n.id AS Id, n.contact_id AS ContactId, c.kind AS Way, n.due_at AS DueAt
        FROM dbo.notices AS n INNER JOIN dbo.contacts AS c ON c.id = n.contact_id
        WHERE n.ended_at IS NULL AND n.due_at <= @now AND n.claimed_until <= @now AND {IsNext}
        ORDER BY n.due_at, n.id;
        SELECT MIN(CASE WHEN n.claimed_until > n.due_at THEN n.claimed_until ELSE n.due_at END) AS NextAt
        FROM dbo.notices AS n WHERE n.ended_at IS NULL AND {IsNext};
        """);

    // Compare and set: two processes may have read the same outbox.
    private static readonly Statement s_claimNotice = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        BEGIN TRANSACTION;
        UPDATE dbo.notices SET attempts = notices.attempts + 1, claimed_until = @until
        WHERE notices.id = @id AND notices.ended_at IS NULL AND notices.due_at <= @now
          AND notices.claimed_until <= @now;
        SET @answer = @@ROWCOUNT;
        IF @answer = 1
        BEGIN
            INSERT INTO dbo.notice_attempts (notice_id, place, attempted_at, outcome, detail)
            SELECT @id, COUNT(*) + 1, @now, N'started', NULL
            FROM dbo.notice_attempts AS a WHERE a.notice_id = @id;
            IF @token IS NOT NULL
                INSERT INTO dbo.ack_tokens (token_hash, incident_id, contact_id)
                SELECT @token, n.incident_id, n.contact_id FROM dbo.notices AS n
                WHERE n.id = @id AND n.incident_id IS NOT NULL;
        END;
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_readNotice = new(
        """
        SELECT n.id AS Id, n.kind AS NoticeKind, n.made_at AS MadeAt, n.attempts AS Attempts, c.id AS ContactId,
               c.branch_id AS BranchId, c.level_no AS Level, c.name AS Name, c.kind AS Way, c.address AS Address,
               c.language AS Language, c.secret AS Secret, c.removed_at AS RemovedAt, b.name AS BranchName,
               b.time_zone AS TimeZone, i.id AS IncidentId, i.kind AS Kind, i.opened_at AS OpenedAt,
               i.closed_at AS ClosedAt, i.since AS Since, i.amount AS Amount, i.orders AS Orders,
               i.acknowledged_at AS AcknowledgedAt, i.acknowledged_by AS AcknowledgedBy
        FROM dbo.notices AS n INNER JOIN dbo.contacts AS c ON c.id = n.contact_id
        INNER JOIN dbo.branches AS b ON b.id = c.branch_id
        LEFT JOIN dbo.incidents AS i ON i.id = n.incident_id WHERE n.id = @id;
        SELECT TOP (@max) o.id AS Id, o.number AS Number, o.external_id AS ExternalId, o.channel AS Channel,
               c.kind AS ChannelKind, o.total_cents AS TotalCents, l.since AS Since, l.overdue_at AS OverdueAt,
               l.outcome AS Outcome, l.outcome_at AS OutcomeAt
        FROM dbo.notices AS n INNER JOIN dbo.incident_orders AS l ON l.incident_id = n.incident_id
        INNER JOIN dbo.orders AS o ON o.order_row = l.order_row
        LEFT JOIN dbo.channels AS c ON c.id = o.channel
        WHERE n.id = @id ORDER BY l.order_row, l.since;
        """);

    private static readonly Statement s_endAttempt = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        BEGIN TRANSACTION;
        INSERT INTO dbo.notice_attempts (notice_id, place, attempted_at, outcome, detail)
        SELECT @id, COUNT(*) + 1, @at, @outcome, @detail FROM dbo.notice_attempts AS a WHERE a.notice_id = @id;
        UPDATE dbo.notices SET claimed_until = 0, due_at = COALESCE(@next, notices.due_at),
            ended_at = CASE WHEN @next IS NULL THEN @at END, outcome = CASE WHEN @next IS NULL THEN @outcome END
        WHERE notices.id = @id AND notices.ended_at IS NULL;
        SET @answer = 1;
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_findNoticeState = new(
        """
        SELECT n.attempts AS Attempts, n.outcome AS Outcome FROM dbo.notices AS n WHERE n.id = @id;
        SELECT TOP (1) a.detail AS Detail FROM dbo.notice_attempts AS a WHERE a.notice_id = @id ORDER BY a.place DESC;
        """);

    /// <inheritdoc />
    public Task<NoticeOutbox> ReadOutboxAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                await using var results = await session.ReadManyAsync(
                    s_readOutbox, new { max, now = now.ToStored() }, token);
                var ready = (await results.ReadAsync<OpenNoticeRecord>()).Select(record => record.ToNotice()).ToList();
                return new NoticeOutbox(ready, StoredTime.FromStored(await results.ReadSingleAsync<long?>()));
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task<bool> ClaimNoticeAsync(ClaimNotice claim, CancellationToken cancellationToken)
    {
        var now = claim.Now.ToStored();
        return await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_claimNotice,
                new
                {
                    id = claim.Id, now, until = claim.Until.ToStored(), token = new FixedBinary(claim.TokenHash, 32),
                    call, called = now,
                },
                token),
            cancellationToken) == 1;
    }

    /// <inheritdoc />
    public Task<NoticeContent?> ReadNoticeAsync(string id, int maxOrders, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                await using var results = await session.ReadManyAsync(s_readNotice, new { id, max = maxOrders }, token);
                var notice = await results.ReadSingleOrDefaultAsync<NoticeRecord>();
                return notice?.ToContent(await results.ReadAsync<NoticeOrderRecord>());
            },
            cancellationToken);

    /// <inheritdoc />
    public Task EndAttemptAsync(EndAttempt end, CancellationToken cancellationToken)
    {
        var at = end.At.ToStored();
        return AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_endAttempt,
                new
                {
                    id = end.Id, at, outcome = end.Outcome.ToWire(), detail = end.Detail, next = end.NextAt.ToStored(),
                    call, called = at,
                },
                token),
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<NoticeState?> FindNoticeStateAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                await using var results = await session.ReadManyAsync(s_findNoticeState, new { id }, token);
                var state = await results.ReadSingleOrDefaultAsync<(int Attempts, string? Outcome)?>();
                var detail = await results.ReadSingleOrDefaultAsync<string?>();
                return state is { } row ? new NoticeState(row.Attempts, row.Outcome, detail) : null;
            },
            cancellationToken);
}
