using OrderConnector.Core.Agents;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private static readonly HotSql s_isRevoked =
        new("SELECT revoked_at FROM agents WHERE id = @agent", "@agent");

    private static readonly HotSql s_findLease = new(
        "SELECT row, state, agent_id, lease_agent, state_since FROM orders WHERE lease = @lease", "@lease");

    private static readonly HotSql s_isSuperseded =
        new("SELECT 1 FROM superseded_leases WHERE lease = @lease", "@lease");

    // Compare and set: here the agent races the manager's flag, the shop's cancel and a newer lease.
    private static readonly HotSql s_collect = new(
        """
        UPDATE orders SET state = 'collected', state_reason = NULL, state_actor = @actor, state_since = @at,
            moves = moves + 1, agent_id = @agent
        WHERE row = @row AND state = 'queued' AND lease = @lease AND lease_agent = @agent
        """,
        "@row", "@lease", "@agent", "@actor", "@at");

    /// <inheritdoc />
    public Task<IReadOnlyList<Confirmation>> ConfirmAsync(
        ConfirmOrders confirm, CancellationToken cancellationToken) =>
        writer.WriteAsync<IReadOnlyList<Confirmation>>(
            session =>
            {
                var fenced = session.ReadNumber(s_isRevoked, confirm.AgentId) is not null;
                return [.. confirm.Leases.Select(lease => fenced
                    ? new Confirmation(lease, "gone", "leaseSuperseded")
                    : Confirm(session, confirm, lease))];
            },
            cancellationToken);

    private static Confirmation Confirm(SqliteSession session, ConfirmOrders confirm, string lease)
    {
        if (FindLease(session, lease) is not { } held || held.LeaseAgent != confirm.AgentId)
        {
            var superseded = session.ReadNumber(s_isSuperseded, lease) is not null;
            return new Confirmation(lease, "gone", superseded ? "leaseSuperseded" : "unknown");
        }

        if (held.State == OrderState.Queued && Collect(session, confirm, lease, held))
        {
            return new Confirmation(lease, "yours", null);
        }

        // The answer was lost and is asked for again. Later states are told by name: what is signed stays signed.
        return held.State == OrderState.Collected && held.Owner == confirm.AgentId
            ? new Confirmation(lease, "yours", null)
            : new Confirmation(lease, "gone", held.State.ToWire());
    }

    private static bool Collect(SqliteSession session, ConfirmOrders confirm, string lease, HeldLease held)
    {
        var actor = AgentActor.Of(confirm.AgentId);
        if (session.Execute(s_collect, held.Row, lease, confirm.AgentId, actor, confirm.Now.ToStored()) != 1)
        {
            return false;
        }

        WriteEvent(session, held.Row, OrderState.Queued, OrderState.Collected, actor, null, confirm.Now);
        // Whether it was late its channel's deadline decides, not here: most orders never wait this long.
        if (confirm.Now - held.Since >= DeadlineRules.Least)
        {
            session.Execute(s_keepLate, held.Row, held.Since.ToStored(), confirm.Now.ToStored());
        }

        return true;
    }

    private static HeldLease? FindLease(SqliteSession session, string lease)
    {
        using var reader = session.Read(s_findLease, lease);
        return reader.Read()
            ? new HeldLease(
                reader.GetInt64(0), OrderRecord.StateOf(reader.GetString(1)),
                reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetString(3),
                StoredTime.FromStored(reader.GetInt64(4)))
            : null;
    }

    private sealed record HeldLease(long Row, OrderState State, string? Owner, string LeaseAgent, DateTimeOffset Since);
}
