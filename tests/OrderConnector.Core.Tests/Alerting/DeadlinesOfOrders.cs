using OrderConnector.Core.Alerting;

namespace OrderConnector.Core.Tests.Alerting;

public sealed class DeadlinesOfOrders
{
    [Theory]
    [InlineData("native", null, 300)]
    [InlineData("wolt", null, 120)]
    [InlineData("takeaway", null, 240)]
    [InlineData("flyt", null, 240)]
    // 11.5 minutes less one are more than our own five.
    [InlineData("ubereats", null, 300)]
    [InlineData("somebody-new", null, 300)]
    [InlineData("wolt", 90, 90)]
    [InlineData("native", 3600, 3600)]
    public void A_channel_has_five_minutes_or_what_its_platform_leaves_or_what_a_person_set(
        string kind, int? chosen, int seconds) => Assert.Equal(
            seconds,
            DeadlineRules.OverdueAfter(kind, chosen is { } s ? TimeSpan.FromSeconds(s) : null).TotalSeconds);

    [Theory]
    [InlineData("native", null, 5)]
    [InlineData("native", 3, 5)]
    [InlineData("native", 65, 5)]
    [InlineData("native", 66, 6)]
    [InlineData("native", 600, 540)]
    // Wolt waits 15 minutes for an answer to a pre-order, however late it is wanted.
    [InlineData("wolt", 600, 14)]
    [InlineData("takeaway", 600, 4)]
    public void A_pre_order_is_not_urgent_before_its_lead(string kind, int? dueInMinutes, int minutes)
    {
        DateTimeOffset? due = dueInMinutes is { } m ? Sight.Noon.AddMinutes(m) : null;
        var order = new WatchedOrder(1, "mitte", kind, null, Sight.Noon, due);

        Assert.Equal(
            Sight.Noon.AddMinutes(minutes), DeadlineRules.OverdueAt(order, TimeSpan.FromMinutes(60)));
    }

    [Fact]
    public void Every_platform_leaves_a_person_time_to_act() => Assert.All(
        PlatformLimit.Kinds,
        kind => Assert.True(PlatformLimit.Find(kind)!.Limit - DeadlineRules.OverdueAfter(kind, null)
            >= DeadlineRules.TimeToAct));
}
