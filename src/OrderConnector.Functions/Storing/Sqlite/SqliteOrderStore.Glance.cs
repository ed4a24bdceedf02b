using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    // Served by indexes of what is open alone, named because the planner takes others: an order's row is long, and of
    // each incident all orders it ever listed would be looked at.
    private const string GlanceBranches =
        """
        SELECT b.id AS Id, b.name AS Name, b.time_zone AS TimeZone,
               (SELECT COUNT(*) FROM (SELECT 1 FROM orders o WHERE o.branch_id = b.id AND o.state = 'queued'
                                      LIMIT @cap)) AS Pending,
               (SELECT o.state_since FROM orders o WHERE o.branch_id = b.id AND o.state = 'queued'
                ORDER BY o.row LIMIT 1) AS OldestAt,
               (SELECT COUNT(*) FROM incidents i INDEXED BY incidents_open
                    CROSS JOIN incident_orders l INDEXED BY incident_orders_open
                        ON l.incident_id = i.id AND l.outcome IS NULL
                    CROSS JOIN orders o INDEXED BY orders_queued
                        ON o.branch_id = b.id AND o.row = l.order_row AND o.state = 'queued'
                WHERE i.branch_id = b.id AND i.kind = 'orderOverdue' AND i.closed_at IS NULL) AS Overdue
        FROM branches b WHERE @branch IS NULL OR b.id = @branch ORDER BY b.name, b.id
        """;

    private const string GlanceHeld =
        """
        SELECT branch_id AS BranchId, COUNT(*) AS Count
        FROM (SELECT branch_id FROM orders INDEXED BY orders_held
              WHERE state = 'held' AND (@branch IS NULL OR branch_id = @branch) ORDER BY row LIMIT @cap)
        GROUP BY branch_id
        """;

    private const string GlanceAgents =
        """
        SELECT id AS Id, branch_id AS BranchId, eas_serial AS EasSerial, version AS Version, seen_at AS SeenAt,
               tss AS Tss
        FROM agents WHERE revoked_at IS NULL AND (@branch IS NULL OR branch_id = @branch) ORDER BY branch_id, id
        """;

    private const string GlanceHours =
        """
        SELECT h.branch_id AS BranchId, h.hour AS Hour, h.what AS What, h.count AS Count
        FROM branches b CROSS JOIN branch_hours h
        WHERE (@branch IS NULL OR b.id = @branch) AND h.branch_id = b.id AND h.hour BETWEEN @from AND @to
          AND h.what IN ('received', 'signed', 'unsigned')
        UNION ALL
        SELECT h.branch_id, h.hour, h.what, h.count
        FROM branches b CROSS JOIN branch_hours h
        WHERE (@branch IS NULL OR b.id = @branch) AND h.branch_id = b.id AND h.hour BETWEEN @weekFrom AND @weekTo
          AND h.what = 'received'
        """;

    /// <inheritdoc />
    public Task<IReadOnlyList<BranchGlance>> ReadGlanceAsync(
        IReadOnlyList<string>? scope, DateTimeOffset now, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<BranchGlance>>(
            connection => scope is null
                ? ReadGlance(connection, branchId: null, now)
                : [.. scope.SelectMany(branch => ReadGlance(connection, branch, now)).OrderBy(
                    branch => branch.Name, StringComparer.Ordinal)],
            cancellationToken);

    private static IReadOnlyList<BranchGlance> ReadGlance(
        SqliteConnection connection, string? branchId, DateTimeOffset now)
    {
        var values = GlanceParts.Values(branchId, now);
        return GlanceParts.Join(
            connection.Query<GlanceRecord>(GlanceBranches, values),
            connection.Query<BranchCountRecord>(GlanceHeld, values),
            connection.Query<AgentGlanceRecord>(GlanceAgents, values),
            connection.Query<HourRecord>(GlanceHours, values));
    }
}
