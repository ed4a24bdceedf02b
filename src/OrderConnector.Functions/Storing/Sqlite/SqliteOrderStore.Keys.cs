using Dapper;
using Microsoft.Data.Sqlite;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    /// <inheritdoc />
    public async Task AddKeyAsync(StoredKey key, CancellationToken cancellationToken) =>
        await writer.WriteAsync(session => InsertKey(session.Connection, key), cancellationToken);

    /// <inheritdoc />
    public Task<StoredKey?> FindKeyAsync(string keyId, CancellationToken cancellationToken) =>
        readers.ReadAsync(connection => FindKey(connection, keyId), cancellationToken);

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
                key.Id, key.Hash, purpose = PurposeName(key.Purpose), key.Subject, branches = ToJson(key.Branches),
                key.UsesLeft, createdAt = key.CreatedAt.ToStored(), expiresAt = key.ExpiresAt.ToStored(),
                revokedAt = key.RevokedAt.ToStored(),
            });

    private static string PurposeName(KeyPurpose purpose) => purpose switch
    {
        KeyPurpose.Channel => "channel",
        KeyPurpose.Operator => "operator",
        KeyPurpose.Registration => "registration",
        KeyPurpose.Agent => "agent",
    };

    private sealed class KeyRecord
    {
        public string Id { get; set; } = "";

        public byte[] Hash { get; set; } = [];

        public string Purpose { get; set; } = "";

        public string Subject { get; set; } = "";

        public string Branches { get; set; } = "";

        public int UsesLeft { get; set; }

        public long CreatedAt { get; set; }

        public long? ExpiresAt { get; set; }

        public long? RevokedAt { get; set; }

        public StoredKey ToKey() => new(
            Id, Hash, Enum.GetValues<KeyPurpose>().Single(p => PurposeName(p) == Purpose), Subject,
            FromJson(Branches), UsesLeft, StoredTime.FromStored(CreatedAt), StoredTime.FromStored(ExpiresAt),
            StoredTime.FromStored(RevokedAt));
    }
}
