using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Auditing;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore : IAuditStore
{
    private const string SelectAudit =
        """
        SELECT sequence AS Sequence, at AS At, actor AS Actor, action AS Action, subject AS Subject,
               branch_id AS BranchId, reason AS Reason, details AS Details, hash AS Hash
        FROM audit_log
        """;

    private static readonly HotSql s_auditHead =
        new("SELECT sequence, hash FROM audit_log ORDER BY sequence DESC LIMIT 1");

    private static readonly HotSql s_insertAudit = new(
        """
        INSERT INTO audit_log (sequence, at, actor, action, subject, branch_id, reason, details, hash)
        VALUES (@sequence, @at, @actor, @action, @subject, @branch, @reason, @details, @hash)
        """,
        "@sequence", "@at", "@actor", "@action", "@subject", "@branch", "@reason", "@details", "@hash");

    /// <summary>Appends an act to the audit log, in the transaction of the change it tells of.</summary>
    private static void Record(SqliteSession session, Act act)
    {
        act = AuditRecord.Storable(act);
        var (sequence, head) = ReadHead(session);
        session.Execute(
            s_insertAudit, sequence + 1, act.At.ToStored(), act.Actor, act.Action, act.Subject, act.BranchId,
            act.Reason, AuditRecord.DetailsOf(act), AuditChain.Follow(head, AuditChain.HashContent(act)));
    }

    /// <summary>The same where something was done; answers whether it was.</summary>
    private static bool RecordIf(SqliteSession session, Act act, bool isDone)
    {
        if (isDone)
        {
            Record(session, act);
        }

        return isDone;
    }

    private static (long Sequence, byte[] Hash) ReadHead(SqliteSession session)
    {
        using var rows = session.Read(s_auditHead);
        return rows.Read() ? (rows.GetInt64(0), rows.GetBytes(1)) : (0, AuditChain.Start.ToArray());
    }

    /// <inheritdoc />
    public Task RecordAsync(Act act, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                Record(session, act);
                return true;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<AuditPage> ReadAuditAsync(
        AuditFilter filter, IReadOnlyList<string>? scope, AuditKey? after, int max,
        CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => AuditPage.Merge(
                AuditScopes.Of(filter, scope).Select(part => ReadAudit(connection, part, after, max + 1)), max),
            cancellationToken);

    private static List<AuditEntry> ReadAudit(
        SqliteConnection connection, AuditFilter filter, AuditKey? after, int max)
    {
        // Only the conditions that are asked for: an index serves a column that stands alone.
        (object? Value, string Condition)[] conditions =
        [
            (filter.Actor, "actor = @Actor"), (filter.Action, "action = @Action"),
            (filter.Subject, "subject = @Subject"), (filter.BranchId, "branch_id = @BranchId"),
            (filter.From, "at >= @from"), (filter.Before, "at < @before"),
            (after, "(at, sequence) < (@at, @sequence)"),
        ];
        var where = string.Join(" AND ", conditions.Where(one => one.Value is not null).Select(one => one.Condition));
        return
        [
            .. connection.Query<AuditRecord>(
                $"""
                {SelectAudit} INDEXED BY {IndexOf(filter)} {(where.Length > 0 ? "WHERE " + where : "")}
                ORDER BY at DESC, sequence DESC LIMIT @max
                """,
                new
                {
                    filter.Actor, filter.Action, filter.Subject, filter.BranchId, from = filter.From.ToStored(),
                    before = filter.Before.ToStored(), at = after?.At, sequence = after?.Sequence, max,
                })
            .Select(record => record.ToEntry()),
        ];
    }

    // What leaves least stands first: of several columns the planner would take any.
    private static string IndexOf(AuditFilter filter) => filter switch
    {
        { Subject: not null } => "audit_log_subject",
        { Actor: not null } => "audit_log_actor",
        { BranchId: not null } => "audit_log_branch",
        { Action: not null } => "audit_log_action",
        _ => "audit_log_at",
    };

    /// <inheritdoc />
    public Task<AuditEnd?> FindAuditEndAsync(CancellationToken cancellationToken) => Task.FromResult<AuditEnd?>(null);

    /// <inheritdoc />
    public Task<IReadOnlyList<AuditEntry>> ReadAuditChainAsync(
        long after, int max, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<AuditEntry>>(
            connection =>
            [
                .. connection.Query<AuditRecord>(
                    $"{SelectAudit} WHERE sequence > @after ORDER BY sequence LIMIT @max", new { after, max })
                .Select(record => record.ToEntry()),
            ],
            cancellationToken);
}
