using OrderConnector.Core.Agents;
using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private const string ConfirmedTokens =
        "(@t0, @t1, @t2, @t3, @t4, @t5, @t6, @t7, @t8, @t9, @t10, @t11, @t12, @t13, @t14, @t15)";

    private const int TokensAtOnce = 16;

    // Compare and set: here the agent races the manager's flag, the shop's cancel, its own revocation and a newer
    // lease. Whatever each token came to is read afterwards, so a repeat after a lost answer hears the same. Whether an
    // order that waited was late its channel's deadline decides, not here; the event before says since when it did.
    private static readonly Statement s_confirm = new(
        $"""
        {OrderSql.Whole}
        DECLARE @moved TABLE (order_row BIGINT, moves INT);
        BEGIN TRANSACTION;
        UPDATE dbo.orders SET state = N'collected', state_reason = NULL, state_actor = @actor, state_since = @at,
            moves = orders.moves + 1, agent_id = @agent
        OUTPUT inserted.order_row, inserted.moves INTO @moved (order_row, moves)
        WHERE orders.lease IN {ConfirmedTokens} AND orders.state = N'queued' AND orders.lease_agent = @agent
          AND EXISTS (SELECT 1 FROM dbo.agents AS a WHERE a.id = @agent AND a.revoked_at IS NULL);
        INSERT INTO dbo.order_events (order_row, place, from_state, to_state, happened_at, actor, reason)
        SELECT m.order_row, m.moves, N'queued', N'collected', @at, @actor, NULL FROM @moved AS m;
        INSERT INTO dbo.late_collections (order_row, since, collected_at)
        SELECT m.order_row, e.happened_at, @at
        FROM @moved AS m INNER JOIN dbo.order_events AS e ON e.order_row = m.order_row AND e.place = m.moves - 1
        WHERE e.happened_at <= @late
          AND NOT EXISTS (SELECT 1 FROM dbo.late_collections AS l WHERE l.order_row = m.order_row);
        {HourSql.CountMoves("@moved", "@at", "N'collected'")}
        COMMIT TRANSACTION;
        SELECT COUNT(*) AS revoked FROM dbo.agents AS a WHERE a.id = @agent AND a.revoked_at IS NOT NULL;
        SELECT o.lease AS Lease, o.state AS State, o.agent_id AS Owner, o.lease_agent AS LeaseAgent
        FROM dbo.orders AS o WHERE o.lease IN {ConfirmedTokens};
        SELECT s.lease AS Lease FROM dbo.superseded_leases AS s WHERE s.lease IN {ConfirmedTokens};
        """);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Confirmation>> ConfirmAsync(
        ConfirmOrders confirm, CancellationToken cancellationToken)
    {
        // Each token is decided on by itself; a call that breaks off between two handfuls is repeated.
        var answers = new List<Confirmation>(confirm.Leases.Count);
        foreach (var handful in confirm.Leases.Chunk(TokensAtOnce))
        {
            answers.AddRange(await WriteAsync(
                (session, _, token) => ConfirmAsync(session, confirm, handful, token), cancellationToken));
        }

        return answers;
    }

    private static async Task<IReadOnlyList<Confirmation>> ConfirmAsync(
        SqlServerSession session, ConfirmOrders confirm, string[] tokens, CancellationToken cancellationToken)
    {
        string? Token(int at) => at < tokens.Length ? tokens[at] : null;
        await using var results = await session.ReadManyAsync(
            s_confirm,
            new
            {
                agent = confirm.AgentId, actor = AgentActor.Of(confirm.AgentId), at = confirm.Now.ToStored(),
                late = (confirm.Now - DeadlineRules.Least).ToStored(),
                t0 = Token(0), t1 = Token(1), t2 = Token(2), t3 = Token(3), t4 = Token(4), t5 = Token(5),
                t6 = Token(6), t7 = Token(7), t8 = Token(8), t9 = Token(9), t10 = Token(10), t11 = Token(11),
                t12 = Token(12), t13 = Token(13), t14 = Token(14), t15 = Token(15),
            },
            cancellationToken);
        var isRevoked = await results.ReadSingleAsync<int>() > 0;
        var held = (await results.ReadAsync<HeldLease>()).ToDictionary(one => one.Lease, StringComparer.Ordinal);
        var superseded = (await results.ReadAsync<string>()).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. tokens.Select(token => isRevoked
                ? new Confirmation(token, "gone", "leaseSuperseded")
                : Judge(token, confirm.AgentId, held.GetValueOrDefault(token), superseded)),
        ];
    }

    private static Confirmation Judge(string token, string agent, HeldLease? held, HashSet<string> superseded)
    {
        if (held is null || held.LeaseAgent != agent)
        {
            return new Confirmation(token, "gone", superseded.Contains(token) ? "leaseSuperseded" : "unknown");
        }

        // Later states are told by name: what is signed stays signed.
        var state = OrderRecord.StateOf(held.State);
        return state == OrderState.Collected && held.Owner == agent
            ? new Confirmation(token, "yours", null)
            : new Confirmation(token, "gone", state.ToWire());
    }

    private sealed class HeldLease
    {
        public string Lease { get; set; } = "";

        public string State { get; set; } = "";

        public string? Owner { get; set; }

        public string? LeaseAgent { get; set; }
    }
}
