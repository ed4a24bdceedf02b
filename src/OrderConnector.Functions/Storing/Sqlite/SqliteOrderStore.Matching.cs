using Dapper;
using OrderConnector.Core.Orders;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Storing.Sqlite;

public sealed partial class SqliteOrderStore
{
    /// <inheritdoc />
    public Task<IReadOnlyList<MatchOutcome>> MatchAsync(MatchOrders match, CancellationToken cancellationToken) =>
        writer.WriteAsync<IReadOnlyList<MatchOutcome>>(session => Match(session, match), cancellationToken);

    // All are judged before the first is written: one writer at a time makes what was read hold until then.
    private static List<MatchOutcome> Match(SqliteSession session, MatchOrders match)
    {
        var views = match.Orders.ToDictionary(order => order.Id, order => FindFlagView(session, order.Id));
        var judged = match.Orders.Select(order => MatchPlan.Judge(
            match, order, views[order.Id],
            MatchPlan.TakenBefore(match, order, views).Concat(
                views[order.Id] is { } view ? FindTaken(session, view.BranchId, order.Receipt) : [])))
            .ToList();
        if (judged.TrueForAll(one => one.Result == MatchResult.Matched))
        {
            foreach (var order in match.Orders.Where(order => !MatchPlan.IsDone(match, order, views[order.Id]!)))
            {
                KeepMatch(
                    session, order, views[order.Id]!, match.Source, match.IsShared, match.Actor, match.At);
            }
        }

        return judged;
    }

    private static void KeepMatch(
        SqliteSession session, OrderToMatch order, FlagView view, MatchSource source, bool isShared, string actor,
        DateTimeOffset at)
    {
        session.Connection.Execute(
            """
            INSERT INTO till_matches (flag_row, branch_id, receipt, receipt_date, total_cents, shared, source,
                matched_at, matched_by)
            SELECT row, branch_id, @Receipt, @day, @TotalCents, @shared, @source, @at, @actor FROM order_flags
            WHERE order_row = @OrderRow AND withdrawn_at IS NULL
            """,
            new
            {
                order.Receipt, day = MatchPlan.Day(order.Date), order.TotalCents, shared = isShared ? 1 : 0,
                source = source.ToWire(), at = at.ToStored(), actor, view.OrderRow,
            });
        session.Connection.Execute(
            """
            UPDATE order_flags SET match_row = @match
            WHERE order_row = @OrderRow AND withdrawn_at IS NULL AND match_row IS NULL
            """,
            new { match = session.LastRow, view.OrderRow });
        Record(session, MatchPlan.Matched(order, view, source, actor, at));
    }

    /// <inheritdoc />
    public Task<UnmatchResult> UnmatchAsync(UnmatchOrder unmatch, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => Unmatch(session, unmatch), cancellationToken);

    private static UnmatchResult Unmatch(SqliteSession session, UnmatchOrder unmatch)
    {
        if (FindFlagView(session, unmatch.Id) is not { } view)
        {
            return UnmatchResult.Unknown;
        }

        if (view.MatchRow is null)
        {
            return UnmatchResult.NotMatched;
        }

        session.Connection.Execute(
            """
            UPDATE till_matches SET undone_at = @at, undone_by = @Actor, undo_reason = @Reason WHERE row = @MatchRow;
            UPDATE order_flags SET match_row = NULL WHERE row = @FlagRow;
            """,
            new { at = unmatch.At.ToStored(), unmatch.Actor, unmatch.Reason, view.MatchRow, view.FlagRow });
        Record(session, MatchPlan.Undone(unmatch, view));
        return UnmatchResult.Undone;
    }

    private static List<TakenReceipt> FindTaken(SqliteSession session, string branchId, string receipt) =>
        session.Connection.Query<TakenReceipt>(
            """
            SELECT m.receipt AS Receipt, m.receipt_date AS ReceiptDate, o.number AS Number
            FROM till_matches m JOIN order_flags f ON f.row = m.flag_row JOIN orders o ON o.row = f.order_row
            WHERE m.branch_id = @branchId AND m.receipt = @receipt AND m.undone_at IS NULL ORDER BY m.row
            """,
            new { branchId, receipt })
        .AsList();
}
