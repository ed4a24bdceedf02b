using OrderConnector.Core.Auditing;
using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    private static readonly Statement s_findFlag = new(
        """
        SELECT o.order_row AS OrderRow, o.branch_id AS BranchId, o.number AS Number, o.total_cents AS TotalCents,
               o.state AS State, o.state_actor AS StateActor, o.state_since AS StateSince, o.agent_id AS AgentId,
               f.flag_row AS FlagRow, f.match_row AS MatchRow, m.receipt AS Receipt,
               m.matched_by AS MatchedBy, m.matched_at AS MatchedAt,
               CASE WHEN EXISTS (SELECT 1 FROM dbo.order_flags AS b
                                 WHERE b.order_row = o.order_row AND b.batch = @batch)
                    THEN 1 ELSE 0 END AS OfBatch
        FROM dbo.orders AS o
        LEFT JOIN dbo.order_flags AS f ON f.order_row = o.order_row AND f.withdrawn_at IS NULL
        LEFT JOIN dbo.till_matches AS m ON m.match_row = f.match_row
        WHERE o.id = @id;
        """);

    private static readonly Statement s_giveSlip = new(
        """
        UPDATE dbo.order_flags SET batch = @batch, slip_kind = @kind, slip = @slip
        WHERE order_flags.order_row = @row AND order_flags.withdrawn_at IS NULL;
        """);

    /// <inheritdoc />
    public Task<IReadOnlyList<FlagOutcome>> FlagAsync(FlagOrders flag, CancellationToken cancellationToken) =>
        WriteAsync<IReadOnlyList<FlagOutcome>>(
            async (session, _, token) =>
            {
                await session.BeginAsync(token);
                var (outcomes, acts) = (new Dictionary<OrderId, FlagOutcome>(), new List<Act>());
                // Always by id: two people who flag the same orders then wait for one another and not in a circle.
                foreach (var order in flag.Orders.OrderBy(one => one.Id.Value, StringComparer.Ordinal))
                {
                    outcomes.Add(order.Id, await FlagAsync(session, flag, order, acts, token));
                }

                foreach (var act in acts)
                {
                    await RecordAsync(session, act, token);
                }

                await session.CommitAsync(token);
                return [.. flag.Orders.Select(order => outcomes[order.Id])];
            },
            cancellationToken);

    // An order that the agent confirms between the look and the move fails the move's guard; the whole batch is then
    // looked at again, and the agent is found to have been faster.
    private async Task<FlagOutcome> FlagAsync(
        SqlServerSession session, FlagOrders flag, OrderToFlag order, List<Act> acts,
        CancellationToken cancellationToken)
    {
        var view = await FindFlagViewAsync(session, order.Id, flag.Batch, cancellationToken);
        var match = FlagPlan.MatchOf(flag, order);
        var taken = view is null || match is null
            ? []
            : await FindTakenAsync(session, view.BranchId, match.Receipt, cancellationToken);
        var judged = FlagPlan.Judge(flag, order, view, taken);
        if (judged.Result != FlagResult.Flagged || view!.OfBatch == 1)
        {
            return judged;
        }

        await MoveRowAsync(
            session,
            new RowMove(
                view.OrderRow, OrderState.Queued, OrderState.TransmittedManually, flag.Actor, flag.Reason),
            flag.At, cancellationToken);
        await session.ExecuteAsync(
            s_giveSlip,
            new
            {
                batch = BatchOf(flag.Batch), kind = flag.Kind.ToWire(), slip = order.Slip, row = view.OrderRow,
            },
            cancellationToken);
        acts.Add(FlagPlan.Flagged(flag, order, view));
        if (match is not null)
        {
            await KeepMatchAsync(
                session, match, view, MatchSource.Flag, flag.IsShared, flag.Actor, flag.At, cancellationToken);
            acts.Add(MatchPlan.Matched(match, view, MatchSource.Flag, flag.Actor, flag.At));
        }

        return FlagPlan.Done(flag, judged);
    }

    /// <inheritdoc />
    public async Task<UnflagResult> UnflagAsync(UnflagOrder unflag, CancellationToken cancellationToken)
    {
        var judged = UnflagResult.Unknown;
        var done = await AnswerOnceAsync(
            async (session, call, token) =>
            {
                await session.BeginAsync(token);
                var view = await FindFlagViewAsync(session, unflag.Id, null, token);
                judged = FlagPlan.Judge(unflag, view);
                if (judged != UnflagResult.Withdrawn)
                {
                    return 0;
                }

                await MoveRowAsync(
                    session,
                    new RowMove(
                        view!.OrderRow, OrderState.TransmittedManually, OrderState.Queued, unflag.Actor, unflag.Reason),
                    unflag.At, token);
                await CommitAnsweredAsync(session, call, unflag.At, FlagPlan.Withdrawn(unflag, view), token);
                return 1;
            },
            cancellationToken);
        return done == 1 ? UnflagResult.Withdrawn : judged;
    }

    private static async Task CommitAnsweredAsync(
        SqlServerSession session, FixedBinary call, DateTimeOffset at, Act act, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(Answers.Keep, new { call, answer = 1L, called = at.ToStored() }, cancellationToken);
        await RecordAsync(session, act, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private static Task<FlagView?> FindFlagViewAsync(
        SqlServerSession session, OrderId id, string? batch, CancellationToken cancellationToken) =>
        session.FindAsync<FlagView>(
            s_findFlag, new { id = FixedBinary.Of(id), batch = BatchOf(batch) }, cancellationToken);

    private static FixedBinary BatchOf(string? batch) =>
        new(batch is null ? null : Convert.FromHexString(batch), 16);
}
