using System.Globalization;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private static readonly Statement s_readAgents = new(
        """
        SELECT a.id AS Id, a.branch_id AS BranchId, a.eas_serial AS EasSerial, a.software AS Software,
               a.version AS Version, a.enrolled_at AS EnrolledAt, a.seen_at AS SeenAt, a.tss AS Tss,
               a.revoked_at AS RevokedAt
        FROM dbo.agents AS a ORDER BY a.branch_id, a.id;
        """);

    private static readonly Statement s_branchOfAgent =
        new("SELECT a.branch_id AS Branch FROM dbo.agents AS a WHERE a.id = @agent;");

    // The branch is free at once, under a new epoch; what was only leased is offered to the next agent. A confirm of
    // the same moment either comes first, and its order is no longer queued, or finds its lease gone.
    private static readonly Statement s_revoke = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        DECLARE @revoked INT;
        DECLARE @dropped TABLE (order_row BIGINT);
        BEGIN TRANSACTION;
        UPDATE dbo.agents SET revoked_at = @now, revoked_by = @actor, revoke_reason = @reason
        WHERE agents.id = @agent AND agents.revoked_at IS NULL;
        SET @revoked = @@ROWCOUNT;
        IF EXISTS (SELECT 1 FROM dbo.agents AS a WHERE a.id = @agent)
        BEGIN
            SET @answer = 1;
            UPDATE dbo.access_keys SET revoked_at = @now
            WHERE access_keys.purpose = N'agent' AND access_keys.subject = @agent AND access_keys.revoked_at IS NULL;
            UPDATE dbo.branch_activity SET active_until = 0, epoch = branch_activity.epoch + 1
            WHERE branch_activity.agent_id = @agent;
            INSERT INTO @dropped (order_row)
            SELECT o.order_row FROM dbo.orders AS o INNER JOIN dbo.agents AS a ON a.branch_id = o.branch_id
            WHERE a.id = @agent AND o.state = N'queued' AND o.lease_agent = @agent;
            {DropLeases}
            {ChangeMarks.Raise}
        END;
        IF @revoked = 1
        BEGIN
            {AuditSql.Append}
        END;
        {Answers.CommitAndAnswer}
        """);

    // Rows of @dropped lose their lease; needs @announces and @due. The guard again: one may have been collected since.
    private const string DropLeases =
        """
        INSERT INTO dbo.superseded_leases (lease, order_row)
        SELECT o.lease, o.order_row FROM dbo.orders AS o INNER JOIN @dropped AS d ON d.order_row = o.order_row
        WHERE o.state = N'queued' AND o.lease IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM dbo.superseded_leases AS s WHERE s.lease = o.lease);
        UPDATE dbo.orders SET lease = NULL, lease_agent = NULL, lease_session = NULL, lease_until = NULL
        WHERE orders.state = N'queued' AND orders.order_row IN (SELECT d.order_row FROM @dropped AS d);
        IF @announces = 1
        BEGIN
            DELETE FROM dbo.announcements
            WHERE announcements.order_row IN (SELECT d.order_row FROM @dropped AS d);
            INSERT INTO dbo.announcements (order_row, due_at) SELECT d.order_row, @due FROM @dropped AS d;
        END;
        """;

    // While the agent lives its journal decides: two agents must never sign one order. The guard asks for both, the
    // state and the revocation, in the statement that moves: a report of the same moment may have signed the order.
    // One statement whatever is chosen: places that are not needed are NULL, which is no order's id.
    private static readonly string s_chosen = string.Join(
        ", ", Enumerable.Range(0, ReassignOrders.MostChosen).Select(
            place => string.Create(CultureInfo.InvariantCulture, $"@chosen{place:00}")));

    private static readonly Statement s_reassign = new(
        $"""
        {OrderSql.Whole}
        {Answers.Declare}
        {AuditSql.Declare}
        DECLARE @dropped TABLE (order_row BIGINT, moves INT);
        BEGIN TRANSACTION;
        UPDATE dbo.orders SET state = @to, state_reason = @reason, state_actor = @actor, state_since = @at,
            moves = orders.moves + 1, waiting = 0,
            agent_id = CASE WHEN @to = N'queued' THEN NULL ELSE orders.agent_id END
        OUTPUT inserted.order_row, inserted.moves INTO @dropped (order_row, moves)
        WHERE orders.agent_id = @agent AND orders.state = N'collected'
          AND (@all = 1 OR orders.id IN ({s_chosen}))
          AND EXISTS (SELECT 1 FROM dbo.agents AS a WHERE a.id = @agent AND a.revoked_at IS NOT NULL);
        INSERT INTO dbo.order_events (order_row, place, from_state, to_state, happened_at, actor, reason)
        SELECT d.order_row, d.moves, N'collected', @to, @at, @actor, @reason FROM @dropped AS d;
        SET @answer = @@ROWCOUNT;
        IF @to = N'transmittedManually'
            INSERT INTO dbo.order_flags (order_row, branch_id, slip_kind, flagged_at, flagged_by, reason)
            SELECT o.order_row, o.branch_id, N'paperSlip', @at, @actor, @reason
            FROM dbo.orders AS o INNER JOIN @dropped AS d ON d.order_row = o.order_row;
        {HourSql.CountMoves("@dropped", "@at", "@to")}
        IF @to = N'queued'
        BEGIN
            {DropLeases}
            {ChangeMarks.Raise}
        END;
        {AuditSql.AppendIfDone}
        {Answers.CommitAndAnswer}
        """);

    /// <inheritdoc />
    public Task<IReadOnlyList<AgentRow>> ReadAgentsAsync(CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<AgentRow>>(
            async (session, token) =>
                [.. (await session.ReadAsync<AgentRecord>(s_readAgents, null, token)).Select(agent => agent.ToRow())],
            cancellationToken);

    /// <inheritdoc />
    public async Task<bool> RevokeAgentAsync(
        string agentId, string actor, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var act = Acts.AgentRevoked(agentId, await FindBranchAsync(agentId, cancellationToken), actor, reason, now);
        return await AnswerOnceAsync(
            (session, call, token) => session.FindAsync<long>(
                s_revoke,
                AuditSql.With(
                    new
                    {
                        agent = agentId, actor, reason, now = now.ToStored(), due = now.ToStored(),
                        announces = settings.KeepsOutbox, writer = marks.Writer, slot = marks.NextSlot(),
                        marked = now.ToStored(), call, called = now.ToStored(),
                    },
                    act),
                token),
            cancellationToken) == 1;
    }

    private Task<string?> FindBranchAsync(string agentId, CancellationToken cancellationToken) => ReadAsync(
        (session, token) => session.FindAsync<string>(s_branchOfAgent, new { agent = agentId }, token),
        cancellationToken);

    /// <inheritdoc />
    public async Task<int> ReassignOrdersAsync(ReassignOrders reassign, CancellationToken cancellationToken)
    {
        AssertAllowed(OrderState.Collected, reassign.To);
        if (reassign.To is not (OrderState.Queued or OrderState.TransmittedManually))
        {
            throw new InvalidOperationException($"Orders of a lost agent do not go to {reassign.To}.");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(reassign.Only?.Count ?? 0, ReassignOrders.MostChosen);

        var at = reassign.At.ToStored();
        var act = Acts.OrdersReassigned(reassign, await FindBranchAsync(reassign.AgentId, cancellationToken));
        return (int)await AnswerOnceAsync(
            (session, call, token) =>
            {
                var values = AuditSql.With(
                    new
                    {
                        agent = reassign.AgentId, to = reassign.To.ToWire(), actor = reassign.Actor,
                        reason = reassign.Reason, at, due = at, announces = settings.KeepsOutbox,
                        writer = marks.Writer, slot = marks.NextSlot(), marked = at, call, called = at,
                        all = reassign.Only is null,
                    },
                    act);
                for (var place = 0; place < ReassignOrders.MostChosen; place++)
                {
                    OrderId? chosen = place < reassign.Only?.Count ? reassign.Only[place] : null;
                    values.Add(
                        string.Create(CultureInfo.InvariantCulture, $"chosen{place:00}"), FixedBinary.Of(chosen));
                }

                return session.FindAsync<long>(s_reassign, values, token);
            },
            cancellationToken);
    }
}
