using OrderConnector.Core.Auditing;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore : IAuditStore
{
    private const string SelectAudit =
        """
        a.sequence AS Sequence, a.happened_at AS At, a.actor AS Actor, a.act AS Action, a.subject AS Subject,
        a.branch_id AS BranchId, a.reason AS Reason, a.details AS Details, a.hash AS Hash
        FROM dbo.audit_log AS a
        """;

    // One that is always asked for leads, so that its index serves the page; what else is asked for only filters.
    private const string AuditRest =
        """
        a.happened_at >= @from AND a.happened_at < @before
          AND (a.happened_at < @at OR (a.happened_at = @at AND a.sequence < @sequence))
          AND (@actor IS NULL OR a.actor = @actor) AND (@act IS NULL OR a.act = @act)
          AND (@subject IS NULL OR a.subject = @subject) AND (@branch IS NULL OR a.branch_id = @branch)
        ORDER BY a.happened_at DESC, a.sequence DESC;
        """;

    private static readonly Statement s_record = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        BEGIN TRANSACTION;
        {AuditSql.Append}
        SET @answer = 1;
        {Answers.CommitAndAnswer}
        """);

    private static readonly Statement s_auditBySubject =
        new($"SELECT TOP (@max) {SelectAudit} WHERE a.subject = @subject AND {AuditRest}");

    private static readonly Statement s_auditByActor =
        new($"SELECT TOP (@max) {SelectAudit} WHERE a.actor = @actor AND {AuditRest}");

    private static readonly Statement s_auditByAction =
        new($"SELECT TOP (@max) {SelectAudit} WHERE a.act = @act AND {AuditRest}");

    private static readonly Statement s_auditByBranch =
        new($"SELECT TOP (@max) {SelectAudit} WHERE a.branch_id = @branch AND {AuditRest}");

    private static readonly Statement s_auditByTime = new($"SELECT TOP (@max) {SelectAudit} WHERE {AuditRest}");

    private static readonly Statement s_auditChain =
        new($"SELECT TOP (@max) {SelectAudit} WHERE a.sequence > @after ORDER BY a.sequence;");

    private static readonly Statement s_auditEnd =
        new("SELECT h.sequence AS Sequence, h.hash AS Hash FROM dbo.audit_head AS h WHERE h.id = 1;");

    /// <inheritdoc />
    public Task RecordAsync(Act act, CancellationToken cancellationToken) =>
        AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_record, AuditSql.With(new { call, called = act.At.ToStored() }, act), token),
            cancellationToken);

    /// <inheritdoc />
    public Task<AuditPage> ReadAuditAsync(
        AuditFilter filter, IReadOnlyList<string>? scope, AuditKey? after, int max,
        CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                var parts = new List<IReadOnlyList<AuditEntry>>();
                foreach (var part in AuditScopes.Of(filter, scope))
                {
                    parts.Add(await ReadAuditAsync(session, part, after ?? AuditKey.Newest, max + 1, token));
                }

                return AuditPage.Merge(parts, max);
            },
            cancellationToken);

    private static async Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(
        SqlServerSession session, AuditFilter filter, AuditKey after, int max, CancellationToken cancellationToken) =>
        (await session.ReadAsync<AuditRecord>(
            StatementOf(filter),
            new
            {
                actor = filter.Actor, act = filter.Action, subject = filter.Subject, branch = filter.BranchId,
                from = filter.From.ToStored() ?? long.MinValue, before = filter.Before.ToStored() ?? long.MaxValue,
                at = after.At, sequence = after.Sequence, max,
            },
            cancellationToken))
        .ConvertAll(record => record.ToEntry());

    private static Statement StatementOf(AuditFilter filter) => filter switch
    {
        { Subject: not null } => s_auditBySubject,
        { Actor: not null } => s_auditByActor,
        { BranchId: not null } => s_auditByBranch,
        { Action: not null } => s_auditByAction,
        _ => s_auditByTime,
    };

    /// <inheritdoc />
    public Task<AuditEnd?> FindAuditEndAsync(CancellationToken cancellationToken) =>
        ReadAsync((session, token) => session.FindAsync<AuditEnd>(s_auditEnd, null, token), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<AuditEntry>> ReadAuditChainAsync(
        long after, int max, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<AuditEntry>>(
            async (session, token) =>
                (await session.ReadAsync<AuditRecord>(s_auditChain, new { after, max }, token))
                .ConvertAll(record => record.ToEntry()),
            cancellationToken);
}
