namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    // The first UPDATE makes the branches' rows ours: no number is drawn between the gap and the step. A branch that
    // came or was widened in between would have one without the other. Not past the end: what is left of a range is
    // stepped over, and its branch is exhausted.
    private static readonly Statement s_stepOver = new(
        $"""
        {OrderSql.Whole}
        DECLARE @gaps INT;
        BEGIN TRANSACTION;
        UPDATE dbo.branches SET steps = branches.steps + 1 WHERE branches.next_number <= branches.last_number;
        INSERT INTO dbo.number_gaps (branch_id, first_number, last_number, happened_at, actor, reason)
        SELECT b.id, b.next_number,
               CASE WHEN b.next_number + @count - 1 < b.last_number
                    THEN b.next_number + @count - 1 ELSE b.last_number END,
               @at, @actor, @reason
        FROM dbo.branches AS b WHERE b.next_number <= b.last_number;
        SET @gaps = @@ROWCOUNT;
        UPDATE dbo.branches SET next_number = CASE WHEN branches.next_number + @count - 1 < branches.last_number
                                                   THEN branches.next_number + @count
                                                   ELSE branches.last_number + 1 END
        WHERE branches.next_number <= branches.last_number;
        IF @@ROWCOUNT <> @gaps
            THROW 50001, N'A branch came in between.', 1;
        COMMIT TRANSACTION;
        """);

    private static readonly Statement s_findStep = new(
        """
        SELECT COUNT(*) AS gaps FROM dbo.number_gaps AS g
        WHERE g.happened_at = @at AND g.actor = @actor AND g.reason = @reason;
        """);

    private static readonly Statement s_widenRange = new(
        """
        UPDATE dbo.branches SET last_number = @last WHERE branches.id = @branch AND branches.last_number < @last;
        """);

    private static readonly Statement s_findRangeEnd = new(
        "SELECT COUNT(*) AS branches FROM dbo.branches AS b WHERE b.id = @branch AND b.last_number = @last;");

    /// <inheritdoc />
    public Task<IReadOnlyList<BranchRow>> StepOverAsync(StepOverNumbers step, CancellationToken cancellationToken) =>
        WriteAsync<IReadOnlyList<BranchRow>>(
            async (session, mayBeDone, token) =>
            {
                var values = new
                {
                    count = step.Count, at = step.At.ToStored(), actor = step.Actor, reason = StepOverNumbers.Reason,
                };
                // The answer to an earlier try was lost: stepping twice would take as many numbers again.
                if (!mayBeDone || await session.FindAsync<int>(s_findStep, values, token) == 0)
                {
                    await session.ExecuteAsync(s_stepOver, values, token);
                }

                return await session.ReadAsync<BranchRow>(s_readBranches, null, token);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> WidenRangeAsync(string branchId, long last, CancellationToken cancellationToken) =>
        WriteAsync(
            async (session, mayBeDone, token) =>
            {
                var values = new { branch = branchId, last };
                return await session.ExecuteAsync(s_widenRange, values, token) == 1
                    || (mayBeDone && await session.FindAsync<int>(s_findRangeEnd, values, token) == 1);
            },
            cancellationToken);
}
