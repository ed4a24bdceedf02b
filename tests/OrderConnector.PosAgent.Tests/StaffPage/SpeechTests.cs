using OrderConnector.Core;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Showing.Words;

namespace OrderConnector.PosAgent.Tests.StaffPage;

public sealed class SpeechTests
{
    private static readonly Speech s_german = new(Tongue.German);
    private static readonly Speech s_english = new(Tongue.English);
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "0,00 €", "€0.00")]
    [InlineData(5, "0,05 €", "€0.05")]
    [InlineData(-1980, "−19,80 €", "−€19.80")]
    [InlineData(123456789, "1.234.567,89 €", "€1,234,567.89")]
    public void Amounts_stand_as_people_write_them(long cents, string german, string english) =>
        Assert.Equal((german, english), (s_german.Euro(new Money(cents)), s_english.Euro(new Money(cents))));

    [Theory]
    [InlineData("2026-11-20T22:59:00Z", "23:59", "23:59")]
    [InlineData("2026-11-19T23:00:00Z", "00:00", "00:00")]
    [InlineData("2026-11-19T22:59:00Z", "19.11.2026 23:59", "19 Nov 2026, 23:59")]
    [InlineData("2026-07-01T12:00:00Z", "01.07.2026 14:00", "1 Jul 2026, 14:00")]
    public void Times_stand_on_a_german_clock_with_their_day_where_it_is_another(
        string at, string german, string english)
    {
        var moment = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal((german, english), (s_german.Time(moment, s_now), s_english.Time(moment, s_now)));
    }

    [Fact]
    public void Quantities_have_no_needless_zeros() => Assert.Equal(
        ("2", "0,5", "0.451"),
        (s_german.Count(new Quantity(2000)), s_german.Count(new Quantity(500)), s_english.Count(new Quantity(451))));

    [Fact]
    public void Every_stage_has_words_of_its_own_language()
    {
        Assert.All(Enum.GetValues<OrderStage>(), stage =>
        {
            Assert.NotEqual(StageWords.Of(stage, s_german), StageWords.Of(stage, s_english));
            Assert.NotEqual(StageWords.Meaning(stage, s_german), StageWords.Meaning(stage, s_english));
        });
    }
}
