using OrderConnector.Core.Emergencies;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Emergencies;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    private int batches = 1000;

    private static OrderToMatch To(string externalId, string receipt, long? cents = null, int day = 0) => new(
        Order(externalId).Id, receipt, day == 0 ? null : new DateOnly(2026, 11, day), cents);

    private static MatchOrders Matches(params OrderToMatch[] orders) =>
        new(orders, MatchSource.ByHand, false, false, Manager, Noon.AddMinutes(9));

    private async Task<MatchResult[]> MatchAsync(MatchOrders match) =>
        [.. (await Emergencies.MatchAsync(match, default)).Select(outcome => outcome.Result)];

    private async Task FlaggedAsync(params string[] names)
    {
        foreach (var name in names)
        {
            await AddNewAsync(Order(name));
            Assert.Equal(FlagResult.Flagged, (await FlagAsync(name, batch: ++batches)).Result);
        }
    }

    private Task<UnmatchResult> UnmatchAsync(string externalId) => Emergencies.UnmatchAsync(
        new UnmatchOrder(Order(externalId).Id, Manager, "wrong receipt", Noon.AddMinutes(10)), default);

    [Fact]
    public async Task A_matched_order_leaves_the_work_list_and_can_no_longer_be_taken_back()
    {
        await FlaggedAsync("A", "B");

        Assert.Equal([MatchResult.Matched], await MatchAsync(Matches(To("A", "K-9", 990, 20))));

        Assert.Equal(["B"], await WorkListAsync());
        Assert.Equal(UnflagResult.Matched, await UnflagAsync("A"));
        Assert.Equal(
            MoveOutcomeKind.NotAllowed,
            (await Store.MoveAsync(
                new MoveOrder(
                    Order("A").Id, [OrderState.TransmittedManually], OrderState.Queued, "operator:o", "back", Noon),
                default)).Kind);
        Assert.Equal(OrderState.TransmittedManually, (await ReadAsync("A")).State);
        var match = Assert.Single(Assert.Single(await Pages.ReadFlagsAsync(Order("A").Id, default)).Matches);
        Assert.Equal(
            new TillMatch(
                "K-9", new DateOnly(2026, 11, 20), 990, false, MatchSource.ByHand,
                new Deed(Noon.AddMinutes(9), Manager, null), null),
            match);
        var act = (await AuditAsync())[^1].Act;
        Assert.Equal(("order.matched", "K-9"), (act.Action, act.Details!["receipt"]));
    }

    [Fact]
    public async Task Of_a_list_all_are_matched_or_none()
    {
        await FlaggedAsync("A", "B");
        await AddNewAsync(Order("C"));

        var outcomes = await Emergencies.MatchAsync(
            Matches(To("A", "1"), To("C", "2"), To("B", "3", 991), To("none", "4")), default);

        Assert.Equal(
            [MatchResult.Matched, MatchResult.NotFlagged, MatchResult.TotalDiffers, MatchResult.Unknown],
            outcomes.Select(outcome => outcome.Result));
        Assert.Equal((101L, 990L), (outcomes[2].Number, outcomes[2].TotalCents));
        Assert.Equal(["A", "B"], await WorkListAsync());
        Assert.Equal(2, (await AuditAsync()).Count);
    }

    [Fact]
    public async Task A_differing_total_is_taken_where_a_person_says_so_and_stands_in_the_audit_log()
    {
        await FlaggedAsync("A");

        Assert.Equal(
            [MatchResult.Matched], await MatchAsync(Matches(To("A", "1", 1090)) with { AcceptsDifference = true }));

        var details = (await AuditAsync())[^1].Act.Details!;
        Assert.Equal(("1090", "990"), (details["receiptCents"], details["orderCents"]));
    }

    [Fact]
    public async Task Nothing_is_matched_twice()
    {
        await FlaggedAsync("A", "B", "C");
        await MatchAsync(Matches(To("A", "1")));

        var again = Assert.Single(await Emergencies.MatchAsync(
            Matches(To("A", "2")) with { At = Noon.AddMinutes(11) }, default));
        var taken = Assert.Single(await Emergencies.MatchAsync(Matches(To("B", "1")), default));
        var twice = await Emergencies.MatchAsync(Matches(To("B", "7"), To("C", "7")), default);

        Assert.Equal((MatchResult.AlreadyMatched, "1"), (again.Result, again.Receipt));
        Assert.Equal((MatchResult.ReceiptTaken, 100L), (taken.Result, taken.TakenBy));
        Assert.Equal([MatchResult.Matched, MatchResult.ReceiptTaken], twice.Select(one => one.Result));
        Assert.Equal(["B", "C"], await WorkListAsync());
    }

    [Fact]
    public async Task One_receipt_stands_for_several_orders_where_a_person_says_so()
    {
        await FlaggedAsync("A", "B", "C");
        await MatchAsync(Matches(To("A", "1")));

        Assert.Equal(
            [MatchResult.Matched, MatchResult.Matched],
            await MatchAsync(Matches(To("B", "1"), To("C", "1")) with { IsShared = true }));
        Assert.Empty(await WorkListAsync());
    }

    [Fact]
    public async Task A_till_that_counts_anew_each_day_has_two_receipts_of_one_number()
    {
        await FlaggedAsync("A", "B", "C");

        Assert.Equal(
            [MatchResult.Matched, MatchResult.Matched], await MatchAsync(Matches(To("A", "1", day: 19), To("B", "1", day: 20))));
        // A day that nobody named may be either of them.
        Assert.Equal([MatchResult.ReceiptTaken], await MatchAsync(Matches(To("C", "1"))));
    }

    [Fact]
    public async Task A_wrong_match_is_undone_and_its_receipt_is_free_again()
    {
        await FlaggedAsync("A", "B");
        await MatchAsync(Matches(To("A", "1")));

        Assert.Equal(UnmatchResult.Undone, await UnmatchAsync("A"));

        Assert.Equal(UnmatchResult.NotMatched, await UnmatchAsync("A"));
        Assert.Equal(UnmatchResult.Unknown, await UnmatchAsync("none"));
        Assert.Equal(["A", "B"], await WorkListAsync());
        Assert.Equal([MatchResult.Matched], await MatchAsync(Matches(To("B", "1"))));
        var undone = Assert.Single((await Pages.ReadWorkListAsync(Branch, 0, 9, default)).Flags).Matches;
        Assert.Equal(new Deed(Noon.AddMinutes(10), Manager, "wrong receipt"), Assert.Single(undone).Undone);
        Assert.Equal(UnflagResult.Withdrawn, await UnflagAsync("A"));
        Assert.Equal(
            ["order.flagged", "order.flagged", "order.matched", "order.matchUndone", "order.matched", "order.flagWithdrawn"],
            (await AuditAsync()).Select(entry => entry.Act.Action));
    }

    [Fact]
    public async Task An_order_flagged_with_a_receipt_of_the_till_is_matched_at_once()
    {
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("B"));
        await AddNewAsync(Order("C"));

        var outcomes = await Emergencies.FlagAsync(
            Flags(1, SlipKind.TillReceipt, ("A", "K-1"), ("B", "K-1"), ("C", "K-2")), default);

        Assert.Equal(
            [FlagResult.Flagged, FlagResult.ReceiptTaken, FlagResult.Flagged], outcomes.Select(one => one.Result));
        Assert.Equal(100, outcomes[1].TakenBy);
        Assert.Equal(OrderState.Queued, (await ReadAsync("B")).State);
        Assert.Empty(await WorkListAsync());
        Assert.Equal(UnflagResult.Matched, await UnflagAsync("A"));
        var match = Assert.Single(Assert.Single(await Pages.ReadFlagsAsync(Order("A").Id, default)).Matches);
        Assert.Equal((MatchSource.Flag, "K-1"), (match.Source, match.Receipt));
    }

    [Fact]
    public async Task Of_match_and_withdrawal_at_once_one_wins()
    {
        for (var round = 0; round < 12; round++)
        {
            var name = $"R{round}";
            await FlaggedAsync(name);
            var match = Task.Run(() => MatchAsync(Matches(To(name, $"K{round}"))));
            var unflag = Task.Run(() => UnflagAsync(name));

            var matched = (await match)[0] == MatchResult.Matched;
            Assert.Equal(matched ? UnflagResult.Matched : UnflagResult.Withdrawn, await unflag);
            Assert.Equal(
                matched ? OrderState.TransmittedManually : OrderState.Queued, (await ReadAsync(name)).State);
        }

        Assert.Empty(await WorkListAsync());
    }

    [Fact]
    public async Task Of_two_orders_matched_with_one_receipt_at_once_one_gets_it()
    {
        for (var round = 0; round < 12; round++)
        {
            await FlaggedAsync($"A{round}", $"B{round}");

            var outcomes = await Task.WhenAll(new[] { "A", "B" }.Select(name => Task.Run(
                () => MatchAsync(Matches(To($"{name}{round}", $"K{round}"))))));

            Assert.Equal(
                [MatchResult.Matched, MatchResult.ReceiptTaken], outcomes.Select(one => one[0]).Order());
        }
    }

    [Fact]
    public async Task Of_a_match_with_a_day_and_one_without_at_once_one_gets_the_receipt()
    {
        for (var round = 0; round < 24; round++)
        {
            await FlaggedAsync($"A{round}", $"B{round}");

            var outcomes = await Task.WhenAll(new[] { ("A", 20), ("B", 0) }.Select(one => Task.Run(
                () => MatchAsync(Matches(To($"{one.Item1}{round}", $"K{round}", day: one.Item2))))));

            Assert.Equal(
                [MatchResult.Matched, MatchResult.ReceiptTaken], outcomes.Select(one => one[0]).Order());
        }
    }
}
