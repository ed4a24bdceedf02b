namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>
/// Raises the counters of a branch's hours in the transaction that moves orders. Two transactions that both begin an
/// hour's row: the key refuses the second, which is tried again and finds it.
/// </summary>
internal static class HourSql
{
    /// <summary>One order came in. Needs @branch, @now and @counted, what it counts as.</summary>
    public const string CountNew =
        """
        UPDATE dbo.branch_hours SET hits = branch_hours.hits + 1
        WHERE branch_hours.branch_id = @branch AND branch_hours.hour_place = @now / 3600000
          AND branch_hours.what = @counted;
        IF @@ROWCOUNT = 0
            INSERT INTO dbo.branch_hours (branch_id, hour_place, what, hits)
            VALUES (@branch, @now / 3600000, @counted, 1);
        """;

    /// <summary>One order moved. Needs @row, @to and @at.</summary>
    public const string CountMove =
        """
        UPDATE dbo.branch_hours SET hits = branch_hours.hits + 1
        WHERE branch_hours.hour_place = @at / 3600000 AND branch_hours.what = @to
          AND branch_hours.branch_id = (SELECT o.branch_id FROM dbo.orders AS o WHERE o.order_row = @row);
        IF @@ROWCOUNT = 0
            INSERT INTO dbo.branch_hours (branch_id, hour_place, what, hits)
            SELECT o.branch_id, @at / 3600000, @to, 1 FROM dbo.orders AS o WHERE o.order_row = @row;
        """;

    /// <summary>Many orders moved to one state, of one branch or of several.</summary>
    /// <param name="moved">A table variable with their order_row.</param>
    /// <param name="at">The moment, a parameter.</param>
    /// <param name="to">The state, a parameter or a literal.</param>
    public static string CountMoves(string moved, string at, string to) =>
        $"""
        UPDATE dbo.branch_hours SET hits = branch_hours.hits
            + (SELECT COUNT(*) FROM dbo.orders AS o INNER JOIN {moved} AS m ON m.order_row = o.order_row
               WHERE o.branch_id = branch_hours.branch_id)
        WHERE branch_hours.hour_place = {at} / 3600000 AND branch_hours.what = {to}
          AND branch_hours.branch_id IN (SELECT o.branch_id FROM dbo.orders AS o
                                         WHERE o.order_row IN (SELECT m.order_row FROM {moved} AS m));
        INSERT INTO dbo.branch_hours (branch_id, hour_place, what, hits)
        SELECT o.branch_id, {at} / 3600000, {to}, COUNT(*)
        FROM dbo.orders AS o INNER JOIN {moved} AS m ON m.order_row = o.order_row
        WHERE NOT EXISTS (SELECT 1 FROM dbo.branch_hours AS h
                          WHERE h.branch_id = o.branch_id AND h.hour_place = {at} / 3600000 AND h.what = {to})
        GROUP BY o.branch_id;
        """;
}
