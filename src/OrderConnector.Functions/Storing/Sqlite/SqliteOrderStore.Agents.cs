using Dapper;
using Microsoft.Data.Sqlite;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private const string SelectAgents =
        """
        SELECT id AS Id, branch_id AS BranchId, eas_serial AS EasSerial, software AS Software, version AS Version,
               enrolled_at AS EnrolledAt, seen_at AS SeenAt, tss AS Tss, revoked_at AS RevokedAt
        FROM agents ORDER BY branch_id, id
        """;

    /// <inheritdoc />
    public Task<EnrolOutcome> EnrolAsync(EnrolAgent enrol, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            session =>
            {
                var outcome = Enrol(session.Connection, enrol);
                RecordIf(session, Acts.AgentEnrolled(enrol), outcome == EnrolOutcome.Enrolled);
                return outcome;
            },
            cancellationToken);

    private static EnrolOutcome Enrol(SqliteConnection connection, EnrolAgent enrol)
    {
        var known = connection.QuerySingleOrDefault<(string BranchId, string Key, long? RevokedAt)?>(
            "SELECT branch_id, registration_key, revoked_at FROM agents WHERE id = @AgentId", new { enrol.AgentId });
        if (known is { } agent && (agent.BranchId != enrol.BranchId || agent.RevokedAt is not null))
        {
            return EnrolOutcome.AgentRefused;
        }

        var serialTaken = connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM agents
                           WHERE eas_serial = @EasSerialNumber AND id <> @AgentId AND revoked_at IS NULL)
            """,
            new { enrol.EasSerialNumber, enrol.AgentId });
        if (serialTaken)
        {
            return EnrolOutcome.SerialTaken;
        }

        // A repeat after a lost answer costs no second use.
        if (known?.Key != enrol.RegistrationKeyId && !SpendKey(connection, enrol))
        {
            return EnrolOutcome.KeySpent;
        }

        WriteAgent(connection, enrol);
        return EnrolOutcome.Enrolled;
    }

    // Compare and set, besides the caller's look: two agents may come with the last use at once.
    private static bool SpendKey(SqliteConnection connection, EnrolAgent enrol) =>
        connection.Execute(
            """
            UPDATE keys SET uses_left = uses_left - 1
            WHERE id = @RegistrationKeyId AND purpose = 'registration' AND uses_left > 0 AND revoked_at IS NULL
              AND (expires_at IS NULL OR expires_at > @now)
              AND EXISTS (SELECT 1 FROM json_each(branches) WHERE value = @BranchId)
            """,
            new { enrol.RegistrationKeyId, now = enrol.Now.ToStored(), enrol.BranchId }) == 1;

    private static void WriteAgent(SqliteConnection connection, EnrolAgent enrol)
    {
        var now = enrol.Now.ToStored();
        connection.Execute(
            """
            INSERT INTO agents (id, branch_id, eas_serial, software, version, registration_key, enrolled_at)
            VALUES (@AgentId, @BranchId, @EasSerialNumber, @Software, @Version, @RegistrationKeyId, @now)
            ON CONFLICT (id) DO UPDATE SET eas_serial = excluded.eas_serial, software = excluded.software,
                version = excluded.version, registration_key = excluded.registration_key
            """,
            new
            {
                enrol.AgentId, enrol.BranchId, enrol.EasSerialNumber, enrol.Software, enrol.Version,
                enrol.RegistrationKeyId, now,
            });
        RevokeSecrets(connection, enrol.AgentId, now);
        InsertKey(connection, enrol.Secret);
    }

    private static void RevokeSecrets(SqliteConnection connection, string agentId, long now) =>
        connection.Execute(
            "UPDATE keys SET revoked_at = @now WHERE purpose = 'agent' AND subject = @agentId AND revoked_at IS NULL",
            new { agentId, now });

    /// <inheritdoc />
    public Task<IReadOnlyList<AgentRow>> ReadAgentsAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<AgentRow>>(
            connection => [.. connection.Query<AgentRecord>(SelectAgents).Select(agent => agent.ToRow())],
            cancellationToken);

    /// <inheritdoc />
    public Task<bool> RevokeAgentAsync(
        string agentId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => Revoke(session, agentId, actor, reason, now), cancellationToken);

    private bool Revoke(SqliteSession session, string agentId, string actor, string reason, DateTimeOffset now)
    {
        var connection = session.Connection;
        var agent = connection.QuerySingleOrDefault<(string Branch, long? RevokedAt)?>(
            "SELECT branch_id, revoked_at FROM agents WHERE id = @agentId", new { agentId });
        if (agent is not { } known)
        {
            return false;
        }

        if (known.RevokedAt is null)
        {
            connection.Execute(
                "UPDATE agents SET revoked_at = @now, revoked_by = @actor, revoke_reason = @reason WHERE id = @agentId",
                new { agentId, actor, reason, now = now.ToStored() });
            Record(session, Acts.AgentRevoked(agentId, known.Branch, actor, reason, now));
        }

        RevokeSecrets(connection, agentId, now.ToStored());
        // The branch is free at once, under a new epoch; what was only leased is offered to the next agent.
        connection.Execute(
            "UPDATE branch_activity SET until = 0, epoch = epoch + 1 WHERE agent_id = @agentId", new { agentId });
        foreach (var row in connection.Query<long>(
            """
            SELECT o.row FROM orders o JOIN agents a ON a.branch_id = o.branch_id
            WHERE a.id = @agentId AND o.state = 'queued' AND o.lease_agent = @agentId
            """,
            new { agentId }).AsList())
        {
            DropLease(session, row);
            ExpectAnnouncement(session, row, now);
        }

        return true;
    }

    /// <inheritdoc />
    public Task<int> ReassignOrdersAsync(ReassignOrders reassign, CancellationToken cancellationToken)
    {
        AssertAllowed(OrderState.Collected, reassign.To);
        if (reassign.To is not (OrderState.Queued or OrderState.TransmittedManually))
        {
            throw new InvalidOperationException($"Orders of a lost agent do not go to {reassign.To}.");
        }

        return writer.WriteAsync(session => Reassign(session, reassign), cancellationToken);
    }

    // While the agent lives its journal decides: two agents must never sign one order.
    private int Reassign(SqliteSession session, ReassignOrders reassign)
    {
        var rows = session.Connection.Query<(long Row, string Branch, byte[] Id)>(
            """
            SELECT o.row, a.branch_id, o.id FROM orders o JOIN agents a ON a.id = o.agent_id
            WHERE o.agent_id = @AgentId AND o.state = 'collected' AND a.revoked_at IS NOT NULL ORDER BY o.row
            """,
            new { reassign.AgentId })
            .Where(one => reassign.Means(OrderRecord.IdOf(one.Id))).ToList();
        var moved = rows.Count(one => TryMove(
            session, one.Row, OrderState.Collected, reassign.To, reassign.Actor, reassign.Reason, reassign.At));
        if (moved > 0)
        {
            Record(session, Acts.OrdersReassigned(reassign, rows[0].Branch));
        }

        return moved;
    }
}
