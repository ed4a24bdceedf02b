using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;

namespace OrderConnector.Core.Tests.Orders;

public sealed class PersonalDataOfAnOrder
{
    [Fact]
    public void Is_customer_note_name_and_payment_references_and_nothing_else()
    {
        var line = new OrderLine(
            LineKind.Item, null, "Pizza", Quantity.One, new Money(990), new Money(990), new VatRate(700), null, []);
        var order = new ShopOrder(
            "A-1", "1", "berlin", new DateTimeOffset(2026, 11, 20, 12, 0, 0, default), null,
            new Fulfilment(FulfilmentType.Pickup, "7", "Ann"), PaymentMode.Prepaid,
            [new Payment(PaymentType.PaymentService, "PayPal", new Money(990), "5XY")], [line], new Money(990),
            new Customer("Ann", "0123", "ann@example.com", "Weg 1"), "ring twice");

        var without = PersonalData.Without(order);

        Assert.Null(without.Customer);
        Assert.Null(without.Note);
        Assert.Null(without.Fulfilment.Name);
        Assert.All(without.Payments, payment => Assert.Null(payment.Reference));
        Assert.Equal(
            order.Payments.Select(payment => (payment.Type, payment.Name, payment.Amount)),
            without.Payments.Select(payment => (payment.Type, payment.Name, payment.Amount)));
        Assert.Equal(
            order with { Customer = null, Note = null, Fulfilment = without.Fulfilment, Payments = without.Payments },
            without);
        Assert.Equal(order.Fulfilment with { Name = null }, without.Fulfilment);
    }

    [Theory]
    [InlineData(OrderState.AwaitingPayment, true)]
    [InlineData(OrderState.Held, true)]
    [InlineData(OrderState.Queued, true)]
    [InlineData(OrderState.Collected, true)]
    [InlineData(OrderState.SetAside, true)]
    [InlineData(OrderState.Aborted, false)]
    [InlineData(OrderState.Expired, false)]
    [InlineData(OrderState.Signed, false)]
    [InlineData(OrderState.Unsigned, false)]
    [InlineData(OrderState.Cancelled, false)]
    [InlineData(OrderState.TransmittedManually, false)]
    [InlineData(OrderState.Rejected, false)]
    public void Is_needed_while_the_order_is_on_its_way(OrderState state, bool needed) =>
        Assert.Equal(needed, PersonalData.IsNeeded(state));
}
