using System.Globalization;

namespace OrderConnector.Core.Tests;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("1", 1000)]
    [InlineData("0.451", 451)]
    [InlineData("-2.5", -2500)]
    [InlineData("1000000", 1_000_000_000)]
    public void Three_decimals_are_read_exactly(string value, long thousandths)
    {
        Assert.True(Quantity.TryFrom(Decimal(value), out var quantity));
        Assert.Equal(thousandths, quantity.Thousandths);
        Assert.Equal(Decimal(value), quantity.ToDecimal());
    }

    [Theory]
    [InlineData("0.0001")]
    [InlineData("1000000.001")]
    [InlineData("-1000001")]
    [InlineData("79228162514264337593543950335")]
    public void Anything_else_is_refused(string value) => Assert.False(Quantity.TryFrom(Decimal(value), out _));

    [Theory]
    [InlineData(2000, 990, 1980L)]
    [InlineData(500, 1201, null)]
    [InlineData(500, 1200, 600L)]
    [InlineData(-1000, 25, -25L)]
    [InlineData(451, 990, null)]
    [InlineData(long.MaxValue, long.MaxValue, null)]
    [InlineData(long.MinValue / 1000 * 1000, 1_000_000, null)]
    [InlineData(long.MaxValue / 1000 * 1000, 1_000_000, null)]
    public void A_price_is_told_only_where_it_falls_on_a_cent(long thousandths, long cents, long? price) =>
        Assert.Equal(price, new Quantity(thousandths).Times(new Money(cents))?.Cents);

    [Theory]
    [InlineData(1000, "1")]
    [InlineData(500, "0.5")]
    [InlineData(451, "0.451")]
    [InlineData(-1500, "-1.5")]
    [InlineData(1_000_000_000, "1000000")]
    public void It_is_written_with_as_few_decimals_as_it_needs(long thousandths, string text) =>
        Assert.Equal(text, new Quantity(thousandths).ToString());

    private static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
