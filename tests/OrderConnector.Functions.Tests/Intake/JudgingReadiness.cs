using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Tests.Intake;

public sealed class JudgingReadiness
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly BranchStatus s_good = new(s_now.AddSeconds(-20), "ok", 0, null, 150, 100, 299, true, false);

    [Fact]
    public void A_branch_with_nothing_against_it_is_ready()
    {
        var readiness = Judge(s_good);

        Assert.True(readiness.Ready);
        Assert.Empty(readiness.Reasons);
        Assert.Empty(readiness.Warnings);
    }

    [Fact]
    public void A_branch_no_agent_ever_called_for_is_not_ready() =>
        Assert.Equal(["agent-missing"], Reasons(s_good with { AgentSeenAt = null }));

    [Theory]
    [InlineData(90, true)]
    [InlineData(91, false)]
    public void A_branch_whose_agent_is_silent_is_not_ready(int seconds, bool ready) =>
        Assert.Equal(ready, Judge(s_good with { AgentSeenAt = s_now.AddSeconds(-seconds) }).Ready);

    [Fact]
    public void A_branch_without_seller_data_is_not_ready() =>
        Assert.Equal(["seller-data-incomplete"], Reasons(s_good with { SellerComplete = false }));

    [Fact]
    public void A_tss_outage_is_a_warning_unless_the_operator_wants_it_otherwise()
    {
        var outage = s_good with { Tss = "outage" };
        var strict = Readiness.Judge(outage, s_now, new IntakeOptions { NotReadyDuringTssOutage = true });

        Assert.True(Judge(outage).Ready);
        Assert.Equal(["tss-outage"], Judge(outage).Warnings.Select(note => note.Code));
        Assert.False(strict.Ready);
    }

    [Fact]
    public void Emergency_operation_does_not_stop_the_shop() => Assert.True(Judge(s_good with { InEmergency = true }).Ready);

    [Theory]
    [InlineData(289, true, 0)]
    [InlineData(290, true, 1)]
    [InlineData(299, true, 1)]
    [InlineData(300, false, 0)]
    public void Numbers_that_run_out_warn_at_95_percent_and_stop_at_the_end(long next, bool ready, int warnings)
    {
        var readiness = Judge(s_good with { NextNumber = next });

        Assert.Equal(ready, readiness.Ready);
        Assert.Equal(warnings, readiness.Warnings.Count);
    }

    [Fact]
    public void Every_reason_is_named_at_once() => Assert.Equal(
        ["agent-missing", "seller-data-incomplete", "number-range-exhausted"],
        Reasons(s_good with { AgentSeenAt = null, SellerComplete = false, NextNumber = 300 }));

    [Fact]
    public void The_wait_of_the_oldest_order_is_counted_from_when_it_was_queued() =>
        Assert.Equal(TimeSpan.FromSeconds(4), Judge(s_good with { OldestPendingAt = s_now.AddSeconds(-4) }).OldestPending);

    private static Readiness Judge(BranchStatus status) => Readiness.Judge(status, s_now, new IntakeOptions());

    private static IEnumerable<string> Reasons(BranchStatus status) => Judge(status).Reasons.Select(note => note.Code);
}
