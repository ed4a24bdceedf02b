using Dapper;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private static readonly Statement s_glance = new(
        """
        SELECT b.id AS Id, b.name AS Name, b.time_zone AS TimeZone,
               (SELECT COUNT(*) FROM (SELECT TOP (@cap) o.order_row FROM dbo.orders AS o
                                      WHERE o.branch_id = b.id AND o.state = N'queued') AS q) AS Pending,
               (SELECT TOP (1) o.state_since FROM dbo.orders AS o WHERE o.branch_id = b.id AND o.state = N'queued'
                ORDER BY o.order_row) AS OldestAt,
               (SELECT COUNT(*) FROM dbo.incidents AS i
                    INNER JOIN dbo.incident_orders AS l ON l.incident_id = i.id AND l.outcome IS NULL
                    INNER JOIN dbo.orders AS o
                        ON o.branch_id = i.branch_id AND o.order_row = l.order_row AND o.state = N'queued'
                WHERE i.branch_id = b.id AND i.kind = N'orderOverdue' AND i.closed_at IS NULL) AS Overdue
        FROM dbo.branches AS b WHERE @branch IS NULL OR b.id = @branch ORDER BY b.name, b.id;
        SELECT q.branch_id AS BranchId, COUNT(*) AS Count
        FROM (SELECT TOP (@cap) o.branch_id FROM dbo.orders AS o
              WHERE o.state = N'held' AND (@branch IS NULL OR o.branch_id = @branch) ORDER BY o.order_row) AS q
        GROUP BY q.branch_id;
        SELECT a.id AS Id, a.branch_id AS BranchId, a.eas_serial AS EasSerial, a.version AS Version,
               a.seen_at AS SeenAt, a.tss AS Tss
        FROM dbo.agents AS a WHERE a.revoked_at IS NULL AND (@branch IS NULL OR a.branch_id = @branch)
        ORDER BY a.branch_id, a.id;
        SELECT h.branch_id AS BranchId, h.hour_place AS Hour, h.what AS What, h.hits AS Count
        FROM dbo.branches AS b INNER JOIN dbo.branch_hours AS h ON h.branch_id = b.id
        WHERE (@branch IS NULL OR b.id = @branch) AND h.hour_place BETWEEN @from AND @to
          AND h.what IN (N'received', N'signed', N'unsigned');
        SELECT h.branch_id AS BranchId, h.hour_place AS Hour, h.what AS What, h.hits AS Count
        FROM dbo.branches AS b INNER JOIN dbo.branch_hours AS h ON h.branch_id = b.id
        WHERE (@branch IS NULL OR b.id = @branch) AND h.hour_place BETWEEN @weekFrom AND @weekTo
          AND h.what = N'received';
        """);

    /// <inheritdoc />
    public Task<IReadOnlyList<BranchGlance>> ReadGlanceAsync(
        IReadOnlyList<string>? scope, DateTimeOffset now, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<BranchGlance>>(
            async (session, token) =>
            {
                var glances = new List<BranchGlance>();
                foreach (var branch in scope ?? [null!])
                {
                    glances.AddRange(await ReadGlanceAsync(session, branch, now, token));
                }

                return [.. glances.OrderBy(branch => branch.Name, StringComparer.Ordinal)];
            },
            cancellationToken);

    private static async Task<IReadOnlyList<BranchGlance>> ReadGlanceAsync(
        SqlServerSession session, string? branchId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var results = await session.ReadManyAsync(
            s_glance, GlanceParts.Values(branchId, now), cancellationToken);
        var branches = (await results.ReadAsync<GlanceRecord>()).AsList();
        var held = (await results.ReadAsync<BranchCountRecord>()).AsList();
        var agents = (await results.ReadAsync<AgentGlanceRecord>()).AsList();
        var hours = (await results.ReadAsync<HourRecord>()).AsList();
        return GlanceParts.Join(branches, held, agents, hours.Concat(await results.ReadAsync<HourRecord>()));
    }
}
