using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Emergencies;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore : IPortalQueries
{
    private const string EmergencyColumns =
        """
        e.procedure AS Procedure, e.begun_at AS BegunAt, e.begun_by AS BegunBy, e.begin_reason AS BeginReason,
        e.ended_at AS EndedAt, e.ended_by AS EndedBy, e.end_reason AS EndReason
        """;

    private const string SelectFlags =
        """
        SELECT f.row AS Row, o.id AS Id, o.number AS Number, o.branch_id AS BranchId, o.channel AS Channel,
               o.external_id AS ExternalId, o.total_cents AS TotalCents, o.created_at AS CreatedAt,
               f.slip_kind AS SlipKind, f.slip AS Slip, f.flagged_at AS FlaggedAt, f.flagged_by AS FlaggedBy,
               f.reason AS Reason, f.withdrawn_at AS WithdrawnAt, f.withdrawn_by AS WithdrawnBy,
               f.withdraw_reason AS WithdrawReason, o.agent_id AS AgentId
        FROM order_flags f JOIN orders o ON o.row = f.order_row
        """;

    /// <inheritdoc />
    public Task<IReadOnlyList<RunningEmergency>> ReadRunningEmergenciesAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<RunningEmergency>>(
            connection =>
            [
                .. connection.Query<EmergencyRecord>(
                    $"""
                    SELECT b.id AS BranchId, b.name AS Name, b.time_zone AS TimeZone, {EmergencyColumns}
                    FROM emergencies e JOIN branches b ON b.id = e.branch_id
                    WHERE e.ended_at IS NULL ORDER BY b.name, b.id
                    """)
                .Where(record => IsInScope(scope, record.BranchId))
                .Select(record => record.ToRunning()),
            ],
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<BranchEmergency>> ReadBranchEmergenciesAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<BranchEmergency>>(
            connection =>
            [
                .. connection.Query<EmergencyRecord>(
                    $"""
                    SELECT {EmergencyColumns}, b.id AS BranchId, b.name AS Name, b.time_zone AS TimeZone,
                           COALESCE(s.procedure, 'flagByHand') AS Setting,
                           (SELECT COUNT(*) FROM (SELECT 1 FROM order_flags f
                                                  WHERE f.branch_id = b.id AND f.withdrawn_at IS NULL
                                                    AND f.match_row IS NULL LIMIT @most)) AS OpenFlags
                    FROM branches b
                    LEFT JOIN emergency_settings s ON s.branch_id = b.id
                    LEFT JOIN emergencies e ON e.branch_id = b.id AND e.ended_at IS NULL
                    ORDER BY b.name, b.id
                    """,
                    new { most = BranchEmergency.MostCounted + 1 })
                .Where(record => IsInScope(scope, record.BranchId))
                .Select(record => record.ToBranch()),
            ],
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Emergency>> ReadEmergenciesAsync(
        string branchId, int max, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<Emergency>>(
            connection =>
            [
                .. connection.Query<EmergencyRecord>(
                    $"""
                    SELECT e.branch_id AS BranchId, {EmergencyColumns} FROM emergencies e
                    WHERE e.branch_id = @branchId ORDER BY e.row DESC LIMIT @max
                    """,
                    new { branchId, max })
                .Select(record => record.ToEmergency()),
            ],
            cancellationToken);

    /// <inheritdoc />
    public Task<FlagPage> ReadWorkListAsync(
        string branchId, long after, int max, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection =>
            {
                var flags = ReadFlags(
                    connection,
                    """
                    f.branch_id = @branchId AND f.row > @after AND f.withdrawn_at IS NULL AND f.match_row IS NULL
                    ORDER BY f.row LIMIT @limit
                    """,
                    new { branchId, after, limit = max + 1 });
                return flags.Count > max
                    ? new FlagPage(flags[..max], flags[max - 1].Row)
                    : new FlagPage(flags, null);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<OrderFlag>> ReadFlagsAsync(OrderId id, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<OrderFlag>>(
            connection => ReadFlags(connection, "o.id = @id ORDER BY f.row", new { id = OrderRecord.Bytes(id) }),
            cancellationToken);

    private static List<OrderFlag> ReadFlags(SqliteConnection connection, string where, object values)
    {
        var flags = connection.Query<FlagRecord>($"{SelectFlags} WHERE {where}", values).AsList();
        var matches = connection.Query<MatchRecord>(
            """
            SELECT flag_row AS FlagRow, receipt AS Receipt, receipt_date AS ReceiptDate, total_cents AS TotalCents,
                   shared AS IsShared, source AS Source, matched_at AS MatchedAt, matched_by AS MatchedBy,
                   undone_at AS UndoneAt, undone_by AS UndoneBy, undo_reason AS UndoReason
            FROM till_matches WHERE flag_row IN (SELECT value FROM json_each(@rows)) ORDER BY row
            """,
            new { rows = $"[{string.Join(',', flags.Select(flag => flag.Row))}]" }).AsList();
        return flags.ConvertAll(flag => flag.ToFlag(matches));
    }

    private static bool IsInScope(IReadOnlyList<string>? scope, string branchId) =>
        scope is null || scope.Contains(branchId, StringComparer.Ordinal);
}
