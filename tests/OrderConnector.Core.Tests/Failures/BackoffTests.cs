using OrderConnector.Core.Failures;

namespace OrderConnector.Core.Tests.Failures;

public sealed class BackoffTests
{
    private static readonly BackoffOptions s_options =
        new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(7, 30)]
    [InlineData(int.MaxValue, 30)]
    public void The_limit_doubles_with_each_failure_up_to_the_longest(int failures, double seconds)
    {
        Assert.Equal(seconds / 2, Backoff.Next(failures, null, () => 0.5, s_options).TotalSeconds);
        Assert.Equal(TimeSpan.Zero, Backoff.Next(failures, null, () => 0, s_options));
    }

    [Theory]
    [InlineData(20, 20.5)]
    [InlineData(0, 0.5)]
    [InlineData(-5, 0.5)]
    [InlineData(86_400, 300.5)]
    public void What_the_other_side_asks_for_is_kept_within_bounds_and_jittered(double asked, double seconds) =>
        Assert.Equal(seconds, Backoff.Next(1, TimeSpan.FromSeconds(asked), () => 0.5, s_options).TotalSeconds);

    [Fact]
    public void There_is_no_wait_before_a_failure() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Backoff.Next(0, null, () => 0.5, s_options));

    [Fact]
    public void By_default_a_minute_is_the_longest_and_an_hour_may_be_asked_for()
    {
        Assert.Equal(30, Backoff.Next(100, null, () => 0.5, BackoffOptions.Default).TotalSeconds);
        Assert.Equal(3600, Backoff.Next(1, TimeSpan.FromDays(1), () => 0, BackoffOptions.Default).TotalSeconds);
    }
}
