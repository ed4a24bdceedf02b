using Dapper;
using OrderConnector.Core.Auditing;

namespace OrderConnector.Functions.Storing.SqlServer;

/// <summary>Appends to the audit log inside any batch or transaction.</summary>
internal static class AuditSql
{
    /// <summary>What <see cref="Append"/> works with. Stands once at the head of a batch.</summary>
    public const string Declare =
        """
        DECLARE @auditPlace BIGINT, @auditHash BINARY(32);
        """;

    /// <summary>
    /// Appends one act, given by <see cref="With"/>. Stands last before the commit: from here on every other writer
    /// of the audit log waits for this transaction, and one that held nothing else before cannot wait in a circle.
    /// </summary>
    public const string Append =
        """
        UPDATE dbo.audit_head SET sequence = audit_head.sequence + 1 WHERE audit_head.id = 1;
        IF @@ROWCOUNT <> 1
            THROW 50004, N'The audit log has lost its head.', 1;
        SELECT @auditPlace = h.sequence, @auditHash = HASHBYTES('SHA2_256', h.hash + @actContent)
        FROM dbo.audit_head AS h WHERE h.id = 1;
        UPDATE dbo.audit_head SET hash = @auditHash WHERE audit_head.id = 1;
        INSERT INTO dbo.audit_log (sequence, happened_at, actor, act, subject, branch_id, reason, details, hash)
        VALUES (@auditPlace, @actAt, @actActor, @actName, @actSubject, @actBranch, @actReason, @actDetails,
                @auditHash);
        """;

    /// <summary>The same where the batch has done something: where @answer is not 0.</summary>
    public const string AppendIfDone =
        $"""
        IF @answer <> 0
        BEGIN
            {Append}
        END;
        """;

    /// <summary>The same as a batch of its own, inside a transaction that the session has begun.</summary>
    public static readonly Statement AppendOne = new(
        $"""
        {OrderSql.Whole}
        {Declare}
        {Append}
        """);

    /// <summary>The parameters of <see cref="Append"/>, beside those of the batch around it.</summary>
    public static DynamicParameters With(object? values, Act act)
    {
        act = AuditRecord.Storable(act);
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new
        {
            actAt = act.At.ToStored(), actActor = act.Actor, actName = act.Action, actSubject = act.Subject,
            actBranch = act.BranchId, actReason = act.Reason, actDetails = AuditRecord.DetailsOf(act),
            actContent = new FixedBinary(AuditChain.HashContent(act), AuditChain.HashLength),
        });
        return parameters;
    }
}
