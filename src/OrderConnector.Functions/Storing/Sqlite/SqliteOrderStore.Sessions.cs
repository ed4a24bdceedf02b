using Dapper;
using OrderConnector.Core.Access;
using OrderConnector.Core.Auditing;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    /// <inheritdoc />
    public Task CountFailureAsync(string name, Act locked, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                var failures = session.Connection.QuerySingleOrDefault<long?>(
                    """
                    UPDATE portal_users SET failures = failures + 1
                    WHERE name = @name AND (locked_until IS NULL OR locked_until <= @at) RETURNING failures
                    """,
                    new { name, at = locked.At.ToStored() });
                if (failures is { } counted && LockOut.Until((int)counted, locked.At) is { } until)
                {
                    session.Connection.Execute(
                        "UPDATE portal_users SET locked_until = @until WHERE name = @name",
                        new { name, until = until.ToStored() });
                    Record(session, locked);
                }

                return failures is not null;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> StartSessionAsync(NewSession started, Act act, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                var at = started.At.ToStored();
                if (session.Connection.Execute(
                    """
                    UPDATE portal_users SET failures = 0, locked_until = NULL, logged_in_at = @at
                    WHERE name = @UserName AND disabled = 0
                    """,
                    new { at, started.UserName }) == 0)
                {
                    return false;
                }

                session.Connection.Execute(
                    """
                    DELETE FROM portal_sessions WHERE started_at <= @over;
                    INSERT INTO portal_sessions (id, secret_hash, user_name, started_at, seen_at)
                    VALUES (@Id, @SecretHash, @UserName, @at, @at)
                    """,
                    new
                    {
                        over = (started.At - SessionLife.Whole).ToStored(), started.Id, started.SecretHash,
                        started.UserName, at,
                    });
                Record(session, act);
                return true;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> NoteVisitAsync(
        string name, DateTimeOffset since, Act act, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session => RecordIf(
                session, act,
                session.Connection.Execute(
                    """
                    UPDATE portal_users SET logged_in_at = @at
                    WHERE name = @name AND (logged_in_at IS NULL OR logged_in_at < @since)
                    """,
                    new { name, at = act.At.ToStored(), since = since.ToStored() }) == 1),
            cancellationToken);

    /// <inheritdoc />
    public Task<StoredSession?> FindSessionAsync(string id, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => connection.QuerySingleOrDefault<PortalUserRecord>(
                $"""
                SELECT s.secret_hash AS SecretHash, s.started_at AS StartedAt, s.seen_at AS SeenAt, {UserColumns}
                FROM portal_sessions s JOIN portal_users u ON u.name = s.user_name
                WHERE s.id = @id AND u.disabled = 0
                """,
                new { id })?.ToSession(id),
            cancellationToken);

    /// <inheritdoc />
    public Task TouchSessionAsync(string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session => session.Connection.Execute(
                "UPDATE portal_sessions SET seen_at = @at WHERE id = @id AND seen_at < @at",
                new { id, at = at.ToStored() }),
            cancellationToken);

    /// <inheritdoc />
    public Task EndSessionAsync(string id, Act act, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                var ended = session.Connection.Execute("DELETE FROM portal_sessions WHERE id = @id", new { id }) == 1;
                if (ended)
                {
                    Record(session, act);
                }

                return ended;
            },
            cancellationToken);
}
