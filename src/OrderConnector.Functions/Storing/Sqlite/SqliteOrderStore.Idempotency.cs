using Dapper;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private static readonly TimeSpan s_keyLife = TimeSpan.FromHours(24);

    /// <summary>Old keys are cleared with every so many new ones, a few more than came: never a long delete.</summary>
    private const int ClearEvery = 64;

    private static readonly HotSql s_findKey = new(
        "SELECT payload_hash, order_row FROM idempotency_keys WHERE channel = @channel AND key = @key AND at > @since",
        "@channel", "@key", "@since");

    private static readonly HotSql s_insertKey = new(
        """
        INSERT OR REPLACE INTO idempotency_keys (channel, key, payload_hash, order_row, at)
        SELECT @channel, @key, @hash, row, @at FROM orders WHERE id = @id
        """,
        "@channel", "@key", "@hash", "@at", "@id");

    private int keysSinceClearing;

    private static AddOrderOutcome? FindByKey(SqliteSession session, NewOrder order)
    {
        if (order.Idempotency is not { } key)
        {
            return null;
        }

        using var reader = session.Read(s_findKey, order.Channel, key.Key, (order.Now - s_keyLife).ToStored());
        if (!reader.Read())
        {
            return null;
        }

        return reader.GetString(0) == key.PayloadHash
            ? new AddOrderOutcome.AlreadyKnown(FindByRow(session, reader.GetInt64(1)))
            : new AddOrderOutcome.KeyReused();
    }

    // In the order's transaction: a key without its order, or the order without its key, cannot be.
    private void RememberKey(SqliteSession session, NewOrder order, AddOrderOutcome outcome)
    {
        if (order.Idempotency is not { } key
            || outcome is not (AddOrderOutcome.Added or AddOrderOutcome.AlreadyKnown))
        {
            return;
        }

        session.Execute(
            s_insertKey, order.Channel, key.Key, key.PayloadHash, order.Now.ToStored(), OrderRecord.Bytes(order.Id));
        if (++keysSinceClearing < ClearEvery)
        {
            return;
        }

        keysSinceClearing = 0;
        session.Connection.Execute(
            """
            DELETE FROM idempotency_keys
            WHERE at <= @before AND row IN (SELECT row FROM idempotency_keys ORDER BY row LIMIT @max)
            """,
            new { before = (order.Now - s_keyLife).ToStored(), max = ClearEvery * 4 });
    }
}
