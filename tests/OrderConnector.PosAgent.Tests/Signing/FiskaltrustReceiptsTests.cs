using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Core;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;
using OrderConnector.Fiscal.Orders;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Fiskaltrust;
using OrderConnector.Simulators.Tss.Vendors;
using Xunit;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>Every kind of line and payment has its number, and a queue makes our text of them.</summary>
public class FiskaltrustReceiptsTests
{
    private static readonly DateOnly s_day = new(2026, 11, 20);

    [Theory]
    [InlineData(LineKind.Item, 19, 990, 0x4445_0000_0000_0001)]
    [InlineData(LineKind.Item, 7, 990, 0x4445_0000_0000_0002)]
    [InlineData(LineKind.Item, 0, 990, 0x4445_0000_0000_0006)]
    [InlineData(LineKind.DeliveryFee, 7, 250, 0x4445_0000_0000_001A)]
    [InlineData(LineKind.Deposit, 19, 25, 0x4445_0000_0000_0021)]
    [InlineData(LineKind.DepositReturn, 19, -25, 0x4445_0000_0000_0029)]
    [InlineData(LineKind.Discount, 7, -100, 0x4445_0000_0000_0032)]
    [InlineData(LineKind.Surcharge, 19, 50, 0x4445_0000_0000_0039)]
    [InlineData(LineKind.TipEmployer, 19, 200, 0x4445_0000_0000_0051)]
    [InlineData(LineKind.TipEmployee, null, 200, 0x4445_0000_0000_0059)]
    [InlineData(LineKind.MultiPurposeVoucher, null, 5000, 0x4445_0000_0000_0060)]
    [InlineData(LineKind.MultiPurposeVoucherRedemption, null, -2000, 0x4445_0000_0000_0068)]
    [InlineData(LineKind.SinglePurposeVoucher, 7, 2500, 0x4445_0000_0000_0062)]
    [InlineData(LineKind.SinglePurposeVoucherRedemption, 7, -2500, 0x4445_0000_0000_006A)]
    public void Every_kind_of_line_has_its_case_and_falls_into_the_sum_it_has_in_our_text(
        LineKind kind, int? rate, long cents, long expected)
    {
        var order = Order(
            [Line(kind, rate, cents), Line(LineKind.Item, 19, 10_000)],
            [new Payment(PaymentType.PaymentService, "PayPal", new Money(10_000 + cents), null)]);

        var content = Of(order);

        Assert.Equal(expected, content.ChargeItems[0].Case);
        Assert.Equal(order.Data, FiskaltrustWriter.Receipt(Request(content)));
    }

    [Theory]
    [InlineData(PaymentType.Cash, 0x4445_0000_0000_0001)]
    [InlineData(PaymentType.DebitCard, 0x4445_0000_0000_0004)]
    [InlineData(PaymentType.CreditCard, 0x4445_0000_0000_0005)]
    [InlineData(PaymentType.PaymentService, 0x4445_0000_0000_0006)]
    [InlineData(PaymentType.PrepaidCard, 0x4445_0000_0000_0007)]
    [InlineData(PaymentType.Other, 0x4445_0000_0000_0009)]
    public void Every_kind_of_payment_has_its_case(PaymentType type, long expected)
    {
        var order = Order([Line(LineKind.Item, 7, 990)], [new Payment(type, null, new Money(990), null)]);

        var content = Of(order);

        Assert.Equal(expected, Assert.Single(content.PayItems).Case);
        Assert.Equal(order.Data, FiskaltrustWriter.Receipt(Request(content)));
    }

    [Fact]
    public void A_counter_order_comes_out_with_its_signs_turned()
    {
        var order = Order(
            [Line(LineKind.Item, 7, -1980) with { Quantity = new Quantity(-2000), UnitPrice = new Money(990) }],
            [new Payment(PaymentType.CreditCard, null, new Money(-1980), null)]);

        Assert.Equal(order.Data, FiskaltrustWriter.Receipt(Request(Of(order))));
        Assert.Equal("Beleg^0.00_-19.80_0.00_0.00_0.00^-19.80:Unbar", order.Data.Text);
    }

