using System.Globalization;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Texts;

namespace OrderConnector.Core.Tests.Texts;

public sealed class TimesForPeople
{
    private static readonly BranchClock s_berlin = BranchClock.OfGermany;

    [Theory]
    [InlineData("2026-11-21T15:49:07Z", "21.11.2026, 16:49:07", "21 Nov 2026, 16:49:07")]
    [InlineData("2026-07-01T22:30:00Z", "02.07.2026, 00:30:00", "2 Jul 2026, 00:30:00")]
    [InlineData("2026-10-25T01:30:00Z", "25.10.2026, 02:30:00", "25 Oct 2026, 02:30:00")]
    public void A_moment_is_told_on_the_clock_of_the_branch(string time, string german, string english)
    {
        Assert.Equal(german, Times.Seconds(Moment(time), s_berlin, Language.German));
        Assert.Equal(english, Times.Seconds(Moment(time), s_berlin, Language.English));
    }

    [Fact]
    public void Minutes_clock_and_date_are_parts_of_the_whole()
    {
        var time = Moment("2026-11-21T15:49:07Z");
        Assert.Equal("21.11.2026, 16:49", Times.Minutes(time, s_berlin, Language.German));
        Assert.Equal("16:49", Times.Clock(time, s_berlin));
        Assert.Equal("16:49:07", Times.ClockSeconds(time, s_berlin));
        Assert.Equal("2026-11-21T15:49:07Z", Times.Machine(s_berlin.At(time)));
    }

    [Theory]
    [InlineData("UTC", "15:49")]
    [InlineData("Nowhere/At-all", "15:49")]
    public void A_zone_nobody_knows_is_told_in_universal_time(string zone, string shown) =>
        Assert.Equal(shown, Times.Clock(Moment("2026-11-21T15:49:07Z"), BranchClock.Of(zone)));

    [Theory]
    [InlineData(0, "gerade eben", "just now")]
    [InlineData(59, "gerade eben", "just now")]
    [InlineData(60, "vor 1 Min.", "1 min ago")]
    [InlineData(3599, "vor 59 Min.", "59 min ago")]
    [InlineData(3600, "vor 1 Std.", "1 h ago")]
    [InlineData(7500, "vor 2 Std. 5 Min.", "2 h 5 min ago")]
    [InlineData(86400, "vor 1 Tag", "1 day ago")]
    [InlineData(260000, "vor 3 Tagen", "3 days ago")]
    [InlineData(-30, "gleich", "in a moment")]
    [InlineData(-300, "in 5 Min.", "in 5 min")]
    public void How_long_ago_is_told_in_words(int seconds, string german, string english)
    {
        var now = Moment("2026-11-21T15:49:07Z");
        Assert.Equal(german, Times.Ago(now.AddSeconds(-seconds), now, Language.German));
        Assert.Equal(english, Times.Ago(now.AddSeconds(-seconds), now, Language.English));
    }

    [Theory]
    [InlineData(-5, "0 Sek.", "0 s")]
    [InlineData(45, "45 Sek.", "45 s")]
    [InlineData(300, "5 Min.", "5 min")]
    [InlineData(90000, "1 Tag", "1 day")]
    [InlineData(260000, "3 Tage", "3 days")]
    public void A_duration_is_told_in_words(int seconds, string german, string english)
    {
        Assert.Equal(german, Times.Span(TimeSpan.FromSeconds(seconds), Language.German));
        Assert.Equal(english, Times.Span(TimeSpan.FromSeconds(seconds), Language.English));
    }

    [Fact]
    public void Every_state_has_a_name_of_its_own_in_both_languages()
    {
        var states = Enum.GetValues<OrderState>();
        Assert.All(Enum.GetValues<Language>(), language => Assert.Equal(
            states.Length, states.Select(state => OrderStateTexts.Of(state)[language]).Distinct().Count()));
    }

    private static DateTimeOffset Moment(string time) =>
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
