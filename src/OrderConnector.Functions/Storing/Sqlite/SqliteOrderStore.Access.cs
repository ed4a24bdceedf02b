using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Access;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Texts;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore : IAccessStore
{
    private const string UserColumns =
        """
        u.name AS Name, u.display_name AS DisplayName, u.email AS Email, u.role AS Role, u.branches AS Branches,
        u.language AS Language, u.password_hash AS PasswordHash, u.must_change AS MustChange,
        u.failures AS Failures, u.locked_until AS LockedUntil, u.disabled AS IsDisabled,
        u.created_at AS CreatedAt, u.logged_in_at AS LoggedInAt
        """;

    /// <inheritdoc />
    public Task<bool> AddUserAsync(NewPortalUser user, Act act, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                var added = session.Connection.Execute(
                    """
                    INSERT INTO portal_users (name, display_name, email, role, branches, language, password_hash,
                                              must_change, failures, disabled, created_at)
                    VALUES (@Name, @DisplayName, @Email, @role, @branches, @language, @PasswordHash, 1, 0, 0, @at)
                    ON CONFLICT DO NOTHING
                    """,
                    new
                    {
                        user.Name, user.DisplayName, user.Email, role = user.Role.ToWire(),
                        branches = StoredList.ToJson(user.Branches), language = user.Language.ToWire(),
                        user.PasswordHash, at = user.At.ToStored(),
                    }) == 1;
                if (added)
                {
                    Record(session, act);
                }

                return added;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<StoredUser?> FindUserAsync(string nameOrEmail, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<PortalUserRecord>(
                $"SELECT {UserColumns} FROM portal_users u WHERE u.name = @nameOrEmail OR u.email = @nameOrEmail",
                new { nameOrEmail })?.ToUser(),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredUser>> ReadUsersAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<StoredUser>>(
            connection =>
            [
                .. connection.Query<PortalUserRecord>($"SELECT {UserColumns} FROM portal_users u ORDER BY u.name")
                .Select(record => record.ToUser()),
            ],
            cancellationToken);

    /// <inheritdoc />
    public Task<ChangeUserOutcome> ChangeUserAsync(ChangeUser change, Act act, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => Change(session, change, act), cancellationToken);

    private static ChangeUserOutcome Change(SqliteSession session, ChangeUser change, Act act)
    {
        var connection = session.Connection;
        var old = connection.QuerySingleOrDefault<PortalUserRecord>(
            $"SELECT {UserColumns} FROM portal_users u WHERE u.name = @Name", new { change.Name })?.ToUser();
        if (old is null)
        {
            return ChangeUserOutcome.Unknown;
        }

        if (connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM portal_users WHERE email = @Email AND name <> @Name)",
            new { change.Email, change.Name }))
        {
            return ChangeUserOutcome.EmailTaken;
        }

        if (!change.IsActiveAdministrator && !HasOtherAdministrator(connection, change.Name)
            && ChangeUser.Of(old).IsActiveAdministrator)
        {
            return ChangeUserOutcome.LastAdministrator;
        }

        connection.Execute(
            """
            UPDATE portal_users SET display_name = @DisplayName, email = @Email, role = @role, branches = @branches,
                language = @language, disabled = @IsDisabled
            WHERE name = @Name
            """,
            new
            {
                change.DisplayName, change.Email, role = change.Role.ToWire(),
                branches = StoredList.ToJson(change.Branches), language = change.Language.ToWire(), change.IsDisabled,
                change.Name,
            });
        if (change.EndsSessionsOf(old))
        {
            EndSessions(connection, change.Name, kept: null);
        }

        Record(session, act);
        return ChangeUserOutcome.Changed;
    }

    private static bool HasOtherAdministrator(SqliteConnection connection, string name) =>
        connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM portal_users
                           WHERE role = 'administrator' AND disabled = 0 AND name <> @name)
            """,
            new { name });

    private static void EndSessions(SqliteConnection connection, string name, string? kept) =>
        connection.Execute(
            "DELETE FROM portal_sessions WHERE user_name = @name AND (@kept IS NULL OR id <> @kept)",
            new { name, kept });

    /// <inheritdoc />
    public Task<bool> SetPasswordAsync(SetPassword set, Act act, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                var done = session.Connection.Execute(
                    """
                    UPDATE portal_users SET password_hash = @PasswordHash, must_change = @MustChange, failures = 0,
                        locked_until = NULL
                    WHERE name = @Name
                    """,
                    new { set.PasswordHash, set.MustChange, set.Name }) == 1;
                if (done)
                {
                    EndSessions(session.Connection, set.Name, set.KeptSession);
                    Record(session, act);
                }

                return done;
            },
            cancellationToken);
}
