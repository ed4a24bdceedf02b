using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;

namespace OrderConnector.Core.Tests.Orders;

public sealed class WritingAndReadingOrders
{
    [Fact]
    public void Any_order_that_is_written_reads_as_itself() => Prop
        .ForAll(Arb.From(SomeOrders.All), order => Same(order, PizzaOrder.Read(PizzaOrder.Write(order)).Order))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_such_order_breaks_no_rule() => Prop
        .ForAll(Arb.From(SomeOrders.All), order => ShopOrderRules.Check(order, PizzaOrder.Now).Count == 0)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_order_hashes_as_itself_when_read_again() => Prop
        .ForAll(Arb.From(SomeOrders.All), order =>
            OrderContent.Hash(order) == OrderContent.Hash(PizzaOrder.Read(PizzaOrder.Write(order)).Order!))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Any_numbered_order_that_is_written_reads_as_itself() => Prop
        .ForAll(Arb.From(SomeOrders.All), order =>
        {
            var numbered = NumberedOrders.Of(order);
            return JsonSerializer.Serialize(numbered)
                == JsonSerializer.Serialize(NumberedOrders.Read(NumberedOrders.Write(numbered)).Value);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void The_canonical_document_looks_like_this() => Assert.Equal(
        """
        {"externalId":"WS-10023","externalNumber":"10023","branchId":"berlin-mitte","placedAt":"2026-11-20T11:01:22Z",
        "currency":"EUR","fulfilment":{"type":"pickup"},"payment":"prepaid",
        "payments":[{"type":"paymentService","name":"PayPal","amount":22.55,"reference":"5XY"}],
        "lines":[
        {"kind":"item","sku":"4711","name":"Pizza Margherita","quantity":2,"unitPrice":9.90,"amount":19.80,"vatRate":7},
        {"kind":"item","sku":"0815","name":"Cola 0,5 l","quantity":1,"unitPrice":2.50,"amount":2.50,"vatRate":19},
        {"kind":"deposit","sku":"PFAND25","name":"Pfand","quantity":1,"unitPrice":0.25,"amount":0.25,"vatRate":19}],
        "total":22.55,
        "customer":{"name":"Erika Muster","phone":"030 1","email":"e@example.org","address":"Weg 1\n10115 Berlin"}}
        """.ReplaceLineEndings(""),
        PizzaOrder.Write(PizzaOrder.Order()));

    [Fact]
    public void Numbers_and_times_have_one_form()
    {
        var order = PizzaOrder.Order();
        var line = order.Lines[0] with
        {
            Quantity = new Quantity(-451),
            UnitPrice = new Money(990),
            Amount = new Money(-446),
            VatRate = new VatRate(780),
            Lines = [order.Lines[1] with { VoidsLine = 3 }],
        };
        var json = PizzaOrder.Write(order with
        {
            Lines = [line],
            Total = new Money(-5),
            PlacedAt = order.PlacedAt.AddTicks(1_200_000),
            DueAt = order.PlacedAt,
        });
        Assert.Contains(
            """ "quantity":-0.451,"unitPrice":9.90,"amount":-4.46,"vatRate":7.8,"lines":[{""".Trim(), json,
            StringComparison.Ordinal);
        Assert.Contains("\"voidsLine\":3", json, StringComparison.Ordinal);
        Assert.Contains("\"total\":-0.05", json, StringComparison.Ordinal);
        Assert.Contains("\"placedAt\":\"2026-11-20T11:01:22.12Z\"", json, StringComparison.Ordinal);
        Assert.Contains("\"dueAt\":\"2026-11-20T11:01:22Z\"", json, StringComparison.Ordinal);
    }

    private static bool Same(ShopOrder one, ShopOrder? other) =>
        other is not null && JsonSerializer.Serialize(Utc(one)) == JsonSerializer.Serialize(other);

    private static ShopOrder Utc(ShopOrder order) =>
        order with { PlacedAt = order.PlacedAt.ToUniversalTime(), DueAt = order.DueAt?.ToUniversalTime() };
}
