using OrderConnector.Functions.Numbering;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private static readonly TimeSpan s_keyLife = TimeSpan.FromHours(24);

    /// <summary>
    /// Writes a key down, over one that is a day old; needs @id, @channel, @key, @keyHash, @since, @now.
    /// </summary>
    private const string RememberKey =
        """
        DELETE FROM dbo.idempotency_keys
        WHERE idempotency_keys.channel = @channel AND idempotency_keys.idempotency_key = @key
          AND idempotency_keys.used_at <= @since;
        INSERT INTO dbo.idempotency_keys (channel, idempotency_key, payload_hash, order_row, used_at)
        SELECT @channel, @key, @keyHash, o.order_row, @now FROM dbo.orders AS o WHERE o.id = @id;
        """;

    private static readonly Statement s_rememberKey = new(
        $"""
        {OrderSql.Whole}
        BEGIN TRANSACTION;
        {RememberKey}
        COMMIT TRANSACTION;
        """);

    // One statement: one moment.
    private static readonly Statement s_lookAgain = new(
        """
        SELECT (SELECT k.payload_hash FROM dbo.idempotency_keys AS k
                WHERE k.channel = @channel AND k.idempotency_key = @key AND k.used_at > @since) AS KeyHash,
               (SELECT k.order_row FROM dbo.idempotency_keys AS k
                WHERE k.channel = @channel AND k.idempotency_key = @key AND k.used_at > @since) AS KeyRow,
               (SELECT o.order_row FROM dbo.orders AS o WHERE o.id = @id) AS Row,
               (SELECT o.content_hash FROM dbo.orders AS o WHERE o.id = @id) AS ContentHash,
               (SELECT o.receipt_token FROM dbo.orders AS o WHERE o.id = @id) AS ReceiptToken,
               (SELECT o.number FROM dbo.orders AS o WHERE o.id = @voids) AS Original,
               (SELECT COUNT(*) FROM dbo.orders AS v WHERE v.voids = @voids) AS Voids,
               (SELECT b.next_number FROM dbo.branches AS b WHERE b.id = @branch) AS NextNumber,
               (SELECT b.last_number FROM dbo.branches AS b WHERE b.id = @branch) AS LastNumber,
               (SELECT COUNT(*) FROM dbo.reports_without_order AS w
                WHERE w.branch_id = @branch AND w.order_id = @orderId) AS Told;
        """);

    /// <summary>Nothing was added: says why, in the order in which the reasons count.</summary>
    private async Task<AddOrderOutcome> LookAgainAsync(
        SqlServerSession session, NewOrder order, bool mayBeDone, CancellationToken cancellationToken)
    {
        var seen = (await session.FindAsync<SecondLook>(
            s_lookAgain,
            new
            {
                id = FixedBinary.Of(order.Id), orderId = order.Id.Value, branch = order.BranchId,
                channel = order.Channel, key = StoredKeyText(order.Idempotency),
                since = (order.Now - s_keyLife).ToStored(), voids = FixedBinary.Of(order.Voids?.Original),
            },
            cancellationToken))!;
        if (seen.KeyRow is { } keyRow && seen.KeyHash != order.Idempotency!.PayloadHash)
        {
            return new AddOrderOutcome.KeyReused();
        }

        if ((seen.KeyRow ?? seen.Row) is { } row)
        {
            return await KnownAsync(session, order, seen, row, mayBeDone, cancellationToken);
        }

        return RefuseUnknown(order, seen)
            ?? (seen.Told > 0
                ? await AddToldAsync(session, order, cancellationToken)
                : throw new RaceLostException("What stood against the order is gone again."));
    }

    private static async Task<AddOrderOutcome> KnownAsync(
        SqlServerSession session, NewOrder order, SecondLook seen, long row, bool mayBeDone,
        CancellationToken cancellationToken)
    {
        var isSame = seen.KeyRow is not null || seen.ContentHash == order.ContentHash;
        if (isSame && seen.KeyRow is null && order.Idempotency is not null)
        {
            await session.ExecuteAsync(
                s_rememberKey,
                new
                {
                    id = FixedBinary.Of(order.Id), channel = order.Channel, key = StoredKeyText(order.Idempotency),
                    keyHash = order.Idempotency.PayloadHash, since = (order.Now - s_keyLife).ToStored(),
                    now = order.Now.ToStored(),
                },
                cancellationToken);
        }

        var known = await FindByRowAsync(session, row, cancellationToken);
        if (!isSame)
        {
            return new AddOrderOutcome.OtherContent(known);
        }

        // The answer to an earlier try of this very call was lost: the receipt token is made anew for each call.
        return mayBeDone && row == seen.Row && seen.ReceiptToken == order.ReceiptToken
            ? new AddOrderOutcome.Added(known)
            : new AddOrderOutcome.AlreadyKnown(known);
    }

    private static AddOrderOutcome? RefuseUnknown(NewOrder order, SecondLook seen)
    {
        if (order.Voids is { } guard)
        {
            if (seen.Original is null)
            {
                throw new InvalidOperationException($"Order {guard.Original} that is to be voided is not here.");
            }

            if (seen.Voids != guard.SeenVoids)
            {
                return new AddOrderOutcome.VoidRaced();
            }
        }

        if (seen.NextNumber is not { } next)
        {
            return new AddOrderOutcome.BranchUnknown();
        }

        return new NumberRange(0, seen.LastNumber!.Value, next).IsExhausted
            ? new AddOrderOutcome.NumbersExhausted()
            : null;
    }

    private static string? StoredKeyText(IdempotencyKey? key) => key is null ? null : $"\"{key.Key}\"";

    private sealed class SecondLook
    {
        public string? KeyHash { get; set; }

        public long? KeyRow { get; set; }

        public long? Row { get; set; }

        public string? ContentHash { get; set; }

        public string? ReceiptToken { get; set; }

        public long? Original { get; set; }

        public int Voids { get; set; }

        public long? NextNumber { get; set; }

        public long? LastNumber { get; set; }

        public int Told { get; set; }
    }
}
