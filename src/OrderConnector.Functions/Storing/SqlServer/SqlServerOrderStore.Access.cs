using OrderConnector.Core.Access;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Texts;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore : IAccessStore
{
    private const string UserColumns =
        """
        u.name AS Name, u.display_name AS DisplayName, u.email AS Email, u.user_role AS Role, u.branches AS Branches,
        u.user_language AS Language, u.password_hash AS PasswordHash, u.must_change AS MustChange,
        u.failures AS Failures, u.locked_until AS LockedUntil, u.is_disabled AS IsDisabled,
        u.created_at AS CreatedAt, u.logged_in_at AS LoggedInAt
        """;

    // Two that come at once meet at the primary key, and the later one finds the earlier.
    private static readonly Statement s_addUser = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        IF NOT EXISTS (SELECT 1 FROM dbo.portal_users AS u WHERE u.name = @name OR u.email = @email)
        BEGIN
            INSERT INTO dbo.portal_users (name, display_name, email, user_role, branches, user_language,
                                          password_hash, must_change, failures, is_disabled, created_at)
            VALUES (@name, @display, @email, @role, @branches, @language, @hash, 1, 0, 0, @called);
            {AuditSql.Append}
            SET @answer = 1;
        END;
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_findUser = new(
        $"SELECT {UserColumns} FROM dbo.portal_users AS u WHERE u.name = @text OR u.email = @text;");

    private static readonly Statement s_readUsers =
        new($"SELECT {UserColumns} FROM dbo.portal_users AS u ORDER BY u.name;");

    // The answers are those of ChangeUserOutcome, counted from 1: 0 would say that nothing was done. The head of the
    // audit log is taken before the others are looked at: two administrators that disable one another come one by one.
    private static readonly Statement s_changeUser = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        UPDATE dbo.audit_head SET sequence = audit_head.sequence WHERE audit_head.id = 1;
        IF NOT EXISTS (SELECT 1 FROM dbo.portal_users AS u WHERE u.name = @name)
            SET @answer = 2;
        ELSE IF @administers = 0
            AND EXISTS (SELECT 1 FROM dbo.portal_users AS u
                        WHERE u.name = @name AND u.user_role = N'administrator' AND u.is_disabled = 0)
            AND NOT EXISTS (SELECT 1 FROM dbo.portal_users AS u
                            WHERE u.name <> @name AND u.user_role = N'administrator' AND u.is_disabled = 0)
            SET @answer = 3;
        ELSE IF EXISTS (SELECT 1 FROM dbo.portal_users AS u WHERE u.email = @email AND u.name <> @name)
            SET @answer = 4;
        ELSE
        BEGIN
            DELETE FROM dbo.portal_sessions
            WHERE portal_sessions.user_name = @name
              AND EXISTS (SELECT 1 FROM dbo.portal_users AS u
                          WHERE u.name = @name
                            AND (u.user_role <> @role OR u.branches <> @branches OR @disabled = 1));
            UPDATE dbo.portal_users SET display_name = @display, email = @email, user_role = @role,
                branches = @branches, user_language = @language, is_disabled = @disabled
            WHERE portal_users.name = @name;
            {AuditSql.Append}
            SET @answer = 1;
        END;
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_setPassword = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        UPDATE dbo.portal_users SET password_hash = @hash, must_change = @mustChange, failures = 0,
            locked_until = NULL
        WHERE portal_users.name = @name;
        IF @@ROWCOUNT = 1
        BEGIN
            DELETE FROM dbo.portal_sessions
            WHERE portal_sessions.user_name = @name AND (@kept IS NULL OR portal_sessions.id <> @kept);
            {AuditSql.Append}
            SET @answer = 1;
        END;
        {Answers.CommitAndAnswer}
        """);

    /// <inheritdoc />
    public async Task<bool> AddUserAsync(NewPortalUser user, Act act, CancellationToken cancellationToken) =>
        await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_addUser,
                AuditSql.With(
                    new
                    {
                        name = user.Name, display = user.DisplayName, email = user.Email, role = user.Role.ToWire(),
                        branches = StoredList.ToJson(user.Branches), language = user.Language.ToWire(),
                        hash = user.PasswordHash, call, called = user.At.ToStored(),
                    },
                    act),
                token),
            cancellationToken) == 1;

    /// <inheritdoc />
    public Task<StoredUser?> FindUserAsync(string nameOrEmail, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
                (await session.FindAsync<PortalUserRecord>(s_findUser, new { text = nameOrEmail }, token))?.ToUser(),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredUser>> ReadUsersAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<StoredUser>>(
            async (session, token) =>
                (await session.ReadAsync<PortalUserRecord>(s_readUsers, null, token))
                .ConvertAll(record => record.ToUser()),
            cancellationToken);

    /// <inheritdoc />
    public async Task<ChangeUserOutcome> ChangeUserAsync(
        ChangeUser change, Act act, CancellationToken cancellationToken) =>
        (ChangeUserOutcome)(await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_changeUser,
                AuditSql.With(
                    new
                    {
                        name = change.Name, display = change.DisplayName, email = change.Email,
                        role = change.Role.ToWire(), branches = StoredList.ToJson(change.Branches),
                        language = change.Language.ToWire(), disabled = change.IsDisabled,
                        administers = change.IsActiveAdministrator, call, called = act.At.ToStored(),
                    },
                    act),
                token),
            cancellationToken) - 1);

    /// <inheritdoc />
    public async Task<bool> SetPasswordAsync(SetPassword set, Act act, CancellationToken cancellationToken) =>
        await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_setPassword,
                AuditSql.With(
                    new
                    {
                        name = set.Name, hash = set.PasswordHash, mustChange = set.MustChange, kept = set.KeptSession,
                        call, called = set.At.ToStored(),
                    },
                    act),
                token),
            cancellationToken) == 1;
}
