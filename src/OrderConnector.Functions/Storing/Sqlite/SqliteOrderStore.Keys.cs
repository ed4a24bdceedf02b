using Dapper;
using Microsoft.Data.Sqlite;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    /// <inheritdoc />
    public Task<bool> AddKeyAsync(StoredKey key, string actor, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session => RecordIf(
                session, Acts.KeyAdded(key, actor),
                FindKey(session.Connection, key.Id) is null && InsertKey(session.Connection, key) == 1),
            cancellationToken);

    /// <inheritdoc />
    public Task<StoredKey?> FindKeyAsync(string keyId, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => FindKey(connection, keyId), cancellationToken);

    /// <inheritdoc />
    public Task<RevokeKeyOutcome> RevokeKeyAsync(RevokeKey revoke, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                if (session.Connection.Execute(
                    """
                    UPDATE keys SET revoked_at = @at WHERE id = @KeyId AND purpose <> 'agent' AND revoked_at IS NULL
                    """,
                    new { revoke.KeyId, at = revoke.At.ToStored() }) == 1)
                {
                    Record(session, Acts.KeyRevoked(revoke));
                    return RevokeKeyOutcome.Revoked;
                }

                return FindKey(session.Connection, revoke.KeyId) is { Purpose: not KeyPurpose.Agent }
                    ? RevokeKeyOutcome.RevokedBefore
                    : RevokeKeyOutcome.Unknown;
            },
            cancellationToken);

    private static StoredKey? FindKey(SqliteConnection connection, string keyId) =>
        connection.QuerySingleOrDefault<KeyRecord>(
            """
            SELECT id AS Id, hash AS Hash, purpose AS Purpose, subject AS Subject, branches AS Branches,
                   uses_left AS UsesLeft, created_at AS CreatedAt, expires_at AS ExpiresAt, revoked_at AS RevokedAt
            FROM keys WHERE id = @keyId
            """,
            new { keyId })?.ToKey();

    private static int InsertKey(SqliteConnection connection, StoredKey key) =>
        connection.Execute(
            """
            INSERT INTO keys (id, hash, purpose, subject, branches, uses_left, created_at, expires_at, revoked_at)
            VALUES (@Id, @Hash, @purpose, @Subject, @branches, @UsesLeft, @createdAt, @expiresAt, @revokedAt)
            """,
            new
            {
                key.Id, key.Hash, purpose = KeyRecord.PurposeName(key.Purpose), key.Subject,
                branches = StoredList.ToJson(key.Branches),
                key.UsesLeft, createdAt = key.CreatedAt.ToStored(), expiresAt = key.ExpiresAt.ToStored(),
                revokedAt = key.RevokedAt.ToStored(),
            });
}
