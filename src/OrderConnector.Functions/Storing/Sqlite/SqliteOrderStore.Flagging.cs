using Dapper;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    private static readonly HotSql s_isMatched = new(
        """
        SELECT 1 FROM order_flags WHERE order_row = @row AND withdrawn_at IS NULL AND match_row IS NOT NULL
        """,
        "@row");

    private static readonly HotSql s_raiseFlag = new(
        """
        INSERT INTO order_flags (order_row, branch_id, slip_kind, flagged_at, flagged_by, reason)
        SELECT row, branch_id, 'paperSlip', @at, @actor, @reason FROM orders WHERE row = @row
        """,
        "@row", "@at", "@actor", "@reason");

    private static readonly HotSql s_withdrawFlag = new(
        """
        UPDATE order_flags SET withdrawn_at = @at, withdrawn_by = @actor, withdraw_reason = @reason
        WHERE order_row = @row AND withdrawn_at IS NULL AND match_row IS NULL
        """,
        "@row", "@at", "@actor", "@reason");

    /// <inheritdoc />
    public Task<IReadOnlyList<FlagOutcome>> FlagAsync(FlagOrders flag, CancellationToken cancellationToken) =>
        writer.WriteAsync<IReadOnlyList<FlagOutcome>>(
            session => [.. flag.Orders.Select(order => Flag(session, flag, order))], cancellationToken);

    private FlagOutcome Flag(SqliteSession session, FlagOrders flag, OrderToFlag order)
    {
        var view = FindFlagView(session, order.Id, Convert.FromHexString(flag.Batch));
        var match = FlagPlan.MatchOf(flag, order);
        var taken = view is null || match is null ? [] : FindTaken(session, view.BranchId, match.Receipt);
        var judged = FlagPlan.Judge(flag, order, view, taken);
        // The guard of the move decides; one writer at a time makes it hold what was just read.
        if (judged.Result != FlagResult.Flagged || view!.OfBatch == 1
            || !TryMove(
                session, view.OrderRow, OrderState.Queued, OrderState.TransmittedManually, flag.Actor, flag.Reason,
                flag.At))
        {
            return judged;
        }

        session.Connection.Execute(
            """
            UPDATE order_flags SET batch = @batch, slip_kind = @kind, slip = @Slip
            WHERE order_row = @OrderRow AND withdrawn_at IS NULL
            """,
            new { batch = Convert.FromHexString(flag.Batch), kind = flag.Kind.ToWire(), order.Slip, view.OrderRow });
        Record(session, FlagPlan.Flagged(flag, order, view));
        if (match is not null)
        {
            KeepMatch(session, match, view, MatchSource.Flag, flag.IsShared, flag.Actor, flag.At);
        }

        return FlagPlan.Done(flag, judged);
    }

    /// <inheritdoc />
    public Task<UnflagResult> UnflagAsync(UnflagOrder unflag, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => Unflag(session, unflag), cancellationToken);

    private UnflagResult Unflag(SqliteSession session, UnflagOrder unflag)
    {
        var view = FindFlagView(session, unflag.Id);
        var judged = FlagPlan.Judge(unflag, view);
        if (judged == UnflagResult.Withdrawn && TryMove(
            session, view!.OrderRow, OrderState.TransmittedManually, OrderState.Queued, unflag.Actor, unflag.Reason,
            unflag.At))
        {
            Record(session, FlagPlan.Withdrawn(unflag, view));
        }

        return judged;
    }

    private static bool IsMatched(SqliteSession session, long row) =>
        session.ReadNumber(s_isMatched, row) is not null;

    // An order stands in TransmittedManually exactly while a flag of it stands, whichever way led there.
    private static void KeepFlag(
        SqliteSession session, long row, OrderState from, OrderState to, string actor, string? reason,
        DateTimeOffset at)
    {
        if (from == OrderState.TransmittedManually)
        {
            session.Execute(s_withdrawFlag, row, at.ToStored(), actor, reason);
        }

        if (to == OrderState.TransmittedManually)
        {
            session.Execute(s_raiseFlag, row, at.ToStored(), actor, reason);
        }
    }

    private static FlagView? FindFlagView(SqliteSession session, OrderId id, byte[]? batch = null) =>
        session.Connection.QuerySingleOrDefault<FlagView>(
            """
            SELECT o.row AS OrderRow, o.branch_id AS BranchId, o.number AS Number, o.total_cents AS TotalCents,
                   o.state AS State, o.state_actor AS StateActor, o.state_since AS StateSince, o.agent_id AS AgentId,
                   f.row AS FlagRow, f.match_row AS MatchRow, m.receipt AS Receipt,
                   m.matched_by AS MatchedBy, m.matched_at AS MatchedAt,
                   EXISTS (SELECT 1 FROM order_flags b WHERE b.order_row = o.row AND b.batch = @batch) AS OfBatch
            FROM orders o
            LEFT JOIN order_flags f ON f.order_row = o.row AND f.withdrawn_at IS NULL
            LEFT JOIN till_matches m ON m.row = f.match_row
            WHERE o.id = @id
            """,
            new { id = OrderRecord.Bytes(id), batch });
}
