namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>
/// Statements that lists of orders are made of. Each finds its rows in an index of open orders first, from @from
/// onwards and no more than @take, and then looks up the columns of those alone. @scope is "|a|b|", or NULL for all.
/// </summary>
internal static class PendingSql
{
    private const string Columns =
        """
        SELECT o.order_row AS Row, o.id AS Id, o.number AS Number, o.branch_id AS BranchId, o.channel AS Channel,
               o.external_id AS ExternalId, o.total_cents AS TotalCents, o.state AS State,
               o.state_since AS StateSince, o.created_at AS CreatedAt, o.due_at AS DueAt, o.waiting AS Waiting,
               (SELECT c.kind FROM dbo.channels AS c WHERE c.id = o.channel) AS ChannelKind,
               (SELECT d.overdue_after FROM dbo.channel_deadlines AS d WHERE d.channel = o.channel) AS OverdueAfter,
               CASE WHEN @names = 1 THEN o.payload ELSE NULL END AS Payload
        """;

    private const string InScope = "(@scope IS NULL OR CHARINDEX(N'|' + b.id + N'|', @scope) > 0)";

    private const string OfScope = "(@scope IS NULL OR CHARINDEX(N'|' + i.branch_id + N'|', @scope) > 0)";

    private const string Queued =
        "SELECT TOP (@take) i.order_row FROM dbo.orders AS i WHERE i.branch_id = b.id AND i.state = N'queued'";

    private const string Collected =
        """
        SELECT TOP (@take) i.order_row FROM dbo.orders AS i
        WHERE i.agent_id = a.id AND i.state = N'collected' AND i.waiting = @waiting
        """;

    private const string Held =
        $"SELECT TOP (@take) i.order_row FROM dbo.orders AS i WHERE i.state = N'held' AND {OfScope}";

    // The inner TOP asks for the order of the index, which has no other; unpaid orders are few at a time.
    private const string Awaiting =
        """
        SELECT TOP (@most) w.order_row, w.branch_id FROM dbo.orders AS w WHERE w.state = N'awaitingPayment'
        ORDER BY w.expires_at
        """;

    private const string Older = "ORDER BY o.order_row;";

    private const string Newer = "ORDER BY o.order_row DESC;";

    public static readonly Statement QueuedOldest = new(
        $"""
        {Columns}
        FROM (SELECT TOP (@take) q.order_row FROM dbo.branches AS b
              CROSS APPLY ({Queued} AND i.order_row > @from ORDER BY i.order_row) AS q
              WHERE {InScope} ORDER BY q.order_row) AS p
        INNER JOIN dbo.orders AS o ON o.order_row = p.order_row {Older}
        """);

    public static readonly Statement QueuedNewest = new(
        $"""
        {Columns}
        FROM (SELECT TOP (@take) q.order_row FROM dbo.branches AS b
              CROSS APPLY ({Queued} AND i.order_row < @from ORDER BY i.order_row DESC) AS q
              WHERE {InScope} ORDER BY q.order_row DESC) AS p
        INNER JOIN dbo.orders AS o ON o.order_row = p.order_row {Newer}
        """);

    public static readonly Statement CollectedOldest = new(
        $"""
        {Columns}
        FROM (SELECT TOP (@take) q.order_row
              FROM dbo.branches AS b INNER JOIN dbo.agents AS a ON a.branch_id = b.id
              CROSS APPLY ({Collected} AND i.order_row > @from ORDER BY i.order_row) AS q
              WHERE {InScope} ORDER BY q.order_row) AS p
        INNER JOIN dbo.orders AS o ON o.order_row = p.order_row {Older}
        """);

    public static readonly Statement CollectedNewest = new(
        $"""
        {Columns}
        FROM (SELECT TOP (@take) q.order_row
              FROM dbo.branches AS b INNER JOIN dbo.agents AS a ON a.branch_id = b.id
              CROSS APPLY ({Collected} AND i.order_row < @from ORDER BY i.order_row DESC) AS q
              WHERE {InScope} ORDER BY q.order_row DESC) AS p
        INNER JOIN dbo.orders AS o ON o.order_row = p.order_row {Newer}
        """);

    public static readonly Statement HeldOldest = new(
        $"""
        {Columns} FROM ({Held} AND i.order_row > @from ORDER BY i.order_row) AS p
        INNER JOIN dbo.orders AS o ON o.order_row = p.order_row {Older}
        """);

    public static readonly Statement HeldNewest = new(
        $"""
        {Columns} FROM ({Held} AND i.order_row < @from ORDER BY i.order_row DESC) AS p
        INNER JOIN dbo.orders AS o ON o.order_row = p.order_row {Newer}
        """);

    public static readonly Statement AwaitingOldest = new(
        $"""
        {Columns}
        FROM (SELECT TOP (@take) i.order_row FROM ({Awaiting}) AS i
              WHERE {OfScope} AND i.order_row > @from ORDER BY i.order_row) AS p
        INNER JOIN dbo.orders AS o ON o.order_row = p.order_row {Older}
        """);

    public static readonly Statement AwaitingNewest = new(
        $"""
        {Columns}
        FROM (SELECT TOP (@take) i.order_row FROM ({Awaiting}) AS i
              WHERE {OfScope} AND i.order_row < @from ORDER BY i.order_row DESC) AS p
        INNER JOIN dbo.orders AS o ON o.order_row = p.order_row {Newer}
        """);

    public static readonly Statement ByNumber = new(
        $"""
        {Columns} FROM dbo.branches AS b INNER JOIN dbo.orders AS o ON o.branch_id = b.id AND o.number = @number;
        """);

    public static readonly Statement ById = new($"{Columns} FROM dbo.orders AS o WHERE o.id = @id;");

    public static readonly Statement Channels =
        new("SELECT c.id AS Id, c.branches AS Branches FROM dbo.channels AS c ORDER BY c.id;");
}
