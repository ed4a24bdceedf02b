using OrderConnector.Core;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;
using OrderConnector.Fiscal.Orders;
using OrderConnector.Fiscal.ProcessTypes;
using static OrderConnector.Fiscal.Tests.Orders.OrderTable;

namespace OrderConnector.Fiscal.Tests.Orders;

public sealed class FiscalOrderTests
{
    [Fact]
    public void A_prepaid_order_is_a_receipt_over_its_vat_sums_and_payments()
    {
        var order = Ready(Prepaid(Mixed));

        Assert.Equal(ReceiptType.Beleg, order.Type);
        Assert.Equal(KassenbelegV1.ProcessType, order.Data.ProcessType);
        Assert.Equal("Beleg^2.75_19.80_0.00_0.00_0.00^22.55:Unbar", order.Data.Text);
        Assert.Equal(new Money(2255), order.Total);
    }

    [Fact]
    public void An_order_paid_on_site_is_signed_line_by_line_as_an_order()
    {
        var order = Ready(OnSite(
            Line(LineKind.Item, "Pizza \"Diavola\"", 2, 990, 7, Line(LineKind.Item, "Extra Käse", 2, 120, 7)),
            Line(LineKind.Item, "Salat", 0.5m, 1240, 7)));

        Assert.Equal(ReceiptType.AVBestellung, order.Type);
        Assert.Equal(BestellungV1.ProcessType, order.Data.ProcessType);
        Assert.Equal(
            "2;\"Pizza \"\"Diavola\"\"\";9.90\r2;\"Extra Käse\";1.20\r0.5;\"Salat\";12.40", order.Data.Text);
        Assert.Equal(new Money(2840), order.Total);
        Assert.Empty(order.Payments);
    }

    [Fact]
    public void A_counter_order_of_a_paid_one_is_a_receipt_with_negative_sums()
    {
        var original = Prepaid(Mixed);
        var counter = Void(original);

        Assert.Equal("Beleg^-2.75_-19.80_0.00_0.00_0.00^-22.55:Unbar", Ready(counter).Data.Text);
    }

    [Fact]
    public void A_counter_order_of_an_unpaid_one_takes_the_lines_back_with_negative_quantity()
    {
        var counter = Void(OnSite(Mixed));

        Assert.Equal(
            "-2;\"Pizza Margherita\";9.90\r-1;\"Cola 0,5 l\";2.50\r-1;\"Pfand\";0.25", Ready(counter).Data.Text);
    }

    [Theory]
    [InlineData(LineKind.Item, BusinessCase.Umsatz)]
    [InlineData(LineKind.DeliveryFee, BusinessCase.Umsatz)]
    [InlineData(LineKind.Deposit, BusinessCase.Pfand)]
    [InlineData(LineKind.DepositReturn, BusinessCase.PfandRueckzahlung)]
    [InlineData(LineKind.Discount, BusinessCase.Rabatt)]
    [InlineData(LineKind.Surcharge, BusinessCase.Aufschlag)]
    [InlineData(LineKind.TipEmployer, BusinessCase.TrinkgeldAG)]
    [InlineData(LineKind.SinglePurposeVoucher, BusinessCase.EinzweckgutscheinKauf)]
    [InlineData(LineKind.SinglePurposeVoucherRedemption, BusinessCase.EinzweckgutscheinEinloesung)]
    public void What_bears_vat_counts_at_its_own_rate(LineKind kind, BusinessCase businessCase)
    {
        var line = Assert.Single(Ready(Prepaid(Line(kind, "x", 1, 500, 7))).Lines);

        Assert.Equal((businessCase, 2, VatBucket.Reduced), (line.BusinessCase, line.VatKey, line.Bucket));
    }

    [Theory]
    [InlineData(LineKind.TipEmployee, BusinessCase.TrinkgeldAN)]
    [InlineData(LineKind.MultiPurposeVoucher, BusinessCase.MehrzweckgutscheinKauf)]
    [InlineData(LineKind.MultiPurposeVoucherRedemption, BusinessCase.MehrzweckgutscheinEinloesung)]
    public void What_lies_outside_vat_counts_into_the_fifth_sum_with_key_5(LineKind kind, BusinessCase businessCase)
    {
        var line = Assert.Single(Ready(Prepaid(Line(kind, "x", 1, 500, null))).Lines);

        Assert.Equal((businessCase, 5, VatBucket.Zero), (line.BusinessCase, line.VatKey, line.Bucket));
    }

    [Fact]
    public void An_employees_tip_paid_online_is_part_of_the_receipt() => Assert.Equal(
        "Beleg^2.75_19.80_0.00_0.00_2.00^24.55:Unbar",
        Ready(Prepaid([.. Mixed, Line(LineKind.TipEmployee, "Trinkgeld", 1, 200, null)])).Data.Text);

    [Fact]
    public void A_multi_purpose_voucher_pays_for_goods_that_stay_taxed() => Assert.Equal(
        "Beleg^2.75_19.80_0.00_0.00_-15.00^7.55:Unbar",
        Ready(Prepaid(
            [.. Mixed, Line(LineKind.MultiPurposeVoucherRedemption, "Gutschein", 1, -1500, null)])).Data.Text);

    [Fact]
    public void An_order_a_voucher_pays_in_full_carries_no_payment() => Assert.Equal(
        "Beleg^2.75_19.80_0.00_0.00_-22.55^",
        Ready(Prepaid(
            [.. Mixed, Line(LineKind.MultiPurposeVoucherRedemption, "Gutschein", 1, -2255, null)])).Data.Text);

