using OrderConnector.Core.Orders;
using OrderConnector.Portal.Emergencies;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore : IPortalQueries
{
    private const string EmergencyColumns =
        """
        e.working AS [Procedure], e.begun_at AS BegunAt, e.begun_by AS BegunBy, e.begin_reason AS BeginReason,
        e.ended_at AS EndedAt, e.ended_by AS EndedBy, e.end_reason AS EndReason
        """;

    private const string FlagColumns =
        """
        f.flag_row AS Row, o.id AS Id, o.number AS Number, o.branch_id AS BranchId, o.channel AS Channel,
        o.external_id AS ExternalId, o.total_cents AS TotalCents, o.created_at AS CreatedAt,
        f.slip_kind AS SlipKind, f.slip AS Slip, f.flagged_at AS FlaggedAt, f.flagged_by AS FlaggedBy,
        f.reason AS Reason, f.withdrawn_at AS WithdrawnAt, f.withdrawn_by AS WithdrawnBy,
        f.withdraw_reason AS WithdrawReason, o.agent_id AS AgentId
        FROM dbo.order_flags AS f INNER JOIN dbo.orders AS o ON o.order_row = f.order_row
        """;

    private const string MatchColumns =
        """
        m.flag_row AS FlagRow, m.receipt AS Receipt, m.receipt_date AS ReceiptDate, m.total_cents AS TotalCents,
        m.shared AS IsShared, m.origin AS Source, m.matched_at AS MatchedAt, m.matched_by AS MatchedBy,
        m.undone_at AS UndoneAt, m.undone_by AS UndoneBy, m.undo_reason AS UndoReason
        FROM dbo.till_matches AS m INNER JOIN dbo.order_flags AS f ON f.flag_row = m.flag_row
        """;

    private static readonly Statement s_runningEmergencies = new(
        $"""
        SELECT b.id AS BranchId, b.name AS Name, b.time_zone AS TimeZone, {EmergencyColumns}
        FROM dbo.emergencies AS e INNER JOIN dbo.branches AS b ON b.id = e.branch_id
        WHERE e.ended_at IS NULL ORDER BY b.name, b.id;
        """);

    private static readonly Statement s_branchEmergencies = new(
        $"""
        SELECT b.id AS BranchId, b.name AS Name, b.time_zone AS TimeZone, {EmergencyColumns},
               COALESCE(s.working, N'flagByHand') AS Setting,
               (SELECT COUNT(*) FROM (SELECT TOP (@most) f.flag_row FROM dbo.order_flags AS f
                                      WHERE f.branch_id = b.id AND f.withdrawn_at IS NULL
                                        AND f.match_row IS NULL) AS c) AS OpenFlags
        FROM dbo.branches AS b
        LEFT JOIN dbo.emergency_settings AS s ON s.branch_id = b.id
        LEFT JOIN dbo.emergencies AS e ON e.branch_id = b.id AND e.ended_at IS NULL
        ORDER BY b.name, b.id;
        """);

    private static readonly Statement s_emergencies = new(
        $"""
        SELECT TOP (@max) e.branch_id AS BranchId, {EmergencyColumns} FROM dbo.emergencies AS e
        WHERE e.branch_id = @branch ORDER BY e.emergency_row DESC;
        """);

    private static readonly Statement s_workList = new(
        $"""
        SELECT TOP (@max) {FlagColumns}
        WHERE f.branch_id = @branch AND f.flag_row > @after AND f.withdrawn_at IS NULL AND f.match_row IS NULL
        ORDER BY f.flag_row;
        """);

    // A flag of the work list may have been matched before, and that undone.
    private static readonly Statement s_workListMatches = new(
        $"""
        SELECT {MatchColumns}
        WHERE f.branch_id = @branch AND f.flag_row > @after AND f.flag_row <= @last
          AND f.withdrawn_at IS NULL AND f.match_row IS NULL
        ORDER BY m.match_row;
        """);

    private static readonly Statement s_flagsOfOrder =
        new($"SELECT {FlagColumns} WHERE o.id = @id ORDER BY f.flag_row;");

    private static readonly Statement s_matchesOfOrder = new(
        $"""
        SELECT {MatchColumns} INNER JOIN dbo.orders AS o ON o.order_row = f.order_row
        WHERE o.id = @id ORDER BY m.match_row;
        """);

    /// <inheritdoc />
    public Task<IReadOnlyList<RunningEmergency>> ReadRunningEmergenciesAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken) =>
        ReadEmergenciesAsync(s_runningEmergencies, null, scope, record => record.ToRunning(), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<BranchEmergency>> ReadBranchEmergenciesAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken) =>
        ReadEmergenciesAsync(
            s_branchEmergencies, new { most = BranchEmergency.MostCounted + 1 }, scope, record => record.ToBranch(),
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<Emergency>> ReadEmergenciesAsync(
        string branchId, int max, CancellationToken cancellationToken) =>
        ReadEmergenciesAsync(
            s_emergencies, new { branch = branchId, max }, null, record => record.ToEmergency(), cancellationToken);

    private Task<IReadOnlyList<T>> ReadEmergenciesAsync<T>(
        Statement statement, object? values, IReadOnlyList<string>? scope, Func<EmergencyRecord, T> take,
        CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<T>>(
            async (session, token) =>
            [
                .. (await session.ReadAsync<EmergencyRecord>(statement, values, token))
                    .Where(record => scope is null || scope.Contains(record.BranchId, StringComparer.Ordinal))
                    .Select(take),
            ],
            cancellationToken);

    /// <inheritdoc />
    public Task<FlagPage> ReadWorkListAsync(
        string branchId, long after, int max, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                var flags = await session.ReadAsync<FlagRecord>(
                    s_workList, new { branch = branchId, after, max = max + 1 }, token);
                var page = flags.Count > max ? flags[..max] : flags;
                var matches = page.Count == 0
                    ? []
                    : await session.ReadAsync<MatchRecord>(
                        s_workListMatches, new { branch = branchId, after, last = page[^1].Row }, token);
                return new FlagPage(
                    page.ConvertAll(flag => flag.ToFlag(matches)), flags.Count > max ? page[^1].Row : null);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<OrderFlag>> ReadFlagsAsync(OrderId id, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<OrderFlag>>(
            async (session, token) =>
            {
                var flags = await session.ReadAsync<FlagRecord>(
                    s_flagsOfOrder, new { id = FixedBinary.Of(id) }, token);
                var matches = flags.Count == 0
                    ? []
                    : await session.ReadAsync<MatchRecord>(s_matchesOfOrder, new { id = FixedBinary.Of(id) }, token);
                return flags.ConvertAll(flag => flag.ToFlag(matches));
            },
            cancellationToken);
}
