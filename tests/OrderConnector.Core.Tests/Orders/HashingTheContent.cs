using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Orders;

public sealed class HashingTheContent
{
    [Fact]
    public void Version_1_of_the_hash_never_changes() => Assert.Equal(
        "v1:9a7e761c434e936508d315a1c6f9785825c4a344aba5923418edf08c14166a22", OrderContent.Hash(PizzaOrder.Order()));

    [Theory]
    [InlineData("/lines/0/unitPrice", "9.9")]
    [InlineData("/lines/0/unitPrice", "\"9.90\"")]
    [InlineData("/lines/0/quantity", "2.000")]
    [InlineData("/lines/0/vatRate", "\"7.00\"")]
    [InlineData("/lines/0/amount", "19.8")]
    [InlineData("/lines/0/lines", "[]")]
    [InlineData("/lines/0/voucherNumber", "null")]
    [InlineData("/placedAt", "\"2026-11-20T11:01:22.000Z\"")]
    [InlineData("/placedAt", "\"2026-11-20T05:01:22-06:00\"")]
    [InlineData("/note", "\"\"")]
    [InlineData("/extra", "1")]
    public void The_same_content_has_the_same_hash(string pointer, string raw) =>
        Assert.Equal(OrderContent.Hash(PizzaOrder.Order()), Hash(pointer, raw));

    [Theory]
    [InlineData("/externalId", "\"WS-10024\"")]
    [InlineData("/externalNumber", "null")]
    [InlineData("/branchId", "\"berlin\"")]
    [InlineData("/placedAt", "\"2026-11-20T12:01:23+01:00\"")]
    [InlineData("/dueAt", "\"2026-11-20T12:01:22+01:00\"")]
    [InlineData("/fulfilment/type", "\"delivery\"")]
    [InlineData("/fulfilment/table", "\"5\"")]
    [InlineData("/fulfilment/name", "\"5\"")]
    [InlineData("/payment", "\"onSite\"")]
    [InlineData("/payments", "[]")]
    [InlineData("/payments/0/type", "\"cash\"")]
    [InlineData("/payments/0/name", "\"Klarna\"")]
    [InlineData("/payments/0/amount", "22.54")]
    [InlineData("/payments/0/reference", "null")]
    [InlineData("/lines/0/kind", "\"surcharge\"")]
    [InlineData("/lines/0/sku", "\"4712\"")]
    [InlineData("/lines/0/name", "\"Pizza\"")]
    [InlineData("/lines/0/quantity", "3")]
    [InlineData("/lines/0/unitPrice", "9.91")]
    [InlineData("/lines/0/amount", "19.81")]
    [InlineData("/lines/0/vatRate", "null")]
    [InlineData("/lines/0/vatRate", "19")]
    [InlineData("/lines/0/voucherNumber", "\"1\"")]
    [InlineData("/lines/0/voidsLine", "0")]
    [InlineData("/lines/0/lines", """[{"kind":"item","name":"x","quantity":1,"unitPrice":0}]""")]
    [InlineData("/total", "22.56")]
    [InlineData("/customer/name", "\"x\"")]
    [InlineData("/customer/phone", "null")]
    [InlineData("/customer/email", "\"x\"")]
    [InlineData("/customer/address", "\"x\"")]
    [InlineData("/note", "\"x\"")]
    public void Other_content_has_another_hash(string pointer, string raw) =>
        Assert.NotEqual(OrderContent.Hash(PizzaOrder.Order()), Hash(pointer, raw));

    [Fact]
    public void A_text_does_not_run_into_the_next() => Assert.NotEqual(
        Hash("/fulfilment", """{"type":"pickup","table":"ab","name":"c"}"""),
        Hash("/fulfilment", """{"type":"pickup","table":"a","name":"bc"}"""));

    [Fact]
    public void A_line_is_not_a_sub_line()
    {
        const string Line = """{"kind":"item","name":"x","quantity":1,"unitPrice":0}""";
        Assert.NotEqual(
            Hash("/lines", $"[{Line},{Line}]"), Hash("/lines", $"[{Line.With("/lines", $"[{Line}]")}]"));
    }

    [Fact]
    public void Large_orders_are_hashed_whole()
    {
        var one = PizzaOrder.Order() with { Note = new string('x', 100_000) + "a" };
        Assert.NotEqual(OrderContent.Hash(one), OrderContent.Hash(one with { Note = new string('x', 100_000) + "b" }));
        Assert.Equal(OrderContent.Hash(one), OrderContent.Hash(one with { }));
    }

    [Fact]
    public void A_void_is_what_was_asked_for()
    {
        var original = OrderId.Derive("webshop", "WS-1");
        var call = new VoidCall("V-1", "wrong", [new VoidCallLine(0, Quantity.One)]);
        var hash = OrderContent.Hash(original, call);
        Assert.Equal(hash, OrderContent.Hash(original, call with { Lines = [new(0, new Quantity(1000))] }));
        Assert.NotEqual(hash, OrderContent.Hash(OrderId.Derive("webshop", "WS-2"), call));
        Assert.NotEqual(hash, OrderContent.Hash(original, call with { ExternalId = "V-2" }));
        Assert.NotEqual(hash, OrderContent.Hash(original, call with { Reason = "late" }));
        Assert.NotEqual(hash, OrderContent.Hash(original, call with { Lines = null }));
        Assert.NotEqual(hash, OrderContent.Hash(original, call with { Lines = [new VoidCallLine(1, Quantity.One)] }));
        Assert.NotEqual(hash, OrderContent.Hash(original, call with { Lines = [new(0, new Quantity(1))] }));
    }

    private static string Hash(string pointer, string raw) =>
        OrderContent.Hash(PizzaOrder.Read(PizzaOrder.Json.With(pointer, raw)).Order!);
}
