using System.Text.Json;
using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Orders;

public sealed class NumberedOrders
{
    private static readonly OrderId s_original = OrderId.Derive("webshop", "WS-1");

    [Fact]
    public void A_delivery_carries_the_order_and_what_storing_added()
    {
        var json = Write(Of(PizzaOrder.Order()));
        Assert.StartsWith(
            $$"""
            {"id":"{{OrderId.Derive("webshop", "WS-10023")}}","number":40000017,"channel":"webshop",
            "release":"auto","receiptToken":"tok","masterData":3,"externalId":"WS-10023",
            """.ReplaceLineEndings(""),
            json, StringComparison.Ordinal);
        var order = Read(json).Value!;
        Assert.Equal(40000017, order.Number);
        Assert.Equal(2255, order.Order.Total.Cents);
        Assert.False(order.IsCounterOrder);
    }

    [Fact]
    public void A_counter_order_carries_what_it_voids_and_negative_amounts()
    {
        var counter = VoidPlan.For(PizzaOrder.Order(), [], new VoidCall("V-1", "wrong", null)).Counter!;
        var outcome = Read(Write(Of(counter) with { Voids = s_original, VoidsNumber = 40000001, Reason = "wrong" }));
        Assert.True(outcome.IsRead);
        Assert.True(outcome.Value.IsCounterOrder);
        Assert.Equal(s_original, outcome.Value.Voids);
        Assert.Equal(40000001, outcome.Value.VoidsNumber);
        Assert.Equal("wrong", outcome.Value.Reason);
        Assert.Equal(-2255, outcome.Value.Order.Total.Cents);
        Assert.Equal(0, outcome.Value.Order.Lines[0].VoidsLine);
    }

    [Theory]
    [InlineData("/id", null, "/id: member-missing")]
    [InlineData("/id", "\"x\"", "/id: id-invalid")]
    [InlineData("/id", "\"00000000000000000000000000000000A\"", "/id: text-too-long")]
    [InlineData("/id", "5", "/id: type-wrong")]
    [InlineData("/number", null, "/number: member-missing")]
    [InlineData("/number", "0", "/number: number-out-of-range")]
    [InlineData("/number", "1.5", "/number: number-too-many-decimals")]
    [InlineData("/channel", null, "/channel: member-missing")]
    [InlineData("/release", null, "/release: member-missing")]
    [InlineData("/release", "\"soon\"", "/release: value-unknown")]
    [InlineData("/release", "\"automatic\"", "/release: text-too-long")]
    [InlineData("/receiptToken", null, "/receiptToken: member-missing")]
    [InlineData("/masterData", null, "/masterData: member-missing")]
    [InlineData("/masterData", "-1", "/masterData: number-out-of-range")]
    [InlineData("/currency", "\"CHF\"", "/currency: currency-not-eur")]
    [InlineData("/lines", "[]", "/lines: lines-empty")]
    [InlineData("/voids", "\"x\"", "/voids: id-invalid|/voidsNumber: member-missing|/reason: member-missing")]
    [InlineData("/voids", "\"00000000000000000000000000000001\"",
        "/voidsNumber: member-missing|/reason: member-missing")]
    public void A_delivery_that_is_not_whole_is_told_like_a_posted_order(string pointer, string? raw, string faults)
    {
        var json = Write(Of(PizzaOrder.Order()));
        var outcome = Read(raw is null ? json.Without(pointer) : json.With(pointer, raw));
        Assert.Equal(faults.Split('|'), outcome.Faults.Select(fault => $"{fault.Pointer}: {fault.Code}"));
        Assert.False(outcome.IsRead);
    }

    [Fact]
    public void Something_that_is_no_object_is_no_order()
    {
        Assert.Equal("type-wrong", Assert.Single(Read("[]").Faults).Code);
        Assert.Equal("type-wrong", Assert.Single(NumberedOrderJson.Read(default).Faults).Code);
        using var document = JsonDocument.Parse(new byte[] { (byte)'"', 0xFF, (byte)'"' });
        Assert.Equal("utf8-invalid", Assert.Single(NumberedOrderJson.Read(document.RootElement).Faults).Code);
    }

    internal static NumberedOrder Of(ShopOrder order) => new(
        OrderId.Derive("webshop", order.ExternalId), 40000017, "webshop", NumberedOrder.ReleasedAutomatically, "tok", 3,
        order with { PlacedAt = order.PlacedAt.ToUniversalTime(), DueAt = order.DueAt?.ToUniversalTime() });

    internal static string Write(NumberedOrder order) =>
        PizzaOrder.WriteWith(writer => NumberedOrderJson.Write(writer, order));

    internal static ReadOutcome<NumberedOrder> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return NumberedOrderJson.Read(document.RootElement);
    }
}
