using Dapper;
using OrderConnector.Portal.Agents;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private const string SelectAgent =
        """
        SELECT id AS Id, branch_id AS BranchId, eas_serial AS EasSerial, software AS Software, version AS Version,
               enrolled_at AS EnrolledAt, seen_at AS SeenAt, tss AS Tss, revoked_at AS RevokedAt
        FROM agents WHERE id = @agentId
        """;

    private const string SelectAgentDetail =
        """
        SELECT a.revoked_by AS RevokedBy, a.revoke_reason AS RevokeReason, a.journal_id AS JournalId,
               COALESCE(j.row, 0) AS JournalRow, COALESCE(j.started_at, 0) AS StartedAt,
               COALESCE(j.sequence, 0) AS Sequence, COALESCE(j.head_hash, '') AS HeadHash,
               COALESCE(j.reported_to, 0) AS ReportedTo,
               (SELECT COUNT(*) FROM (SELECT 1 FROM orders WHERE agent_id = a.id AND state = 'collected'
                                      LIMIT @most)) AS Collected
        FROM agents a LEFT JOIN journals j ON j.id = a.journal_id WHERE a.id = @agentId
        """;

    // Health is told every few minutes; a branch that reports much is not searched to its beginning for it.
    private const string SelectHealth =
        """
        SELECT at AS At, data AS Data FROM reports
        WHERE journal_row = @journal AND sequence > @from AND kind = 'health' ORDER BY sequence DESC LIMIT 1
        """;

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
        readers.ReadAsync(
            connection =>
            {
                var agent = connection.QuerySingleOrDefault<AgentRecord>(SelectAgent, new { agentId });
                if (agent is null)
                {
                    return null;
                }

                var detail = connection.QuerySingle<AgentDetailRecord>(
                    SelectAgentDetail, new { agentId, most = AgentDetail.MostCounted });
                var health = connection.QuerySingleOrDefault<HealthRecord>(
                    SelectHealth,
                    new
                    {
                        journal = detail.JournalRow,
                        from = detail.ReportedTo - AgentDetailRecord.ReportsLookedAt,
                    });
                return detail.ToDetail(agent.ToRow(), health);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<DecisionPage> ReadCollectedOrdersAsync(
        string agentId, long after, int max, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            connection => DecisionPage.Of(
                ReadToDecide(
                    connection, "orders_collected", "o.agent_id = @it AND o.state = 'collected'", agentId, after, max),
                max),
            cancellationToken);
}
