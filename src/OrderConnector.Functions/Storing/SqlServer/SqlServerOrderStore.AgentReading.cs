using OrderConnector.Portal.Agents;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private static readonly Statement s_findAgent = new(
        """
        SELECT a.id AS Id, a.branch_id AS BranchId, a.eas_serial AS EasSerial, a.software AS Software,
               a.version AS Version, a.enrolled_at AS EnrolledAt, a.seen_at AS SeenAt, a.tss AS Tss,
               a.revoked_at AS RevokedAt
        FROM dbo.agents AS a WHERE a.id = @agent;
        """);

    private static readonly Statement s_agentDetail = new(
        """
        SELECT a.revoked_by AS RevokedBy, a.revoke_reason AS RevokeReason, a.journal_id AS JournalId,
               COALESCE(j.journal_row, 0) AS JournalRow, COALESCE(j.started_at, 0) AS StartedAt,
               COALESCE(j.head_sequence, 0) AS Sequence, COALESCE(j.head_hash, N'') AS HeadHash,
               COALESCE(j.reported_to, 0) AS ReportedTo,
               (SELECT COUNT(*) FROM (SELECT TOP (@most) o.order_row FROM dbo.orders AS o
                                      WHERE o.agent_id = a.id AND o.state = N'collected') AS c) AS Collected
        FROM dbo.agents AS a LEFT JOIN dbo.journals AS j ON j.id = a.journal_id WHERE a.id = @agent;
        """);

    // Health is told every few minutes; a branch that reports much is not searched to its beginning for it.
    private static readonly Statement s_lastHealth = new(
        """
        SELECT TOP (1) r.told_at AS At, r.report_data AS Data FROM dbo.reports AS r
        WHERE r.journal_row = @journal AND r.sequence > @from AND r.kind = N'health' ORDER BY r.sequence DESC;
        """);

    private static readonly Statement s_collectedOrders = new(
        $"""
        SELECT TOP (@max) {ToDecideColumns}
        WHERE o.agent_id = @agent AND o.state = N'collected' AND o.order_row > @after ORDER BY o.order_row;
        """);

    /// <inheritdoc />
    public async Task<IReadOnlyList<AgentLine>> ReadAgentLinesAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken) =>
    [
        .. (await ReadAgentsAsync(cancellationToken))
            .Where(agent => scope is null || scope.Contains(agent.BranchId, StringComparer.Ordinal))
            .Select(agent => agent.ToLine()),
    ];

    /// <inheritdoc />
    public Task<AgentDetail?> FindAgentDetailAsync(string agentId, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) =>
            {
                if (await session.FindAsync<AgentRecord>(s_findAgent, new { agent = agentId }, token) is not { } agent)
                {
                    return null;
                }

                var detail = await session.FindAsync<AgentDetailRecord>(
                    s_agentDetail, new { agent = agentId, most = AgentDetail.MostCounted }, token);
                var health = await session.FindAsync<HealthRecord>(
                    s_lastHealth,
                    new
                    {
                        journal = detail!.JournalRow, from = detail.ReportedTo - AgentDetailRecord.ReportsLookedAt,
                    },
                    token);
                return detail.ToDetail(agent.ToRow(), health);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<DecisionPage> ReadCollectedOrdersAsync(
        string agentId, long after, int max, CancellationToken cancellationToken) =>
        ReadAsync(
            async (session, token) => DecisionPage.Of(
                (await session.ReadAsync<OrderToDecideRecord>(
                    s_collectedOrders, new { agent = agentId, after, max = max + 1 }, token))
                .Select(order => order.ToOrder()),
                max),
            cancellationToken);
}
