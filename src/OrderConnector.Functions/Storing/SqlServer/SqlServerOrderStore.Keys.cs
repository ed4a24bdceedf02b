namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private const string InsertKey =
        """
        INSERT INTO dbo.access_keys (id, secret_hash, purpose, subject, branches, uses_left, created_at, expires_at,
                                     revoked_at)
        VALUES (@keyId, @hash, @purpose, @subject, @keyBranches, @uses, @created, @expires, @revoked);
        """;

    private static readonly Statement s_addKey = new(
        $"""
        {OrderSql.Whole}
        BEGIN TRANSACTION;
        {InsertKey}
        {ChangeMarks.Raise}
        COMMIT TRANSACTION;
        """);

    private static readonly Statement s_addChannel = new(
        $"""
        {OrderSql.Whole}
        DECLARE @added BIT;
        SET @added = 0;
        BEGIN TRANSACTION;
        IF NOT EXISTS (SELECT 1 FROM dbo.channels AS c WHERE c.id = @id)
        BEGIN
            INSERT INTO dbo.channels (id, kind, release_mode, branches) VALUES (@id, @kind, @release, @branches);
            {InsertKey}
            {ChangeMarks.Raise}
            SET @added = 1;
        END;
        COMMIT TRANSACTION;
        SELECT @added AS added;
        """);

    private static readonly Statement s_findKey = new(
        """
        SELECT k.id AS Id, k.secret_hash AS Hash, k.purpose AS Purpose, k.subject AS Subject, k.branches AS Branches,
               k.uses_left AS UsesLeft, k.created_at AS CreatedAt, k.expires_at AS ExpiresAt, k.revoked_at AS RevokedAt
        FROM dbo.access_keys AS k WHERE k.id = @id;
        """);

    /// <inheritdoc />
    public Task AddKeyAsync(StoredKey key, CancellationToken cancellationToken) =>
        WriteAsync(
            async (session, mayBeDone, token) =>
                mayBeDone && await FindKeyAsync(session, key.Id, token) is { } known
                    && known.Hash.SequenceEqual(key.Hash)
                    ? 0
                    : await session.ExecuteAsync(s_addKey, KeyValues(key, new KeyPlace()), token),
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> AddChannelAsync(Channel channel, StoredKey key, CancellationToken cancellationToken) =>
        WriteAsync(
            async (session, mayBeDone, token) =>
            {
                var place = new KeyPlace(
                    channel.Id, channel.Kind, channel.Release, StoredList.ToJson(channel.Branches));
                return await session.FindAsync<bool>(s_addChannel, KeyValues(key, place), token)
                    || (mayBeDone && await FindKeyAsync(session, key.Id, token) is not null);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<StoredKey?> FindKeyAsync(string keyId, CancellationToken cancellationToken) =>
        ReadAsync((session, token) => FindKeyAsync(session, keyId, token), cancellationToken);

    private static async Task<StoredKey?> FindKeyAsync(
        SqlServerSession session, string keyId, CancellationToken cancellationToken) =>
        (await session.FindAsync<KeyRecord>(s_findKey, new { id = keyId }, cancellationToken))?.ToKey();

    private object KeyValues(StoredKey key, KeyPlace place) => new
    {
        keyId = key.Id, hash = new FixedBinary(key.Hash, 64), purpose = KeyRecord.PurposeName(key.Purpose),
        subject = key.Subject, keyBranches = StoredList.ToJson(key.Branches), uses = key.UsesLeft,
        created = key.CreatedAt.ToStored(), expires = key.ExpiresAt.ToStored(), revoked = key.RevokedAt.ToStored(),
        id = place.Id, kind = place.Kind, release = place.Release, branches = place.Branches,
        writer = marks.Writer, slot = marks.NextSlot(), marked = key.CreatedAt.ToStored(),
    };

    /// <summary>The channel a key is added with; nothing where it stands alone.</summary>
    private sealed record KeyPlace(
        string? Id = null, string? Kind = null, string? Release = null, string? Branches = null);
}
