namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>Parts that several batches on orders are made of.</summary>
internal static class OrderSql
{
    /// <summary>
    /// Stands before every batch of more than one statement. XACT_ABORT: without it a batch would go on behind a row
    /// that a unique index refused, and commit the rest.
    /// </summary>
    public const string Whole =
        """
        SET NOCOUNT ON;
        SET XACT_ABORT ON;
        """;

    /// <summary>The columns of an order, as <see cref="OrderRecord"/> takes them.</summary>
    public const string Columns =
        """
        o.order_row AS Row, o.id AS Id, o.branch_id AS BranchId, o.number AS Number, o.channel AS Channel,
        o.external_id AS ExternalId, o.content_hash AS ContentHash, o.total_cents AS TotalCents,
        o.state AS State, o.state_reason AS StateReason, o.state_since AS StateSince,
        o.created_at AS CreatedAt, o.expires_at AS ExpiresAt, o.due_at AS DueAt, o.release_mode AS Release,
        o.receipt_token AS ReceiptToken, o.agent_id AS AgentId, o.waiting AS Waiting,
        o.handed_over_at AS HandedOverAt, o.voids AS Voids, o.voids_number AS VoidsNumber,
        o.void_reason AS VoidReason, o.payments AS Payments, o.payload AS Payload,
        r.fiscal AS Fiscal, r.receipt AS Receipt
        """;

    /// <summary>Where they come from.</summary>
    public const string From = "FROM dbo.orders AS o LEFT JOIN dbo.order_receipts AS r ON r.order_row = o.order_row";

    /// <summary>Columns and tables; the caller adds WHERE.</summary>
    public const string Select = $"SELECT {Columns} {From}";

    /// <summary>
    /// Puts an announcement on record in the transaction that makes it necessary: a crash right after it leaves the
    /// need where the sweep finds it. Needs @announces, @row and @due.
    /// </summary>
    public const string Announce =
        """
        IF @announces = 1
        BEGIN
            UPDATE dbo.announcements SET due_at = @due WHERE announcements.order_row = @row;
            IF @@ROWCOUNT = 0
                INSERT INTO dbo.announcements (order_row, due_at) VALUES (@row, @due);
        END;
        """;

    /// <summary>
    /// The event of a move that was just made, the flag that stands while an order is TransmittedManually, and what
    /// becoming Queued brings: a token given out before must not confirm any more, and is kept to tell its bearer why.
    /// Needs @row, @from, @to, @at, @actor, @reason.
    /// </summary>
    public const string AfterMove =
        $"""
        INSERT INTO dbo.order_events (order_row, place, from_state, to_state, happened_at, actor, reason)
        SELECT o.order_row, o.moves, @from, @to, @at, @actor, @reason FROM dbo.orders AS o WHERE o.order_row = @row;
        IF @from = N'transmittedManually'
        BEGIN
            UPDATE dbo.order_flags SET withdrawn_at = @at, withdrawn_by = @actor, withdraw_reason = @reason
            WHERE order_flags.order_row = @row AND order_flags.withdrawn_at IS NULL AND order_flags.match_row IS NULL;
            IF @@ROWCOUNT <> 1
                THROW 50001, N'The order was matched in between.', 1;
        END;
        IF @to = N'transmittedManually'
            INSERT INTO dbo.order_flags (order_row, branch_id, slip_kind, flagged_at, flagged_by, reason)
            SELECT o.order_row, o.branch_id, N'paperSlip', @at, @actor, @reason
            FROM dbo.orders AS o WHERE o.order_row = @row;
        {HourSql.CountMove}
        IF @to = N'queued'
        BEGIN
            INSERT INTO dbo.superseded_leases (lease, order_row)
            SELECT o.lease, o.order_row FROM dbo.orders AS o WHERE o.order_row = @row AND o.lease IS NOT NULL;
            UPDATE dbo.orders SET lease = NULL, lease_agent = NULL, lease_session = NULL, lease_until = NULL
            WHERE orders.order_row = @row AND orders.lease IS NOT NULL;
            {Announce}
            IF @marks = 1
            BEGIN
                {ChangeMarks.Raise}
            END;
        END;
        """;
}
