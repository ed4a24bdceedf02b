namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    // The first UPDATE makes the branches' rows ours: no number is drawn between the gap and the step. A branch that
    // came or was widened in between would have one without the other. Not past the end: what is left of a range is
    // stepped over, and its branch is exhausted.
    private static readonly Statement s_stepOver = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        UPDATE dbo.branches SET steps = branches.steps + 1 WHERE branches.next_number <= branches.last_number;
        INSERT INTO dbo.number_gaps (branch_id, first_number, last_number, happened_at, actor, reason)
        SELECT b.id, b.next_number,
               CASE WHEN b.next_number + @count - 1 < b.last_number
                    THEN b.next_number + @count - 1 ELSE b.last_number END,
               @at, @actor, @reason
        FROM dbo.branches AS b WHERE b.next_number <= b.last_number;
        SET @answer = @@ROWCOUNT;
        UPDATE dbo.branches SET next_number = CASE WHEN branches.next_number + @count - 1 < branches.last_number
                                                   THEN branches.next_number + @count
                                                   ELSE branches.last_number + 1 END
        WHERE branches.next_number <= branches.last_number;
        IF @@ROWCOUNT <> @answer
            THROW 50001, N'A branch came in between.', 1;
        {AuditSql.AppendIfDone}
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_widenRange = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        UPDATE dbo.branches SET last_number = @last WHERE branches.id = @branch AND branches.last_number < @last;
        SET @answer = @@ROWCOUNT;
        {AuditSql.AppendIfDone}
        {Answers.CommitAndAnswer}
        """);

    /// <inheritdoc />
    public async Task<IReadOnlyList<BranchRow>> StepOverAsync(
        StepOverNumbers step, CancellationToken cancellationToken)
    {
        var at = step.At.ToStored();
        await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_stepOver,
                AuditSql.With(
                    new
                    {
                        count = step.Count, at, actor = step.Actor, reason = StepOverNumbers.Reason, call, called = at,
                    },
                    Acts.NumbersSteppedOver(step)),
                token),
            cancellationToken);
        return await ReadBranchesAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async Task<bool> WidenRangeAsync(
        string branchId, long last, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_widenRange,
                AuditSql.With(
                    new { branch = branchId, last, call, called = now.ToStored() },
                    Acts.RangeWidened(branchId, last, actor, now)),
                token),
            cancellationToken) == 1;
}
