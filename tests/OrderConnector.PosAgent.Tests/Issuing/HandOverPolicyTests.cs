using OrderConnector.PosAgent.Issuing;

namespace OrderConnector.PosAgent.Tests.Issuing;

public sealed class HandOverPolicyTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(10, -10)]
    [InlineData(20, 0)]
    [InlineData(21, 1)]
    [InlineData(180, 160)]
    [InlineData(-30, -50)]
    public void The_first_try_is_the_lead_before_the_due_time(int dueInMinutes, int expectedInMinutes) =>
        Assert.Equal(
            s_noon.AddMinutes(expectedInMinutes),
            HandOverPolicy.FirstTryAt(s_noon.AddMinutes(dueInMinutes), TimeSpan.FromMinutes(20)));

    [Fact]
    public void What_is_due_at_no_time_goes_at_once() =>
        Assert.Equal(DateTimeOffset.MinValue, HandOverPolicy.FirstTryAt(null, TimeSpan.FromMinutes(20)));

    [Fact]
    public void An_order_not_tried_yet_is_tried_at_its_first_time() =>
        Assert.Equal(s_noon, HandOverPolicy.NextTryAt(s_noon, HandOverHistory.None, 0.5));

    [Fact]
    public void An_order_handed_over_is_not_tried_again() =>
        Assert.Null(HandOverPolicy.NextTryAt(s_noon, After(HandOverOutcomeKind.HandedOver), 0));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(1000, 60)]
    [InlineData(int.MaxValue, 60)]
    public void The_pause_doubles_up_to_a_minute_and_it_never_gives_up(int failures, int seconds) =>
        Assert.Equal(
            s_noon.AddSeconds(seconds),
            HandOverPolicy.NextTryAt(
                s_noon, new HandOverHistory(HandOverOutcomeKind.Unavailable, s_noon, failures), 0));

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void A_refused_order_goes_on_slowly(int refusals) =>
        Assert.Equal(
            s_noon.AddMinutes(15),
            HandOverPolicy.NextTryAt(s_noon, new HandOverHistory(HandOverOutcomeKind.Refused, s_noon, refusals), 0));

    [Fact]
    public void A_refusal_ends_and_the_count_begins_anew_once_it_is_handed_over()
    {
        var history = After(
            HandOverOutcomeKind.Unavailable, HandOverOutcomeKind.Refused, HandOverOutcomeKind.HandedOver);

        Assert.Equal(new HandOverHistory(HandOverOutcomeKind.HandedOver, s_noon, 0), history);
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(0.5, 66)]
    [InlineData(1, 72)]
    [InlineData(7, 72)]
    public void Jitter_adds_a_fifth_at_most(double jitter, int seconds) =>
        Assert.Equal(
            s_noon.AddSeconds(seconds),
            HandOverPolicy.NextTryAt(s_noon, new HandOverHistory(HandOverOutcomeKind.Unavailable, s_noon, 9), jitter));

    private static HandOverHistory After(params HandOverOutcomeKind[] outcomes) =>
        outcomes.Aggregate(HandOverHistory.None, (history, outcome) => history.Then(outcome, s_noon));
}
