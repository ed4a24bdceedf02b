using OrderConnector.Core;
using OrderConnector.Fiscal.ProcessTypes;

namespace OrderConnector.Fiscal.Tests.ProcessTypes;

public sealed class BestellungV1Tests
{
    // The first one is the official example of DSFinV-K, Annex I.
    [Theory]
    [InlineData("2;\"Eisbecher \"\"Himbeere\"\"\";3.99\r1;\"Eiskaffee\";2.99")]
    [InlineData("-1;\"Cola 0,33 l\";2.50")]
    [InlineData("0.5;\"Antipasti\";12.00\r0.451;\"Salat\";9.90")]
    [InlineData("1;\"Stammgast\";-0.79")]
    [InlineData("1;\"a;\"\"b\"\";c\";1.00")]
    [InlineData("1;\"\";0.00")]
    public void What_the_specification_allows_is_read_and_written_again_unchanged(string text)
    {
        Assert.True(BestellungV1.TryRead(text, out var read));
        Assert.Equal(text, BestellungV1.Write(read.Items));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1;\"A\";1.00\n1;\"B\";1.00")]
    [InlineData("1;\"A\";1.00\r")]
    [InlineData("1;\"A\";1.5")]
    [InlineData("1;A;1.00")]
    [InlineData("1;\";1.00")]
    [InlineData("1;\"A\"B\";1.00")]
    [InlineData("1;\"A\"")]
    [InlineData("1.0;\"A\";1.00")]
    [InlineData("0.4516;\"A\";1.00")]
    [InlineData("01;\"A\";1.00")]
    [InlineData("+1;\"A\";1.00")]
    [InlineData(";\"A\";1.00")]
    [InlineData("1;\"A\tB\";1.00")]
    public void What_is_only_nearly_right_is_refused(string text) => Assert.False(BestellungV1.TryRead(text, out _));

    [Theory]
    [InlineData("A\r1;\"B\";0.01", "1;\"A 1;\"\"B\"\";0.01\";1.00")]
    [InlineData("A\r\nB\tC\u0085", "1;\"A  B C \";1.00")]
    [InlineData("whole 🍕", "1;\"whole 🍕\";1.00")]
    public void A_name_cannot_break_out_of_its_line(string name, string expected) =>
        Assert.Equal(expected, BestellungV1.Write([new OrderedItem(Quantity.One, name, new Money(100))]));

    [Fact]
    public void Half_a_character_is_signed_as_utf_8_would_have_it() => Assert.Equal(
        "1;\"half \ufffd\";1.00",
        BestellungV1.Write([new OrderedItem(Quantity.One, "half " + (char)0xD83C, new Money(100))]));

    [Fact]
    public void An_order_without_items_is_a_bug_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => BestellungV1.Write([]));
}
