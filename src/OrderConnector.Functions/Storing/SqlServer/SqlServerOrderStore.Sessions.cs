using OrderConnector.Core.Access;
using OrderConnector.Core.Auditing;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    // Whoever counts a failure of the same account beside this one waits for its transaction, and counts the next.
    private static readonly Statement s_countFailure = new(
        """
        UPDATE dbo.portal_users SET failures = portal_users.failures + 1
        WHERE portal_users.name = @name AND (portal_users.locked_until IS NULL OR portal_users.locked_until <= @at);
        """);

    private static readonly Statement s_readFailures =
        new("SELECT u.failures AS Failures FROM dbo.portal_users AS u WHERE u.name = @name;");

    private static readonly Statement s_lock =
        new("UPDATE dbo.portal_users SET locked_until = @until WHERE portal_users.name = @name;");

    private static readonly Statement s_startSession = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        UPDATE dbo.portal_users SET failures = 0, locked_until = NULL, logged_in_at = @called
        WHERE portal_users.name = @name AND portal_users.is_disabled = 0;
        IF @@ROWCOUNT = 1
        BEGIN
            DELETE FROM dbo.portal_sessions WHERE portal_sessions.started_at <= @over;
            INSERT INTO dbo.portal_sessions (id, secret_hash, user_name, started_at, seen_at)
            VALUES (@id, @hash, @name, @called, @called);
            {AuditSql.Append}
            SET @answer = 1;
        END;
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_noteVisit = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        UPDATE dbo.portal_users SET logged_in_at = @called
        WHERE portal_users.name = @name
          AND (portal_users.logged_in_at IS NULL OR portal_users.logged_in_at < @since);
        IF @@ROWCOUNT = 1
        BEGIN
            {AuditSql.Append}
            SET @answer = 1;
        END;
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_findSession = new(
        $"""
        SELECT s.secret_hash AS SecretHash, s.started_at AS StartedAt, s.seen_at AS SeenAt, {UserColumns}
        FROM dbo.portal_sessions AS s INNER JOIN dbo.portal_users AS u ON u.name = s.user_name
        WHERE s.id = @id AND u.is_disabled = 0;
        """);

    private static readonly Statement s_touchSession = new(
        """
        UPDATE dbo.portal_sessions SET seen_at = @at
        WHERE portal_sessions.id = @id AND portal_sessions.seen_at < @at;
        """);

    private static readonly Statement s_endSession = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        DELETE FROM dbo.portal_sessions WHERE portal_sessions.id = @id;
        IF @@ROWCOUNT = 1
        BEGIN
            {AuditSql.Append}
            SET @answer = 1;
        END;
        {Answers.CommitAndAnswer}
        """);

    /// <inheritdoc />
    public Task CountFailureAsync(string name, Act locked, CancellationToken cancellationToken) => AnswerOnceAsync(
        async (session, call, token) =>
        {
            await session.BeginAsync(token);
            if (await session.ExecuteAsync(s_countFailure, new { name, at = locked.At.ToStored() }, token) == 0)
            {
                return 0;
            }

            var failures = await session.FindAsync<int>(s_readFailures, new { name }, token);
            await session.ExecuteAsync(
                Answers.Keep, new { call, answer = 1L, called = locked.At.ToStored() }, token);
            if (LockOut.Until(failures, locked.At) is { } until)
            {
                await session.ExecuteAsync(s_lock, new { name, until = until.ToStored() }, token);
                await RecordAsync(session, locked, token);
            }

            await session.CommitAsync(token);
            return 1;
        },
        cancellationToken);

    /// <inheritdoc />
    public async Task<bool> StartSessionAsync(NewSession started, Act act, CancellationToken cancellationToken) =>
        await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_startSession,
                AuditSql.With(
                    new
                    {
                        name = started.UserName, id = started.Id,
                        hash = new FixedBinary(started.SecretHash, started.SecretHash.Length),
                        over = (started.At - SessionLife.Whole).ToStored(), call, called = started.At.ToStored(),
                    },
                    act),
                token),
            cancellationToken) == 1;

    /// <inheritdoc />
    public async Task<bool> NoteVisitAsync(
        string name, DateTimeOffset since, Act act, CancellationToken cancellationToken) =>
        await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_noteVisit,
                AuditSql.With(new { name, since = since.ToStored(), call, called = act.At.ToStored() }, act), token),
            cancellationToken) == 1;

    /// <inheritdoc />
    public Task<StoredSession?> FindSessionAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
                (await session.FindAsync<PortalUserRecord>(s_findSession, new { id }, token))?.ToSession(id),
            cancellationToken);

    /// <inheritdoc />
    public Task TouchSessionAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        WriteAsync(
            (session, _, token) => session.ExecuteAsync(s_touchSession, new { id, at = at.ToStored() }, token),
            cancellationToken);

    /// <inheritdoc />
    public Task EndSessionAsync(string id, Act act, CancellationToken cancellationToken) =>
        AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_endSession, AuditSql.With(new { id, call, called = act.At.ToStored() }, act), token),
            cancellationToken);
}
