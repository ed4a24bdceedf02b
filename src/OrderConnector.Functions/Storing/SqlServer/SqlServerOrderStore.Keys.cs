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
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        IF NOT EXISTS (SELECT 1 FROM dbo.access_keys AS k WHERE k.id = @keyId)
        BEGIN
            {InsertKey}
            {ChangeMarks.Raise}
            SET @answer = 1;
        END;
        {AuditSql.AppendIfDone}
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_addChannel = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        IF NOT EXISTS (SELECT 1 FROM dbo.channels AS c WHERE c.id = @id)
        BEGIN
            INSERT INTO dbo.channels (id, kind, release_mode, branches) VALUES (@id, @kind, @release, @branches);
            {InsertKey}
            {ChangeMarks.Raise}
            SET @answer = 1;
        END;
        {AuditSql.AppendIfDone}
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_findKey = new(
        """
        SELECT k.id AS Id, k.secret_hash AS Hash, k.purpose AS Purpose, k.subject AS Subject, k.branches AS Branches,
               k.uses_left AS UsesLeft, k.created_at AS CreatedAt, k.expires_at AS ExpiresAt, k.revoked_at AS RevokedAt
        FROM dbo.access_keys AS k WHERE k.id = @id;
        """);

    private static readonly Statement s_revokeKey = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        UPDATE dbo.access_keys SET revoked_at = @called
        WHERE access_keys.id = @id AND access_keys.purpose <> N'agent' AND access_keys.revoked_at IS NULL;
        IF @@ROWCOUNT = 1
        BEGIN
            {ChangeMarks.Raise}
            {AuditSql.Append}
            SET @answer = 1;
        END;
        {Answers.CommitAndAnswer}
        """);

    /// <inheritdoc />
    public async Task<bool> AddKeyAsync(StoredKey key, string actor, CancellationToken cancellationToken) =>
        await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_addKey, AuditSql.With(KeyValues(key, new KeyPlace(), call), Acts.KeyAdded(key, actor)), token),
            cancellationToken) == 1;

    /// <inheritdoc />
    public async Task<bool> AddChannelAsync(
        Channel channel, StoredKey key, string actor, CancellationToken cancellationToken)
    {
        var place = new KeyPlace(channel.Id, channel.Kind, channel.Release, StoredList.ToJson(channel.Branches));
        return await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_addChannel,
                AuditSql.With(KeyValues(key, place, call), Acts.ChannelAdded(channel, key, actor)),
                token),
            cancellationToken) == 1;
    }

    /// <inheritdoc />
    public Task<StoredKey?> FindKeyAsync(string keyId, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
                (await session.FindAsync<KeyRecord>(s_findKey, new { id = keyId }, token))?.ToKey(),
            cancellationToken);

    /// <inheritdoc />
    public async Task<RevokeKeyOutcome> RevokeKeyAsync(RevokeKey revoke, CancellationToken cancellationToken)
    {
        var at = revoke.At.ToStored();
        var done = await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_revokeKey,
                AuditSql.With(
                    new
                    {
                        id = revoke.KeyId, writer = marks.Writer, slot = marks.NextSlot(), marked = at, call,
                        called = at,
                    },
                    Acts.KeyRevoked(revoke)),
                token),
            cancellationToken);
        return done == 1 ? RevokeKeyOutcome.Revoked
            : await FindKeyAsync(revoke.KeyId, cancellationToken) is { Purpose: not KeyPurpose.Agent }
            ? RevokeKeyOutcome.RevokedBefore
            : RevokeKeyOutcome.Unknown;
    }

    private object KeyValues(StoredKey key, KeyPlace place, FixedBinary call) => new
    {
        keyId = key.Id, hash = new FixedBinary(key.Hash, 64), purpose = KeyRecord.PurposeName(key.Purpose),
        subject = key.Subject, keyBranches = StoredList.ToJson(key.Branches), uses = key.UsesLeft,
        created = key.CreatedAt.ToStored(), expires = key.ExpiresAt.ToStored(), revoked = key.RevokedAt.ToStored(),
        id = place.Id, kind = place.Kind, release = place.Release, branches = place.Branches,
        writer = marks.Writer, slot = marks.NextSlot(), marked = key.CreatedAt.ToStored(),
        call, called = key.CreatedAt.ToStored(),
    };

    /// <summary>The channel a key is added with; nothing where it stands alone.</summary>
    private sealed record KeyPlace(
        string? Id = null, string? Kind = null, string? Release = null, string? Branches = null);
}
