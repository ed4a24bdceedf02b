using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    // From the UPDATE on the branch's row is ours until the commit: orders of one branch are stored one after another.
    private const string DrawAndInsert =
        $"""
        SELECT @number = b.next_number - 1 FROM dbo.branches AS b WHERE b.id = @branch;
        INSERT INTO dbo.orders (id, branch_id, number, channel, external_id, content_hash, total_cents, state,
                                state_reason, state_actor, state_since, moves, created_at, expires_at, due_at,
                                release_mode, receipt_token, waiting, voids, void_place, voids_number, void_reason,
                                payload)
        VALUES (@id, @branch, @number, @channel, @external, @hash, @total, @state, @reason, @actor, @now, 1, @now,
                @expires, @due, @release, @token, 0, @voids, @place, @original, @voidReason, @payload);
        INSERT INTO dbo.order_events (order_row, place, from_state, to_state, happened_at, actor, reason)
        SELECT o.order_row, 1, NULL, @state, @now, @actor, @reason FROM dbo.orders AS o WHERE o.id = @id;
        {HourSql.CountNew}
        IF @key IS NOT NULL
        BEGIN
            {RememberKey}
        END;
        IF @announces = 1
            INSERT INTO dbo.announcements (order_row, due_at)
            SELECT o.order_row, @now FROM dbo.orders AS o WHERE o.id = @id;
        IF @marks = 1
        BEGIN
            {ChangeMarks.Raise}
        END;
        """;

    // One round trip for the common case: draw, order, event, key and outbox, or nothing and no number, and the second
    // look says why. Two posts of one order may both pass the first condition: the unique index on the id refuses the
    // later one, which then finds it known. Likewise one key used twice, and two voids planned at the same time.
    // The report of a lost order and its repeated post race as well: both change the branch's row first, and look
    // for one another only then.
    private static readonly Statement s_add = new(
        $"""
        {OrderSql.Whole}
        DECLARE @number BIGINT, @original BIGINT;
        BEGIN TRANSACTION;
        IF NOT EXISTS (SELECT 1 FROM dbo.orders AS o WHERE o.id = @id)
           AND NOT EXISTS (SELECT 1 FROM dbo.idempotency_keys AS k
                           WHERE k.channel = @channel AND k.idempotency_key = @key AND k.used_at > @since)
           AND (@voids IS NULL
                OR (EXISTS (SELECT 1 FROM dbo.orders AS o WHERE o.id = @voids)
                    AND @place = 1 + (SELECT COUNT(*) FROM dbo.orders AS v WHERE v.voids = @voids)))
        BEGIN
            SELECT @original = o.number FROM dbo.orders AS o WHERE o.id = @voids;
            UPDATE dbo.branches SET next_number = branches.next_number + 1
            WHERE branches.id = @branch AND branches.next_number <= branches.last_number;
            IF @@ROWCOUNT = 1 AND NOT EXISTS (SELECT 1 FROM dbo.reports_without_order AS w
                                              WHERE w.branch_id = @branch AND w.order_id = @orderId)
            BEGIN
                {DrawAndInsert}
            END;
        END;
        IF @number IS NULL
            ROLLBACK TRANSACTION;
        ELSE
            COMMIT TRANSACTION;
        SELECT @number AS Number, @original AS Original;
        """);

    // The same inside a longer transaction, for an order whose branch told of it before.
    private static readonly Statement s_addTold = new(
        $"""
        {OrderSql.Whole}
        DECLARE @number BIGINT, @original BIGINT;
        SELECT @original = o.number FROM dbo.orders AS o WHERE o.id = @voids;
        UPDATE dbo.branches SET next_number = branches.next_number + 1
        WHERE branches.id = @branch AND branches.next_number <= branches.last_number;
        IF @@ROWCOUNT <> 1
            THROW 50001, N'The numbers ran out in between.', 1;
        {DrawAndInsert}
        SELECT o.order_row FROM dbo.orders AS o WHERE o.id = @id;
        """);

    /// <inheritdoc />
    public Task<AddOrderOutcome> AddAsync(NewOrder order, CancellationToken cancellationToken)
    {
        if (!ReceiptToken.TryReadOrder(order.ReceiptToken, out var id) || id != order.Id)
        {
            throw new ArgumentException("The receipt token is not made of the order's id.", nameof(order));
        }

        return WriteAsync((session, mayBeDone, token) => AddAsync(session, order, mayBeDone, token), cancellationToken);
    }

    private async Task<AddOrderOutcome> AddAsync(
        SqlServerSession session, NewOrder order, bool mayBeDone, CancellationToken cancellationToken)
    {
        var (number, original) = await session.FindAsync<(long? Number, long? Original)>(
            s_add, NewOrderValues(order), cancellationToken);
        return number is { } drawn
            ? new AddOrderOutcome.Added(order.AsStored(drawn, original))
            : await LookAgainAsync(session, order, mayBeDone, cancellationToken);
    }

    private object NewOrderValues(NewOrder order)
    {
        var isQueued = order.State == OrderState.Queued;
        return new
        {
            id = FixedBinary.Of(order.Id), orderId = order.Id.Value, branch = order.BranchId, channel = order.Channel,
            external = order.ExternalId, hash = order.ContentHash, total = order.TotalCents,
            state = order.State.ToWire(), reason = order.HeldReason, actor = order.Actor, now = order.Now.ToStored(),
            counted = HourCount.Of(order),
            expires = order.ExpiresAt.ToStored(), due = order.DueAt.ToStored(), release = order.Release,
            token = order.ReceiptToken, voids = FixedBinary.Of(order.Voids?.Original),
            place = order.Voids?.SeenVoids + 1, voidReason = order.Voids?.Reason,
            payload = FixedBinary.OfAny(order.Payload.AsArray()),
            key = StoredKeyText(order.Idempotency), keyHash = order.Idempotency?.PayloadHash,
            since = (order.Now - s_keyLife).ToStored(),
            announces = isQueued && settings.KeepsOutbox, marks = isQueued && !settings.KeepsOutbox,
            writer = marks.Writer, slot = marks.NextSlot(), marked = order.Now.ToStored(),
        };
    }
}