    [Fact]
    public void A_discount_that_is_taken_back_is_money_and_not_its_opposite()
    {
        var back = Line(LineKind.Discount, 7, 100) with { Quantity = new Quantity(-1000), UnitPrice = new Money(-100) };
        var sold = Line(LineKind.Item, 7, -990) with { Quantity = new Quantity(-1000), UnitPrice = new Money(990) };
        var receipt = Order([sold, back], [new Payment(PaymentType.CreditCard, null, new Money(-890), null)]);
        var slip = Order([sold, back], []);

        Assert.Equal(receipt.Data, FiskaltrustWriter.Receipt(Request(Of(receipt))));
        Assert.True(BestellungV1.SaysTheSame(
            slip.Data.Text, FiskaltrustWriter.Order(Request(Of(slip))).Text));
    }

    [Fact]
    public void An_order_paid_on_site_is_an_order_without_payments()
    {
        var order = Order([Line(LineKind.Item, 7, 990), Line(LineKind.Item, 19, 250)], []);

        var content = Of(order);

        Assert.Equal(FiskaltrustCases.InfoOrder, content.Case);
        Assert.Empty(content.PayItems);
        Assert.Equal(order.Data, FiskaltrustWriter.Order(Request(content)));
    }

    [Fact]
    public void Where_the_minus_of_a_discount_stands_in_an_order_is_the_queues_own_choice_and_says_the_same()
    {
        var order = Order([Line(LineKind.Item, 7, 990), Line(LineKind.Discount, 7, -100)], []);

        var written = FiskaltrustWriter.Order(Request(Of(order)));

        Assert.NotEqual(order.Data, written);
        Assert.True(BestellungV1.SaysTheSame(order.Data.Text, written.Text));
        Assert.False(BestellungV1.SaysTheSame(
            order.Data.Text, written.Text.Replace("-1;", "1;", StringComparison.Ordinal)));
    }

    [Fact]
    public void Numbers_beyond_what_a_double_holds_leave_as_they_are()
    {
        var json = JsonSerializer.Serialize(
            new FtPayItem(1, "PayPal", 22.30m, FiskaltrustCases.OfPayment(PaymentType.PaymentService)), FtJson.Options);

        Assert.Equal(
            """{"Quantity":1,"Description":"PayPal","Amount":22.30,"ftPayItemCase":4919338167972134918}""", json);
        Assert.Equal(4919338172267102209, FiskaltrustCases.PosReceipt | FiskaltrustCases.Implicit);
    }

    private static FtContent Of(FiscalOrder order)
    {
        var (content, reason) = FiskaltrustReceipts.Of(order.Data);
        Assert.Null(reason);
        return content!;
    }

    private static JsonObject Request(FtContent content) => new()
    {
        ["cbChargeItems"] = JsonSerializer.SerializeToNode(content.ChargeItems, FtJson.Options),
        ["cbPayItems"] = JsonSerializer.SerializeToNode(content.PayItems, FtJson.Options),
    };

    private static OrderLine Line(LineKind kind, int? rate, long cents) => new(
        kind, null, kind.ToString(), Quantity.One, new Money(cents), new Money(cents),
        rate is { } percent ? new VatRate(percent * 100) : null, null, []);

    private static FiscalOrder Order(IReadOnlyList<OrderLine> lines, IReadOnlyList<Payment> payments)
    {
        var total = new Money(lines.Sum(line => line.Amount.Cents));
        var order = new ShopOrder(
            "WS-1", null, "berlin-mitte", new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), null,
            new Fulfilment(FulfilmentType.Pickup, null, null),
            payments.Count > 0 ? PaymentMode.Prepaid : PaymentMode.OnSite, payments, lines, total, null, null);
        return Assert.IsType<FiscalOrderOutcome.Ready>(FiscalOrder.For(order, s_day)).Order;
    }
}
