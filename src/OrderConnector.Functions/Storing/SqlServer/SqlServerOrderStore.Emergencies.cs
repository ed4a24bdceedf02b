using OrderConnector.Core.Auditing;
using OrderConnector.Core.Emergencies;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore : IEmergencyStore
{
    // The entry of the audit log comes last: from there on every other writer of it waits.
    private const string AuditChange =
        $"""
        IF @answer = 1
        BEGIN
            {AuditSql.Append}
        END;
        {Answers.CommitAndAnswer}
        """;

    // Of two people who begin at the same moment, the unique index refuses one, who then looks again.
    private static readonly Statement s_beginEmergency = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        INSERT INTO dbo.emergencies (branch_id, working, begun_at, begun_by, begin_reason)
        SELECT b.id, COALESCE(s.working, N'flagByHand'), @at, @actor, @reason
        FROM dbo.branches AS b LEFT JOIN dbo.emergency_settings AS s ON s.branch_id = b.id
        WHERE b.id = @branch
          AND NOT EXISTS (SELECT 1 FROM dbo.emergencies AS e WHERE e.branch_id = b.id AND e.ended_at IS NULL);
        SET @answer = @@ROWCOUNT;
        {AuditChange}
        """);

    private static readonly Statement s_endEmergency = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        UPDATE dbo.emergencies SET ended_at = @at, ended_by = @actor, end_reason = @reason
        WHERE emergencies.branch_id = @branch AND emergencies.ended_at IS NULL;
        SET @answer = @@ROWCOUNT;
        {AuditChange}
        """);

    private static readonly Statement s_setProcedure = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        UPDATE dbo.emergency_settings SET working = @working, changed_at = @at, changed_by = @actor
        WHERE emergency_settings.branch_id = @branch AND emergency_settings.working <> @working;
        SET @answer = @@ROWCOUNT;
        IF @answer = 0 AND @working <> N'flagByHand'
        BEGIN
            INSERT INTO dbo.emergency_settings (branch_id, working, changed_at, changed_by)
            SELECT b.id, @working, @at, @actor FROM dbo.branches AS b
            WHERE b.id = @branch
              AND NOT EXISTS (SELECT 1 FROM dbo.emergency_settings AS s WHERE s.branch_id = b.id);
            SET @answer = @@ROWCOUNT;
        END;
        {AuditChange}
        """);

    private static readonly Statement s_isBranch =
        new("SELECT COUNT(*) AS known FROM dbo.branches AS b WHERE b.id = @branch;");

    /// <inheritdoc />
    public Task<EmergencyResult> BeginEmergencyAsync(SwitchEmergency begin, CancellationToken cancellationToken) =>
        SwitchAsync(s_beginEmergency, begin, "emergency.begun", cancellationToken);

    /// <inheritdoc />
    public Task<EmergencyResult> EndEmergencyAsync(SwitchEmergency end, CancellationToken cancellationToken) =>
        SwitchAsync(s_endEmergency, end, "emergency.ended", cancellationToken);

    private async Task<EmergencyResult> SwitchAsync(
        Statement statement, SwitchEmergency change, string action, CancellationToken cancellationToken)
    {
        var at = change.At.ToStored();
        var answer = await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                statement,
                AuditSql.With(
                    new
                    {
                        branch = change.BranchId, at, actor = change.Actor, reason = change.Reason, call,
                        called = at,
                    },
                    FlagPlan.Switched(change, action)),
                token),
            cancellationToken);
        return await ResultAsync(answer, change.BranchId, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<EmergencyResult> SetProcedureAsync(SetProcedure set, CancellationToken cancellationToken)
    {
        var at = set.At.ToStored();
        var answer = await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_setProcedure,
                AuditSql.With(
                    new
                    {
                        branch = set.BranchId, working = set.Procedure.ToWire(), at, actor = set.Actor, call,
                        called = at,
                    },
                    FlagPlan.Set(set)),
                token),
            cancellationToken);
        return await ResultAsync(answer, set.BranchId, cancellationToken);
    }

    private async Task<EmergencyResult> ResultAsync(
        long answer, string branchId, CancellationToken cancellationToken) =>
        answer == 1 ? EmergencyResult.Done
            : await ReadAsync(
                (session, token) => session.FindAsync<int>(s_isBranch, new { branch = branchId }, token),
                cancellationToken) == 1
            ? EmergencyResult.AlreadySo
            : EmergencyResult.Unknown;

    private static async Task RecordAsync(SqlServerSession session, Act act, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(AuditSql.AppendOne, AuditSql.With(null, act), cancellationToken);
}
