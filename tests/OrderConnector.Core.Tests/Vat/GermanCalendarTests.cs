using System.Globalization;
using OrderConnector.Core.Vat;

namespace OrderConnector.Core.Tests.Vat;

public sealed class GermanCalendarTests
{
    [Theory]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00")]
    [InlineData("2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00")]
    [InlineData("2026-10-25T00:59:59Z", "2026-10-25T02:59:59+02:00")]
    [InlineData("2026-10-25T01:00:00Z", "2026-10-25T02:00:00+01:00")]
    [InlineData("2024-03-31T01:00:00Z", "2024-03-31T03:00:00+02:00")]
    [InlineData("2021-10-31T00:59:59Z", "2021-10-31T02:59:59+02:00")]
    [InlineData("2020-12-31T23:00:00Z", "2021-01-01T00:00:00+01:00")]
    [InlineData("2021-01-01T04:30:00+05:30", "2021-01-01T00:00:00+01:00")]
    public void A_German_clock_shows(string instant, string german)
    {
        var time = GermanCalendar.TimeOf(Time(instant));
        Assert.Equal(german, time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2020-06-30T21:59:59Z", "2020-06-30")]
    [InlineData("2020-06-30T22:00:00Z", "2020-07-01")]
    [InlineData("2020-12-31T22:59:59Z", "2020-12-31")]
    [InlineData("2020-12-31T23:00:00Z", "2021-01-01")]
    public void The_German_day_begins_at_German_midnight(string instant, string day) => Assert.Equal(
        day, GermanCalendar.DateOf(Time(instant)).ToString("O", CultureInfo.InvariantCulture));

    [FactWithTimeZones]
    public void The_rule_agrees_with_the_time_zone_database()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var time = Time("2007-01-01T00:30:00Z");
        for (; time.Year < 2031; time = time.AddHours(time.Month is 3 or 10 ? 1 : 24))
        {
            Assert.Equal(TimeZoneInfo.ConvertTime(time, berlin).Offset, GermanCalendar.TimeOf(time).Offset);
        }
    }

    private sealed class FactWithTimeZonesAttribute : FactAttribute
    {
        public FactWithTimeZonesAttribute()
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out _))
            {
                Skip = "This machine has no time zone database that knows Europe/Berlin.";
            }
        }
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
