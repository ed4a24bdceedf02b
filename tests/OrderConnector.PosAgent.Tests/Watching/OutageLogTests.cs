using OrderConnector.PosAgent.Watching;

namespace OrderConnector.PosAgent.Tests.Watching;

public sealed class OutageLogTests
{
    private static readonly DateTimeOffset s_noon = OutageJournal.Noon;

    private readonly OutageJournal _journal = new();

    [Fact]
    public void An_outage_tells_begin_end_reason_receipts_and_who_closed_it()
    {
        var rows = _journal.Open("a").Signed("main").Began("main", "1f").Unsigned("main", "1f")
            .Unsigned("main", "1f", register: "OC-2").Unsigned("main", "1f").Ended("main", "1f").Signed("main")
            .Finish();

        Assert.Equal(
            [
                new OutageRow(
                    OutageKind.Outage, "main", "1f", s_noon.AddSeconds(3), s_noon.AddSeconds(10), "tss-unavailable",
                    "gone", new ReceiptMark("OC-1", 2), new ReceiptMark("OC-1", 3), 3, "agent", "answers"),
            ],
            rows);
    }

    [Fact]
    public void Several_TSS_are_told_apart_and_what_is_open_comes_last()
    {
        var rows = _journal.Open("a").Began("tss-1", "1").Began("tss-2", "2").Unsigned("tss-2", "2")
            .Unsigned("tss-1", "1").Unsigned("tss-2", "2").Ended("tss-2", "2").Unsigned("tss-1", "1").Finish();

        Assert.Equal(
            [("tss-2", 2, true), ("tss-1", 2, false)],
            rows.Select(row => (row.Tss, (int)row.UnsignedSales, row.EndedAt is not null)));
        Assert.Equal((null, null), (rows[1].ClosedBy, rows[1].Closing));
    }

    [Fact]
    public void A_sale_that_reaches_the_disk_behind_the_end_still_counts()
    {
        var rows = _journal.Open("a").Began("main", "1").Ended("main", "1").Unsigned("main", "1").Finish();

        Assert.Equal((OutageKind.Outage, 1L), (Assert.Single(rows).Kind, rows[0].UnsignedSales));
    }

    [Fact]
    public void A_sale_unsigned_for_a_reason_of_its_own_is_a_row_of_its_own()
    {
        var rows = _journal.Open("a").Began("tss-1", "1").Unsigned("tss-2", null, "not-on-record: lost: for good")
            .Ended("tss-1", "1").Finish();

        Assert.Equal(
            new OutageRow(
                OutageKind.Single, "tss-2", null, s_noon.AddSeconds(3), s_noon.AddSeconds(3), "not-on-record",
                "lost: for good", new ReceiptMark("OC-1", 1), new ReceiptMark("OC-1", 1), 1, null, null),
            rows[0]);
        Assert.Equal(0, rows[1].UnsignedSales);
    }

    [Fact]
    public void A_second_begin_while_it_is_open_is_the_same_outage()
    {
        var rows = _journal.Open("a").Began("main", "1").Unsigned("main", "1").Began("main", "2")
            .Unsigned("main", "1").Ended("main", "1", "staff:eva", "replaced").Began("main", "3").Finish();

        Assert.Equal(["1", "3"], rows.Select(row => row.Id));
        Assert.Equal((2L, "staff:eva", "replaced"), (rows[0].UnsignedSales, rows[0].ClosedBy!, rows[0].Closing!));
    }

    [Fact]
    public void Journals_from_the_time_of_one_TSS_are_understood()
    {
        var rows = _journal.Open("a").Began(null, null).Unsigned(null, null).Unsigned(null, null, "not-on-record: x")
            .Ended(null, null, null).Finish();

        Assert.Equal(
            [(OutageKind.Single, "main", null), (OutageKind.Outage, "main", "agent")],
            rows.Select(row => (row.Kind, row.Tss, row.ClosedBy)));
        Assert.Equal([1L, 1L], rows.Select(row => row.UnsignedSales));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 3)]
    public void What_a_recovered_journal_carries_over_counts_once_where_the_old_one_was_read(bool whole, int sales)
    {
        _journal.Open("a").Began("main", "1").Unsigned("main", "1", number: 7);
        if (whole)
        {
            _journal.Close("b");
        }

        var rows = _journal.Open("b", "a", 100_007).Began("main", "1").Unsigned("main", "1", number: 7)
            .Unsigned("main", "1", number: 100_008).Finish();

        Assert.Equal((1, sales), (rows.Count, (int)rows[0].UnsignedSales));
        Assert.Equal((7L, 100_008L), (rows[0].First!.Number, rows[0].Last!.Number));
        Assert.Equal(s_noon.AddSeconds(1), rows[0].BeganAt);
    }

    [Fact]
    public void A_row_is_handed_out_once_it_is_settled_and_never_before()
    {
        _journal.Open("a").Began("main", "1").Ended("main", "1").Idle(OutageLog.EntriesUntilSettled - 1);
        Assert.Empty(_journal.Rows);

        _journal.Idle(1);
        Assert.Single(_journal.Rows);

        // Far too late to be its sale: told all the same, under the outage's name.
        var row = _journal.Unsigned("main", "1").Finish()[1];
        Assert.Equal((OutageKind.Single, "1"), (row.Kind, row.Id));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("2026-11-21", "2026-11-21", true)]
    [InlineData("2026-11-20", "2026-11-20", false)]
    [InlineData("2026-11-22", null, true)]
    [InlineData("2026-11-23", null, false)]
    [InlineData(null, "2026-11-20", false)]
    [InlineData("2026-11-01", "2026-11-21", true)]
    public void A_span_is_of_German_days_and_holds_what_reaches_into_it(string? from, string? to, bool holds)
    {
        // 00:30 on the 21st by a German clock.
        var began = new DateTimeOffset(2026, 11, 20, 23, 30, 0, TimeSpan.Zero);
        var row = new OutageRow(
            OutageKind.Outage, "main", "1", began, began.AddDays(1), "c", "r", null, null, 0, "agent", null);

        Assert.Equal(holds, row.FallsInto(Day(from), Day(to)));
        // An open one reaches into every span that does not end before it.
        Assert.Equal(to is not "2026-11-20", (row with { EndedAt = null }).FallsInto(Day(from), Day(to)));
    }

    private static DateOnly? Day(string? text) =>
        text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
