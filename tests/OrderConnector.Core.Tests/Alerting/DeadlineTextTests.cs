using OrderConnector.Core.Alerting;

namespace OrderConnector.Core.Tests.Alerting;

public sealed class DeadlineTextTests
{
    [Theory]
    [InlineData("10s", 10, "10s")]
    [InlineData("90s", 90, "90s")]
    [InlineData("120s", 120, "2m")]
    [InlineData("5m", 300, "5m")]
    [InlineData("60m", 3600, "1h")]
    [InlineData("12h", 43_200, "12h")]
    public void A_deadline_is_read_and_shown_in_the_largest_unit_that_fits(string text, int seconds, string shown)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), DeadlineText.Read(text));
        Assert.Equal(shown, DeadlineText.Show(TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5")]
    [InlineData("5 m")]
    [InlineData("-5m")]
    [InlineData("5d")]
    [InlineData("9s")]
    [InlineData("13h")]
    [InlineData("99999999999m")]
    public void What_is_no_deadline_or_out_of_bounds_is_not_read(string text) => Assert.Null(DeadlineText.Read(text));

    [Theory]
    [InlineData("10:00-23:30", 600, 1410)]
    [InlineData("22:00-04:00", 1320, 240)]
    public void Hours_of_a_day_are_read_and_shown(string text, int from, int to)
    {
        Assert.Equal(new WatchHours(from, to), DeadlineText.ReadWatch(text));
        Assert.Equal(text, DeadlineText.Show(new WatchHours(from, to)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10:00")]
    [InlineData("25:00-26:00")]
    [InlineData("10:00-24:30")]
    [InlineData("10:00-10:00")]
    [InlineData("10-23")]
    public void What_is_no_part_of_a_day_is_not_read(string text) => Assert.Null(DeadlineText.ReadWatch(text));
}
