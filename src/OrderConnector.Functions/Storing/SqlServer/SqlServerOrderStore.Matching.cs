using OrderConnector.Core.Orders;
using OrderConnector.Portal.Emergencies;

namespace OrderConnector.Functions.Storing.SqlServer;

public sealed partial class SqlServerOrderStore
{
    // Here a match meets the flag's withdrawal and another match: each asks for a flag that stands unmatched. Two that
    // name one receipt, one with its day and one without, meet no unique index; so each stands for a moment without its
    // day, where that index lets one wait for the other, and then looks again.
    private static readonly Statement s_keepMatch = new(
        $"""
        {OrderSql.Whole}
        DECLARE @match BIGINT, @flag BIGINT;
        SELECT @flag = f.flag_row FROM dbo.order_flags AS f WHERE f.order_row = @row AND f.withdrawn_at IS NULL;
        INSERT INTO dbo.till_matches (flag_row, branch_id, receipt, receipt_date, total_cents, shared, origin,
            matched_at, matched_by)
        SELECT f.flag_row, f.branch_id, @receipt, CASE WHEN @shared = 1 THEN @day ELSE N'' END, @total,
            @shared, @origin, @at, @actor
        FROM dbo.order_flags AS f WHERE f.flag_row = @flag;
        SELECT @match = MAX(m.match_row) FROM dbo.till_matches AS m WHERE m.flag_row = @flag;
        IF @shared = 0
        BEGIN
            UPDATE dbo.till_matches SET receipt_date = @day WHERE till_matches.match_row = @match;
            IF EXISTS (SELECT 1 FROM dbo.till_matches AS m
                       WHERE m.branch_id = @branch AND m.receipt = @receipt AND m.undone_at IS NULL
                         AND m.match_row <> @match
                         AND (@day = N'' OR m.receipt_date = N'' OR m.receipt_date = @day))
                THROW 50001, N'The receipt was taken in between.', 1;
        END;
        UPDATE dbo.order_flags SET match_row = @match
        WHERE order_flags.flag_row = @flag AND order_flags.withdrawn_at IS NULL AND order_flags.match_row IS NULL;
        IF @@ROWCOUNT <> 1
            THROW 50001, N'The flag moved in between.', 1;
        """);

    private static readonly Statement s_undoMatch = new(
        $"""
        {OrderSql.Whole}
        UPDATE dbo.order_flags SET match_row = NULL
        WHERE order_flags.flag_row = @flag AND order_flags.match_row = @match;
        IF @@ROWCOUNT <> 1
            THROW 50001, N'The flag moved in between.', 1;
        UPDATE dbo.till_matches SET undone_at = @at, undone_by = @actor, undo_reason = @reason
        WHERE till_matches.match_row = @match;
        """);

    private static readonly Statement s_findTaken = new(
        """
        SELECT m.receipt AS Receipt, m.receipt_date AS ReceiptDate, o.number AS Number
        FROM dbo.till_matches AS m
        INNER JOIN dbo.order_flags AS f ON f.flag_row = m.flag_row
        INNER JOIN dbo.orders AS o ON o.order_row = f.order_row
        WHERE m.branch_id = @branch AND m.receipt = @receipt AND m.undone_at IS NULL ORDER BY m.match_row;
        """);

    /// <inheritdoc />
    public Task<IReadOnlyList<MatchOutcome>> MatchAsync(MatchOrders match, CancellationToken cancellationToken) =>
        WriteAsync<IReadOnlyList<MatchOutcome>>(
            async (session, _, token) =>
            {
                await session.BeginAsync(token);
                var views = new Dictionary<OrderId, FlagView?>();
                var judged = new List<MatchOutcome>();
                foreach (var order in match.Orders)
                {
                    var view = await FindFlagViewAsync(session, order.Id, null, token);
                    views.Add(order.Id, view);
                    var taken = view is null
                        ? []
                        : await FindTakenAsync(session, view.BranchId, order.Receipt, token);
                    judged.Add(MatchPlan.Judge(
                        match, order, view, MatchPlan.TakenBefore(match, order, views).Concat(taken)));
                }

                if (judged.TrueForAll(one => one.Result == MatchResult.Matched))
                {
                    await KeepMatchesAsync(session, match, views, token);
                }

                return judged;
            },
            cancellationToken);

    private static async Task KeepMatchesAsync(
        SqlServerSession session, MatchOrders match, Dictionary<OrderId, FlagView?> views,
        CancellationToken cancellationToken)
    {
        var open = match.Orders.Where(order => !MatchPlan.IsDone(match, order, views[order.Id]!))
            .OrderBy(order => order.Id.Value, StringComparer.Ordinal).ToList();
        foreach (var order in open)
        {
            await KeepMatchAsync(
                session, order, views[order.Id]!, match.Source, match.IsShared, match.Actor, match.At,
                cancellationToken);
        }

        foreach (var order in open)
        {
            await RecordAsync(
                session, MatchPlan.Matched(order, views[order.Id]!, match.Source, match.Actor, match.At),
                cancellationToken);
        }

        await session.CommitAsync(cancellationToken);
    }

    private static Task KeepMatchAsync(
        SqlServerSession session, OrderToMatch order, FlagView view, MatchSource source, bool isShared, string actor,
        DateTimeOffset at, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            s_keepMatch,
            new
            {
                row = view.OrderRow, branch = view.BranchId, receipt = order.Receipt, day = MatchPlan.Day(order.Date),
                total = order.TotalCents, shared = isShared ? 1 : 0, origin = source.ToWire(), at = at.ToStored(),
                actor,
            },
            cancellationToken);

    /// <inheritdoc />
    public async Task<UnmatchResult> UnmatchAsync(UnmatchOrder unmatch, CancellationToken cancellationToken)
    {
        var judged = UnmatchResult.Unknown;
        var done = await AnswerOnceAsync(
            async (session, call, token) =>
            {
                await session.BeginAsync(token);
                var view = await FindFlagViewAsync(session, unmatch.Id, null, token);
                judged = view is null ? UnmatchResult.Unknown : UnmatchResult.NotMatched;
                if (view?.MatchRow is null)
                {
                    return 0;
                }

                await session.ExecuteAsync(
                    s_undoMatch,
                    new
                    {
                        flag = view.FlagRow, match = view.MatchRow, at = unmatch.At.ToStored(), actor = unmatch.Actor,
                        reason = unmatch.Reason,
                    },
                    token);
                await CommitAnsweredAsync(session, call, unmatch.At, MatchPlan.Undone(unmatch, view), token);
                return 1;
            },
            cancellationToken);
        return done == 1 ? UnmatchResult.Undone : judged;
    }

    private static async Task<List<TakenReceipt>> FindTakenAsync(
        SqlServerSession session, string branchId, string receipt, CancellationToken cancellationToken) =>
        await session.ReadAsync<TakenReceipt>(s_findTaken, new { branch = branchId, receipt }, cancellationToken);
}
