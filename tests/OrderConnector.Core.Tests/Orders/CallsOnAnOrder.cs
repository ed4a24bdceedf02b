using System.Text;
using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Orders;

public sealed class CallsOnAnOrder
{
    private const string Paid = """
        {"outcome":"paid","payments":[{"type":"creditCard","name":"Visa","amount":"22.55"}]}
        """;
    private const string Void = """{"externalId":"V-1","reason":"wrong","lines":[{"line":0,"quantity":1}]}""";

    [Fact]
    public void A_payment_is_read()
    {
        var call = OrderCallReader.ReadPayment(Encoding.UTF8.GetBytes(Paid)).Value!;
        Assert.Equal(PaymentOutcome.Paid, call.Outcome);
        Assert.Equal([new Payment(PaymentType.CreditCard, "Visa", new Money(2255), null)], call.Payments);
    }

    [Theory]
    [InlineData("paid", PaymentOutcome.Paid)]
    [InlineData("failed", PaymentOutcome.Failed)]
    [InlineData("aborted", PaymentOutcome.Aborted)]
    public void A_checkout_ends_in_one_of_three_ways(string name, PaymentOutcome outcome)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"outcome":"{{name}}"}""");
        Assert.Equal(outcome, OrderCallReader.ReadPayment(body).Value!.Outcome);
        Assert.Equal(name, outcome.ToWire());
    }

    [Fact]
    public void A_cancellation_is_read() => Assert.Equal(
        new CancelCall("Kunde will nicht mehr"),
        OrderCallReader.ReadCancel(Encoding.UTF8.GetBytes("""{"reason":"Kunde will nicht mehr"}""")).Value);

    [Theory]
    [InlineData("/lines", "null")]
    [InlineData("/lines", "[{\"line\":1,\"quantity\":0.5}]")]
    public void A_void_is_read(string pointer, string raw)
    {
        var call = OrderCallReader.ReadVoid(Encoding.UTF8.GetBytes(Void.With(pointer, raw))).Value!;
        Assert.Equal(("V-1", "wrong"), (call.ExternalId, call.Reason));
        Assert.Equal(raw == "null" ? null : [new VoidCallLine(1, new Quantity(500))], call.Lines);
    }

    [Theory]
    [InlineData("[]", "", "type-wrong")]
    [InlineData("", "", "json-malformed")]
    [InlineData("{}", "/outcome", "member-missing")]
    [InlineData("""{"outcome":"maybe"}""", "/outcome", "value-unknown")]
    [InlineData("""{"outcome":"paid","outcome":"failed"}""", "/outcome", "member-duplicate")]
    [InlineData("""{"outcome":"paid","payments":[{"type":"cash"}]}""", "/payments/0/amount", "member-missing")]
    public void A_faulty_payment_is_told(string body, string pointer, string code) =>
        Single(pointer, code, OrderCallReader.ReadPayment(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("{}", "/reason", "member-missing")]
    [InlineData("""{"reason":" "}""", "/reason", "text-empty")]
    [InlineData("""{"reason":5}""", "/reason", "type-wrong")]
    public void A_faulty_cancellation_is_told(string body, string pointer, string code) =>
        Single(pointer, code, OrderCallReader.ReadCancel(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("/externalId", "null", "/externalId", "member-missing")]
    [InlineData("/reason", "null", "/reason", "member-missing")]
    [InlineData("/lines", "{}", "/lines", "type-wrong")]
    [InlineData("/lines", "[]", "/lines", "void-lines-count")]
    [InlineData("/lines/0", "7", "/lines/0", "type-wrong")]
    [InlineData("/lines/0/line", "null", "/lines/0/line", "member-missing")]
    [InlineData("/lines/0/line", "-1", "/lines/0/line", "number-out-of-range")]
    [InlineData("/lines/0/line", "0.5", "/lines/0/line", "number-too-many-decimals")]
    [InlineData("/lines/0/quantity", "null", "/lines/0/quantity", "member-missing")]
    [InlineData("/lines/0/quantity", "0", "/lines/0/quantity", "number-out-of-range")]
    [InlineData("/lines/0/quantity", "-1", "/lines/0/quantity", "number-out-of-range")]
    public void A_faulty_void_is_told(string pointer, string raw, string place, string code) =>
        Single(place, code, OrderCallReader.ReadVoid(Encoding.UTF8.GetBytes(Void.With(pointer, raw))));

    [Fact]
    public void A_void_names_at_most_as_many_lines_as_an_order_has() => Single("/lines", "void-lines-count",
        OrderCallReader.ReadVoid(Encoding.UTF8.GetBytes(Void.With(
            "/lines", $"[{string.Join(',', Enumerable.Repeat("""{"line":0,"quantity":1}""", 501))}]"))));

    [Fact]
    public void What_is_paid_must_equal_the_total()
    {
        var order = PizzaOrder.Order() with { Payment = PaymentMode.Pending, Payments = [] };
        Assert.Empty(PaymentRules.Check(order, Call(PaymentOutcome.Paid, 2255)));
        Assert.Empty(PaymentRules.Check(order, Call(PaymentOutcome.Paid, 2000, 255)));
        Assert.Empty(PaymentRules.Check(order with { Total = Money.Zero }, Call(PaymentOutcome.Paid)));
        Assert.Equal(["/payments: payments-differ-from-total"], Faults(order, Call(PaymentOutcome.Paid)));
        Assert.Equal(["/payments: payments-differ-from-total"], Faults(order, Call(PaymentOutcome.Paid, 2254)));
        Assert.Equal(["/payments/1/amount: payment-negative"], Faults(order, Call(PaymentOutcome.Paid, 2256, -1)));
    }

    [Theory]
    [InlineData(PaymentOutcome.Failed)]
    [InlineData(PaymentOutcome.Aborted)]
    public void A_checkout_that_came_to_nothing_has_no_payments(PaymentOutcome outcome)
    {
        Assert.Empty(PaymentRules.Check(PizzaOrder.Order(), Call(outcome)));
        Assert.Equal(["/payments: payments-not-expected"], Faults(PizzaOrder.Order(), Call(outcome, 2255)));
    }

    [Fact]
    public void A_paid_order_is_a_prepaid_order()
    {
        var order = PizzaOrder.Order() with { Payment = PaymentMode.Pending, Payments = [] };
        var paid = PaymentRules.Paid(order, Call(PaymentOutcome.Paid, 2255).Payments);
        Assert.Empty(ShopOrderRules.Check(paid, PizzaOrder.Now));
        Assert.Equal(PaymentMode.Prepaid, paid.Payment);
    }

    private static PaymentCall Call(PaymentOutcome outcome, params long[] cents) =>
        new(outcome, [.. cents.Select(amount => new Payment(PaymentType.Other, null, new Money(amount), null))]);

    private static IEnumerable<string> Faults(ShopOrder order, PaymentCall call) =>
        Print(PaymentRules.Check(order, call));

    private static IEnumerable<string> Print(IEnumerable<Rejection> faults) =>
        faults.Select(fault => $"{fault.Pointer}: {fault.Code}");

    private static void Single<T>(string pointer, string code, ReadOutcome<T> outcome)
        where T : class
    {
        Assert.Equal([$"{pointer}: {code}"], Print(outcome.Faults));
        Assert.False(outcome.IsRead);
    }
}
