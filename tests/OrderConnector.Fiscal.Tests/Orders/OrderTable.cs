using OrderConnector.Core;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;

namespace OrderConnector.Fiscal.Tests.Orders;

/// <summary>Orders for tests, written shortly. Amounts in cents, rates in percent.</summary>
internal static class OrderTable
{
    public static readonly DateOnly Day = new(2026, 11, 20);

    public static OrderLine Line(
        LineKind kind, string name, decimal quantity, long unitCents, decimal? percent, params OrderLine[] lines)
    {
        Assert.True(Quantity.TryFrom(quantity, out var many));
        VatRate? rate = percent is { } known ? new VatRate((int)(known * 100)) : null;
        var price = new Money(unitCents);
        return new OrderLine(kind, null, name, many, price, many.Times(price)!.Value, rate, null, lines);
    }

    public static ShopOrder Prepaid(params OrderLine[] lines)
    {
        var total = OrderSums.Of(lines);
        return Order(PaymentMode.Prepaid, lines) with
        {
            Payments = total == Money.Zero ? [] : [new Payment(PaymentType.PaymentService, "PayPal", total, "5XY")],
        };
    }

    public static ShopOrder OnSite(params OrderLine[] lines) => Order(PaymentMode.OnSite, lines);

    public static ShopOrder Order(PaymentMode payment, params OrderLine[] lines) => new(
        "WS-1", "1", "berlin-mitte", new DateTimeOffset(2026, 11, 20, 12, 1, 22, TimeSpan.FromHours(1)), null,
        new Fulfilment(FulfilmentType.Pickup, null, null), payment, [], lines, OrderSums.Of(lines), null, null);

    public static OrderLine[] Mixed { get; } =
    [
        Line(LineKind.Item, "Pizza Margherita", 2, 990, 7),
        Line(LineKind.Item, "Cola 0,5 l", 1, 250, 19),
        Line(LineKind.Deposit, "Pfand", 1, 25, 19),
    ];
}