    [Fact]
    public void A_single_purpose_voucher_takes_its_tax_back_when_redeemed() => Assert.Equal(
        "Beleg^0.00_0.00_0.00_0.00_0.00^",
        Ready(Prepaid(
            Line(LineKind.Item, "Brunch", 1, 2500, 7),
            Line(LineKind.SinglePurposeVoucherRedemption, "Gutschein", 1, -2500, 7))).Data.Text);

    [Fact]
    public void Sub_lines_count_at_their_own_rate_behind_their_line()
    {
        var order = Ready(Prepaid(
            Line(LineKind.Item, "Menü", 1, 850, 7,
                Line(LineKind.Item, "Käse", 1, 120, 7), Line(LineKind.Item, "Cola", 1, 210, 19,
                    Line(LineKind.Deposit, "Pfand", 1, 25, 19))),
            Line(LineKind.Item, "Salat", 1, 500, 7)));

        Assert.Equal("Beleg^2.35_14.70_0.00_0.00_0.00^17.05:Unbar", order.Data.Text);
        Assert.Equal(
            [("Menü", 0), ("Käse", 1), ("Cola", 1), ("Pfand", 2), ("Salat", 0)],
            order.Lines.Select(line => (line.Line.Name, line.Depth)));
    }

    [Fact]
    public void Cash_and_other_means_are_told_apart()
    {
        var payments = Enum.GetValues<PaymentType>().Select(type => new Payment(type, null, new Money(100), null));
        var order = Order(PaymentMode.Prepaid, Line(LineKind.Item, "x", 1, 600, 7)) with { Payments = [.. payments] };

        Assert.Equal("Beleg^0.00_6.00_0.00_0.00_0.00^1.00:Bar_5.00:Unbar", Ready(order).Data.Text);
    }

    [Fact]
    public void The_rate_is_the_one_of_the_day()
    {
        var order = Prepaid(Line(LineKind.Item, "x", 1, 600, 16));

        Assert.Equal("Beleg^6.00_0.00_0.00_0.00_0.00^6.00:Unbar", Ready(order, new DateOnly(2020, 12, 31)).Data.Text);
        Refused(order, "/lines/0/vatRate", "vat-rate-unknown");
    }

    [Fact]
    public void Every_line_that_cannot_be_placed_is_named_where_it_stands()
    {
        var order = Prepaid(
            Line(LineKind.Item, "x", 1, 600, 16, Line(LineKind.Item, "y", 1, 100, null)),
            Line(LineKind.TipEmployee, "z", 1, 100, 7),
            Line((LineKind)99, "q", 1, 100, 7));

        Refused(
            order,
            ("/lines/0/vatRate", "vat-rate-unknown"), ("/lines/0/lines/0/vatRate", "vat-rate-missing"),
            ("/lines/1/vatRate", "vat-rate-not-allowed"), ("/lines/2/kind", "line-kind-unknown"));
    }

    [Fact]
    public void An_unknown_kind_of_payment_is_never_taken_for_another() => Refused(
        Prepaid(Mixed) with { Payments = [new Payment((PaymentType)99, null, new Money(2255), null)] },
        "/payments/0/type", "payment-type-unknown");

    [Fact]
    public void Sums_that_do_not_match_are_never_signed()
    {
        Refused(
            Prepaid(Mixed) with { Total = new Money(2256) }, "/total", "total-differs-from-lines");
        Refused(Prepaid(Mixed) with { Payments = [] }, "/payments", "payments-differ-from-total");
        Refused(OnSite(Mixed) with { Payments = Prepaid(Mixed).Payments }, "/payments", "payments-not-expected");
        Refused(Order(PaymentMode.Pending, Mixed), "/payment", "payment-pending");
        Refused(Prepaid(), "/lines", "no-lines");
    }

    [Fact]
    public void Amounts_beyond_any_order_are_refused_before_they_are_added_up()
    {
        var huge = Line(LineKind.Item, "x", 1, long.MaxValue / 2, 7);

        Refused(
            Order(PaymentMode.OnSite) with { Lines = [huge, huge, huge] },
            ("/lines/0/amount", "amount-too-large"), ("/lines/1/amount", "amount-too-large"),
            ("/lines/2/amount", "amount-too-large"));
        Refused(
            Prepaid(Mixed) with { Payments = [new Payment(PaymentType.Cash, null, new Money(long.MinValue), null)] },
            "/payments/0/amount", "amount-too-large");
    }

    private static FiscalOrder Ready(ShopOrder order, DateOnly? day = null) => FiscalOrder.For(order, day ?? Day).Match(
        ready => ready,
        faults => throw new InvalidOperationException(string.Join(", ", faults)));

    private static void Refused(ShopOrder order, string pointer, string code) => Refused(order, (pointer, code));

    private static void Refused(ShopOrder order, params (string Pointer, string Code)[] expected) => Assert.Equal(
        expected,
        FiscalOrder.For(order, Day).Match(
            _ => throw new InvalidOperationException("It was not refused."),
            faults => faults.Select(fault => (fault.Pointer, fault.Code)).ToArray()));

    private static ShopOrder Void(ShopOrder original) =>
        VoidPlan.For(original, [], new VoidCall("V-1", "changed their mind", null)).Counter!;
}
