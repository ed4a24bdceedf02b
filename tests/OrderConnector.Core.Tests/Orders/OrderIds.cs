using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Orders;

public sealed class OrderIds
{
    [Theory]
    [InlineData("webshop", "WS-10023")]
    [InlineData("", "")]
    [InlineData("käse", "🍕")]
    public void An_id_ends_with_the_hash_of_channel_and_external_id(string channel, string externalId)
    {
        var bytes = new byte[4 + Encoding.UTF8.GetByteCount(channel + externalId)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Encoding.UTF8.GetByteCount(channel));
        Encoding.UTF8.GetBytes(channel + externalId, bytes.AsSpan(4));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.Equal(hash[..24], OrderId.Derive(channel, externalId).ToString()[8..]);
        Assert.Equal(hash[..32], OrderId.Derive(channel, externalId, OrderIdForm.Hashed).ToString());
    }

    [Theory]
    [InlineData(OrderIdForm.Hashed, "7d3e9f8bc38f70158be35af6be57aebd")]
    [InlineData(OrderIdForm.Placed, "8d76a1e67d3e9f8bc38f70158be35af6")]
    public void The_same_order_always_has_the_same_id(OrderIdForm form, string id) =>
        Assert.Equal(id, OrderId.Derive("webshop", "WS-10023", form).Value);

    [Theory]
    [InlineData("WS-10000", "WS-10099")]
    [InlineData("x", "y")]
    [InlineData("", "7")]
    public void Orders_numbered_one_after_the_other_stand_side_by_side(string one, string other)
    {
        Assert.Equal(Place("webshop", one), Place("webshop", other));
        Assert.NotEqual(OrderId.Derive("webshop", one), OrderId.Derive("webshop", other));
    }

    [Theory]
    [InlineData("webshop", "WS-10000", "webshop", "WS-10100")]
    [InlineData("webshop", "WS-10000", "kiosk", "WS-10000")]
    public void Others_stand_apart(string channel, string one, string otherChannel, string other) =>
        Assert.NotEqual(Place(channel, one), Place(otherChannel, other));

    [Fact]
    public void A_form_that_nobody_has_read_yet_names_no_order() =>
        Assert.ThrowsAny<InvalidOperationException>(() => OrderId.Derive("webshop", "WS-10023", default));

    [Fact]
    public void Channel_and_external_id_do_not_run_into_one_another() =>
        Assert.NotEqual(OrderId.Derive("a", "bc"), OrderId.Derive("ab", "c"));

    [Fact]
    public void Long_external_ids_have_ids_too() => Assert.NotEqual(
        OrderId.Derive("a", new string('x', 1000)), OrderId.Derive("a", new string('x', 1001)));

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("0123456789abcdef0123456789abcde", false)]
    [InlineData("0123456789abcdef0123456789abcdef0", false)]
    [InlineData("0123456789ABCDEF0123456789ABCDEF", false)]
    [InlineData("0123456789abcdeg0123456789abcdef", false)]
    [InlineData("0123456789abcde/0123456789abcdef", false)]
    [InlineData("0123456789abcdef0123456789abcdef", true)]
    public void An_id_is_32_lower_case_hex_digits(string? text, bool read) =>
        Assert.Equal(read, OrderId.TryParse(text, out _));

    private static string Place(string channel, string externalId) => OrderId.Derive(channel, externalId).Value[..8];
}
