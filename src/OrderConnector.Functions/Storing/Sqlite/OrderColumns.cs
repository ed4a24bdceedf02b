namespace OrderConnector.Functions.Storing.Sqlite;

/// <summary>How an order is read from its row.</summary>
internal static class OrderColumns
{
    /// <summary>The columns of a row, for SELECT; the caller adds what follows FROM.</summary>
    public const string Select =
        """
        SELECT o.row AS Row, o.id AS Id, o.branch_id AS BranchId, o.number AS Number, o.channel AS Channel,
               o.external_id AS ExternalId, o.content_hash AS ContentHash, o.total_cents AS TotalCents,
               o.state AS State, o.state_reason AS StateReason, o.state_since AS StateSince,
               o.created_at AS CreatedAt, o.expires_at AS ExpiresAt, o.due_at AS DueAt, o.release AS Release,
               o.receipt_token AS ReceiptToken, o.agent_id AS AgentId, o.waiting AS Waiting,
               o.handed_over_at AS HandedOverAt, o.voids AS Voids, o.voids_number AS VoidsNumber,
               o.void_reason AS VoidReason, o.payments AS Payments, o.payload AS Payload,
               r.fiscal AS Fiscal, r.receipt AS Receipt
        FROM orders o LEFT JOIN order_receipts r ON r.order_row = o.row
        """;

    /// <summary>Reads the columns by their place in <see cref="Select"/>, as the hot path does.</summary>
    public static OrderRecord From(HotRows rows) => new()
    {
        Row = rows.GetInt64(0),
        Id = rows.GetBytes(1),
        BranchId = rows.GetString(2),
        Number = rows.GetInt64(3),
        Channel = rows.GetString(4),
        ExternalId = rows.GetString(5),
        ContentHash = rows.GetString(6),
        TotalCents = rows.GetInt64(7),
        State = rows.GetString(8),
        StateReason = rows.FindString(9),
        StateSince = rows.GetInt64(10),
        CreatedAt = rows.GetInt64(11),
        ExpiresAt = rows.FindInt64(12),
        DueAt = rows.FindInt64(13),
        Release = rows.GetString(14),
        ReceiptToken = rows.GetString(15),
        AgentId = rows.FindString(16),
        Waiting = rows.GetInt64(17) != 0,
        HandedOverAt = rows.FindInt64(18),
        Voids = rows.IsDBNull(19) ? null : rows.GetBytes(19),
        VoidsNumber = rows.FindInt64(20),
        VoidReason = rows.FindString(21),
        Payments = rows.FindString(22),
        Payload = rows.GetBytes(23),
        Fiscal = rows.FindString(24),
        Receipt = rows.FindString(25),
    };
}
