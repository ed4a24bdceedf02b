namespace OrderConnector.PosAgent.Tests;

/// <summary>When a business day ends, and which one that is.</summary>
public sealed class DayEndTests
{
    // Summer time ends on 25 October 2026 at 03:00 CEST and begins on 28 March 2027 at 02:00 CET.
    [Theory]
    [InlineData("2026-11-21T03:00:00Z", "04:00", "2026-11-21T03:00:00Z", "2026-11-20")]
    [InlineData("2026-11-21T02:59:59Z", "04:00", "2026-11-20T03:00:00Z", "2026-11-19")]
    [InlineData("2026-11-21T20:00:00Z", "04:00", "2026-11-21T03:00:00Z", "2026-11-20")]
    [InlineData("2026-11-20T23:10:00Z", "23:30", "2026-11-20T22:30:00Z", "2026-11-20")]
    [InlineData("2026-10-25T03:00:00Z", "04:00", "2026-10-25T03:00:00Z", "2026-10-24")]
    [InlineData("2026-10-25T02:59:00Z", "04:00", "2026-10-24T02:00:00Z", "2026-10-23")]
    [InlineData("2027-03-28T02:00:00Z", "04:00", "2027-03-28T02:00:00Z", "2027-03-27")]
    [InlineData("2027-03-28T01:59:00Z", "04:00", "2027-03-27T03:00:00Z", "2027-03-26")]
    public void The_last_end_that_has_come_and_the_day_it_ends(string now, string at, string end, string day)
    {
        var last = DayEnd.LastOf(Moment(now), TimeOnly.Parse(at, null), "Europe/Berlin");

        Assert.Equal(Moment(end), last);
        Assert.Equal(DateOnly.Parse(day, null), DayEnd.BusinessDayOf(last, "Europe/Berlin"));
    }

    [Fact]
    public void Between_two_ends_the_next_one_follows_the_last()
    {
        var end = Moment("2026-10-28T00:00:00Z");
        for (var now = Moment("2026-10-23T00:00:00Z"); now < end; now += TimeSpan.FromMinutes(7))
        {
            var last = DayEnd.LastOf(now, new TimeOnly(4, 0), "Europe/Berlin");

            Assert.True(last <= now);
            Assert.Equal(
                DayEnd.After(now, new TimeOnly(4, 0), "Europe/Berlin"),
                DayEnd.After(last, new TimeOnly(4, 0), "Europe/Berlin"));
        }
    }

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
