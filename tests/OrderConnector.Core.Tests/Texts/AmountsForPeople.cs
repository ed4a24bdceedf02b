using OrderConnector.Core.Texts;

namespace OrderConnector.Core.Tests.Texts;

public sealed class AmountsForPeople
{
    [Theory]
    [InlineData(0, "0,00 €", "€0.00")]
    [InlineData(5, "0,05 €", "€0.05")]
    [InlineData(123450, "1.234,50 €", "€1,234.50")]
    [InlineData(123456789012, "1.234.567.890,12 €", "€1,234,567,890.12")]
    [InlineData(-1250, "−12,50 €", "−€12.50")]
    public void Money_is_written_as_each_language_does(long cents, string german, string english)
    {
        Assert.Equal(german.Replace(" €", "\u00a0€", StringComparison.Ordinal), Amounts.Of(new Money(cents), Language.German));
        Assert.Equal(english, Amounts.Of(new Money(cents), Language.English));
    }

    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(999, "999", "999")]
    [InlineData(1234567, "1.234.567", "1,234,567")]
    public void Counts_carry_their_thousands(long count, string german, string english)
    {
        Assert.Equal(german, Amounts.Of(count, Language.German));
        Assert.Equal(english, Amounts.Of(count, Language.English));
    }

    [Theory]
    [InlineData(9_999, "9.999")]
    [InlineData(10_000, "10.000+")]
    public void A_count_that_stopped_at_its_cap_says_so(long count, string shown) =>
        Assert.Equal(shown, Amounts.Capped(count, 10_000, Language.German));

    [Theory]
    [InlineData("2.5", "2,5", "2.5")]
    [InlineData("19", "19", "19")]
    [InlineData("-0.125", "−0,125", "−0.125")]
    [InlineData("1000", "1.000", "1,000")]
    public void Quantities_have_the_decimals_they_need(string value, string german, string english)
    {
        var amount = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(german, Amounts.Of(amount, Language.German));
        Assert.Equal(english, Amounts.Of(amount, Language.English));
    }
}
