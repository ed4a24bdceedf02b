using Microsoft.Data.Sqlite;
using OrderConnector.Core.Orders;
using SQLitePCL;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private static readonly HotSql s_findKnown =
        new("SELECT row, content_hash FROM orders WHERE id = @id", "@id");

    private static readonly HotSql s_readSequence =
        new("SELECT next_number, last_number FROM branches WHERE id = @branch", "@branch");

    // Read and compare instead of RETURNING, which opens a temporary tree per statement; the write lock is held.
    private static readonly HotSql s_drawNumber = new(
        "UPDATE branches SET next_number = @number + 1 WHERE id = @branch AND next_number = @number",
        "@branch", "@number");

    private static readonly HotSql s_insertOrder = new(
        """
        INSERT INTO orders (id, branch_id, number, channel, external_id, content_hash, total_cents, state,
                            state_reason, state_actor, state_since, moves, created_at, expires_at, due_at, release,
                            receipt_token, voids, voids_number, void_reason, payload)
        VALUES (@id, @branch, @number, @channel, @external, @hash, @total, @state,
                @reason, @actor, @now, 1, @now, @expires, @due, @release,
                @token, @voids, @voidsNumber, @voidReason, @payload)
        """,
        "@id", "@branch", "@number", "@channel", "@external", "@hash", "@total", "@state", "@reason", "@actor",
        "@now", "@expires", "@due", "@release", "@token", "@voids", "@voidsNumber", "@voidReason", "@payload");

    private static readonly HotSql s_insertEvent = new(
        """
        INSERT INTO order_events (order_row, seq, from_state, to_state, at, actor, reason)
        VALUES (@row, @seq, @from, @to, @at, @actor, @reason)
        """,
        "@row", "@seq", "@from", "@to", "@at", "@actor", "@reason");

    private static readonly HotSql s_readOriginal = new(
        """
        SELECT number, (SELECT COUNT(*) FROM orders v WHERE v.voids = o.id) FROM orders o WHERE o.id = @original
        """,
        "@original");

    /// <inheritdoc />
    public Task<AddOrderOutcome> AddAsync(NewOrder order, CancellationToken cancellationToken)
    {
        if (!ReceiptToken.TryReadOrder(order.ReceiptToken, out var id) || id != order.Id)
        {
            throw new ArgumentException("The receipt token is not made of the order's id.", nameof(order));
        }

        return writer.WriteAsync(session => Add(session, order), cancellationToken);
    }

    private AddOrderOutcome Add(SqliteSession session, NewOrder order)
    {
        if (FindByKey(session, order) is { } byKey)
        {
            return byKey;
        }

        var outcome = FindKnown(session, order) ?? AddUnknown(session, order);
        RememberKey(session, order, outcome);
        return outcome;
    }

    private static AddOrderOutcome? FindKnown(SqliteSession session, NewOrder order)
    {
        using var reader = session.Read(s_findKnown, OrderRecord.Bytes(order.Id));
        if (!reader.Read())
        {
            return null;
        }

        var known = FindByRow(session, reader.GetInt64(0));
        return reader.GetString(1) == order.ContentHash
            ? new AddOrderOutcome.AlreadyKnown(known)
            : new AddOrderOutcome.OtherContent(known);
    }

    private AddOrderOutcome AddUnknown(SqliteSession session, NewOrder order)
    {
        long? original = null;
        if (order.Voids is { } guard)
        {
            using var reader = session.Read(s_readOriginal, OrderRecord.Bytes(guard.Original));
            if (!reader.Read())
            {
                throw new InvalidOperationException($"Order {guard.Original} that is to be voided is not here.");
            }

            // Compare and set: two voids planned at the same time would together take back more than was sold.
            if (reader.GetInt64(1) != guard.SeenVoids)
            {
                return new AddOrderOutcome.VoidRaced();
            }

            original = reader.GetInt64(0);
        }

        if (ReadSequence(session, order.BranchId) is not { } sequence)
        {
            return new AddOrderOutcome.BranchUnknown();
        }

        var number = sequence.Next;
        if (number > sequence.Last)
        {
            return new AddOrderOutcome.NumbersExhausted();
        }

        var row = Insert(session, order, number, original);
        return new AddOrderOutcome.Added(
            TakeBack(session, order, row) ?? order.AsStored(number, original));
    }

    private static (long Next, long Last)? ReadSequence(SqliteSession session, string branchId)
    {
        using var reader = session.Read(s_readSequence, branchId);
        return reader.Read() ? (reader.GetInt64(0), reader.GetInt64(1)) : null;
    }

    private long Insert(SqliteSession session, NewOrder order, long number, long? original)
    {
        if (session.Execute(s_drawNumber, order.BranchId, number) != 1)
        {
            throw new InvalidOperationException("The number sequence moved under the write lock.");
        }

        var now = order.Now.ToStored();
        var state = order.State.ToWire();
        session.Execute(
            s_insertOrder,
            OrderRecord.Bytes(order.Id), order.BranchId, number, order.Channel, order.ExternalId, order.ContentHash,
            order.TotalCents, state, order.HeldReason, order.Actor, now, order.ExpiresAt.ToStored(),
            order.DueAt.ToStored(), order.Release, order.ReceiptToken,
            order.Voids is { } voids ? OrderRecord.Bytes(voids.Original) : null, original, order.Voids?.Reason,
            order.Payload);
        var row = session.LastRow;
        session.Execute(s_insertEvent, row, 1, null, state, now, order.Actor, order.HeldReason);
        session.Hours.Add(order.BranchId, order.Now, HourCount.Of(order));
        if (order.State == OrderState.Queued)
        {
            ExpectAnnouncement(session, row, order.Now);
        }

        return row;
    }
}
