using System.Text;
using OrderConnector.Core.Documents;

namespace OrderConnector.Core.Tests.Documents;

public sealed class ExactNumberTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("-0.00", 0)]
    [InlineData("0e999999999999", 0)]
    [InlineData("0.000e-5", 0)]
    [InlineData("1", 100)]
    [InlineData("9.9", 990)]
    [InlineData("9.90", 990)]
    [InlineData("9.900000000000000000000000000000000000000000", 990)]
    [InlineData("-19.80", -1980)]
    [InlineData("0.05", 5)]
    [InlineData("10.05", 1005)]
    [InlineData("1e2", 10000)]
    [InlineData("1E+2", 10000)]
    [InlineData("1.5e1", 1500)]
    [InlineData("100e-2", 100)]
    [InlineData("0.00000000000000000001e20", 100)]
    [InlineData("100e-0002", 100)]
    [InlineData("12300e-4", 123)]
    [InlineData("9999999999999999.99", 999999999999999999)]
    [InlineData("-9999999999999999.99", -999999999999999999)]
    [InlineData("90071992547409.93", 9007199254740993)]
    public void A_number_is_read_exactly(string text, long cents)
    {
        var reading = ExactNumber.Read(Encoding.ASCII.GetBytes(text), true, 2, out var scaled);
        Assert.Equal(NumberReading.Exact, reading);
        Assert.Equal(cents, scaled);
    }

    [Theory]
    [InlineData("0.001")]
    [InlineData("22.5500000000000000000000000000000000001")]
    [InlineData("1e-3")]
    [InlineData("12345e-4")]
    [InlineData("1e-999999999999999999")]
    [InlineData("123456789012345678901234567890.001")]
    public void More_decimals_are_not_rounded_away(string text) =>
        Assert.Equal(NumberReading.TooManyDecimals, Read(text));

    [Theory]
    [InlineData("1e999")]
    [InlineData("1e999999999999999999")]
    [InlineData("10000000000000000")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("123456789012345678901234567890.01")]
    public void What_does_not_fit_is_out_of_range(string text) => Assert.Equal(NumberReading.OutOfRange, Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("--1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("01")]
    [InlineData("-00")]
    [InlineData("1,50")]
    [InlineData("1.2.3")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1e1.5")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1_000")]
    public void Anything_else_is_not_a_number(string text) => Assert.Equal(NumberReading.NotANumber, Read(text));

    [Fact]
    public void Texts_have_no_exponent() => Assert.Equal(
        NumberReading.NotANumber, ExactNumber.Read("1e2"u8, withExponent: false, 2, out _));

    private static NumberReading Read(string text) =>
        ExactNumber.Read(Encoding.ASCII.GetBytes(text), true, 2, out _);
}
