using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Tests.Branches;

public sealed class ClocksThatDisagreeTests
{
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task An_order_signed_by_a_TSS_whose_clock_is_ahead_is_handed_over_at_once()
    {
        using var branch = new Branch(tssAhead: s_hour);
        var id = branch.Cloud.Queue(Branch.Order("1"));

        await branch.SettleAsync();

        Assert.Equal(OrderStage.HandedOver, branch.Progress(id).Stage);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_holds_up_no_order()
    {
        using var branch = new Branch();
        branch.Cloud.Queue(Branch.Order("1"));
        await branch.SettleAsync();

        branch.Clock.Set(-s_hour);
        var id = branch.Cloud.Queue(Branch.Order("2"));
        await branch.SettleAsync();

        Assert.Equal(OrderStage.HandedOver, branch.Progress(id).Stage);
        Assert.Equal(["signed", "issued", "handedOver"], branch.Cloud.KindsOf(id));
    }

    [Fact]
    public async Task Tries_that_paused_when_the_clock_was_set_back_go_on()
    {
        using var branch = new Branch();
        branch.Cloud.Offline = true;
        branch.Cloud.Queue(Branch.Order("1"));
        await branch.PassAsync(TimeSpan.FromSeconds(30));

        branch.Clock.Set(-s_hour);
        branch.Cloud.Offline = false;
        var id = branch.Cloud.Queue(Branch.Order("2"));
        await branch.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(OrderStage.HandedOver, branch.Progress(id).Stage);
        Assert.Equal(["signed", "issued", "handedOver"], branch.Cloud.KindsOf(id));
    }

    [Fact]
    public async Task Health_is_told_again_in_its_time_after_the_clock_was_set_back()
    {
        using var branch = new Branch();
        await branch.SettleAsync();
        // A branch in which nothing happened has nothing to tell again.
        branch.Cloud.Queue(Branch.Order("1"));
        await branch.SettleAsync();
        var before = branch.Count(JournalKind.Health);

        branch.Clock.Set(-s_hour);
        await branch.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Equal(before + 1, branch.Count(JournalKind.Health));
    }

    [Theory]
    [InlineData(10, 5, false)]
    [InlineData(10, 10, true)]
    [InlineData(10, 11, true)]
    [InlineData(10, -1, true)]
    [InlineData(10, 0, false)]
    public void A_pause_is_over_at_its_end_or_when_more_is_left_than_it_was_long(int length, int now, bool over)
    {
        var begin = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(over, Pause.IsOver(begin.AddSeconds(length), begin.AddSeconds(now), TimeSpan.FromSeconds(length)));
    }
}
