using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Orders;

public sealed class ReceiptTokens
{
    private static readonly OrderId s_id = OrderId.Derive("webshop", "WS-1");

    [Fact]
    public void A_token_names_its_order_and_hides_the_rest()
    {
        var token = ReceiptToken.Make(s_id, new byte[16]);

        Assert.Equal(43, token.Length);
        Assert.True(ReceiptToken.TryReadOrder(token, out var id));
        Assert.Equal(s_id, id);
        Assert.True(ReceiptToken.AreEqual(token, ReceiptToken.Make(s_id, new byte[16])));
        Assert.False(ReceiptToken.AreEqual(token, ReceiptToken.Make(s_id, [.. new byte[15], 1])));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no such token")]
    [InlineData("ä!_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_token_is_told_so(string? text) => Assert.False(ReceiptToken.TryReadOrder(text, out _));

    [Fact]
    public void Too_little_randomness_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => ReceiptToken.Make(s_id, new byte[15]));
}
