using OrderConnector.Core;

namespace OrderConnector.Core.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("9.9", 990)]
    [InlineData("9.90", 990)]
    [InlineData("-19.80", -1980)]
    public void Euro_on_a_cent_is_read_exactly(string euro, long cents)
    {
        Assert.True(Money.TryFromEuro(Decimal(euro), out var money));
        Assert.Equal(cents, money.Cents);
    }

    [Theory]
    [InlineData("0.001")]
    [InlineData("9000000000000000.01")]
    [InlineData("79228162514264337593543950335")]
    public void Anything_else_is_refused(string euro) =>
        Assert.False(Money.TryFromEuro(Decimal(euro), out _));

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(-1, "-0.01")]
    [InlineData(300000, "3000.00")]
    [InlineData(long.MinValue, "-92233720368547758.08")]
    public void It_is_written_with_two_decimals_and_a_point(long cents, string text) =>
        Assert.Equal(text, new Money(cents).ToString());

    [Fact]
    public void It_is_compared_by_amount()
    {
        var (less, more) = (new Money(-1), new Money(1));
        Assert.True(less < more && more > less && less <= more && more >= less && less != more);
        Assert.True(less <= new Money(-1) && less >= new Money(-1) && less == new Money(-1));
        Assert.Equal([less, Money.Zero, more], new[] { more, less, Money.Zero }.Order());
    }

    [Fact]
    public void What_does_not_fit_is_never_counted_wrong()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MinValue) - new Money(1));
        Assert.Throws<OverflowException>(() => -new Money(long.MinValue));
    }

    private static decimal Decimal(string text) =>
        decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
