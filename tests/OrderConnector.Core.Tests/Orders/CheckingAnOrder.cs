using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Orders;

public sealed class CheckingAnOrder
{
    public static TheoryData<string> Taxed => new(
        "item", "deposit", "depositReturn", "discount", "surcharge", "deliveryFee", "tipEmployer",
        "singlePurposeVoucher", "singlePurposeVoucherRedemption");

    public static TheoryData<string> Untaxed =>
        new("tipEmployee", "multiPurposeVoucher", "multiPurposeVoucherRedemption");

    [Theory]
    [MemberData(nameof(Taxed))]
    public void A_kind_that_bears_VAT_needs_a_rate_the_law_knows(string kind)
    {
        Assert.Empty(Check(Line(kind, rate: "19")));
        Assert.Equal(["/lines/0/vatRate: vat-rate-missing"], Check(Line(kind, rate: "null")));
        Assert.Equal(["/lines/0/vatRate: vat-rate-unknown"], Check(Line(kind, rate: "18.99")));
        Assert.Equal(["/lines/0/vatRate: vat-rate-unknown"], Check(Line(kind, rate: "16")));
    }

    [Theory]
    [MemberData(nameof(Untaxed))]
    public void A_kind_outside_VAT_has_no_rate(string kind)
    {
        Assert.Empty(Check(Line(kind, rate: "null")));
        Assert.Equal(["/lines/0/vatRate: vat-rate-not-allowed"], Check(Line(kind, rate: "0")));
    }

    [Theory]
    [InlineData("2020-12-31T22:59:59Z", "16", true)]
    [InlineData("2020-12-31T23:00:00Z", "16", false)]
    [InlineData("2020-12-31T23:00:00Z", "19", true)]
    [InlineData("2020-06-30T21:59:59Z", "19", true)]
    [InlineData("2020-06-30T22:00:00Z", "19", false)]
    [InlineData("2020-06-30T22:00:00Z", "5", true)]
    [InlineData("2020-07-01T03:00:00+05:00", "5", true)]
    public void The_rate_is_judged_on_the_German_date_of_the_order(string placedAt, string rate, bool known)
    {
        var order = PizzaOrder.Read(Line("item", rate).With("/placedAt", $"\"{placedAt}\"")).Order!;
        Assert.Equal(
            known ? [] : ["/lines/0/vatRate: vat-rate-unknown"], Print(ShopOrderRules.Check(order, order.PlacedAt)));
    }

    [Theory]
    [InlineData("depositReturn", "1", "-0.25", "-0.25", null)]
    [InlineData("depositReturn", "-1", "0.25", "-0.25", null)]
    [InlineData("depositReturn", "-1", "-0.25", "0.25", "/lines/0/amount: amount-not-negative")]
    [InlineData("depositReturn", "1", "0.25", "0.25", "/lines/0/amount: amount-not-negative")]
    [InlineData("discount", "1", "0", "0", "/lines/0/amount: amount-not-negative")]
    [InlineData("discount", "1", "0.01", "0.01", "/lines/0/amount: amount-not-negative")]
    [InlineData("discount", "0", "-1", "0", "/lines/0/quantity: quantity-zero")]
    [InlineData("multiPurposeVoucherRedemption", "1", "5", "5", "/lines/0/amount: amount-not-negative")]
    [InlineData("singlePurposeVoucherRedemption", "1", "5", "5", "/lines/0/amount: amount-not-negative")]
    [InlineData("item", "1", "0", "0", null)]
    [InlineData("item", "0", "1", "0", "/lines/0/quantity: quantity-zero")]
    [InlineData("item", "-1", "-1", "1",
        "/lines/0/quantity: quantity-negative|/lines/0/unitPrice: unit-price-negative")]
    [InlineData("item", "-1", "1", "-1", "/lines/0/quantity: quantity-negative|/lines/0/amount: amount-negative")]
    [InlineData("item", "1", "-1", "-1", "/lines/0/unitPrice: unit-price-negative|/lines/0/amount: amount-negative")]
    [InlineData("deliveryFee", "1", "-1", "-1",
        "/lines/0/unitPrice: unit-price-negative|/lines/0/amount: amount-negative")]
    [InlineData("tipEmployee", "1", "-1", "-1",
        "/lines/0/unitPrice: unit-price-negative|/lines/0/amount: amount-negative")]
    public void Only_what_takes_money_off_is_negative(
        string kind, string quantity, string price, string amount, string? faults)
    {
        var rate = Untaxed.Contains(kind) ? "null" : "19";
        var line = Priced(kind, quantity, price, amount).With("/vatRate", rate);
        Assert.Equal(faults?.Split('|') ?? [], CheckBeside(line, amount));
    }

    [Theory]
    [InlineData("2", "9.90", "19.80", true)]
    [InlineData("2", "9.90", "19.81", false)]
    [InlineData("2", "9.90", "19.79", false)]
    [InlineData("0.451", "9.90", "4.46", true)]
    [InlineData("0.451", "9.90", "4.47", true)]
    [InlineData("0.451", "9.90", "4.45", false)]
    [InlineData("0.451", "9.90", "4.48", false)]
    [InlineData("0.001", "0.01", "0.00", true)]
    public void An_amount_is_quantity_times_price_or_less_than_a_cent_off(
        string quantity, string price, string amount, bool fine)
    {
        var line = Priced("item", quantity, price, amount).With("/vatRate", "7");
        Assert.Equal(fine ? [] : ["/lines/0/amount: amount-differs"], CheckBeside(line, amount));
    }

    [Fact]
    public void The_total_must_equal_the_lines_and_their_sub_lines()
    {
        var json = PizzaOrder.Json.With("/lines/0/lines",
            """[{"kind":"item","name":"Extra Käse","quantity":2,"unitPrice":1.50,"vatRate":7}]""");
        Assert.Equal(["/total: total-differs-from-lines"], Check(json));
        Assert.Empty(Check(json.With("/total", "25.55").With("/payments/0/amount", "25.55")));
    }

    [Fact]
    public void Sub_lines_are_checked_like_lines() => Assert.Equal(
        ["/lines/1/lines/0/vatRate: vat-rate-unknown"],
        Check(PizzaOrder.Json.With(
            "/lines/1/lines", """[{"kind":"item","name":"Eis","quantity":1,"unitPrice":0,"vatRate":8}]""")));

    [Theory]
    [InlineData("22.54")]
    [InlineData("22.56")]
    [InlineData("0")]
    public void Payments_of_a_prepaid_order_must_equal_the_total(string amount) => Assert.Equal(
        ["/payments: payments-differ-from-total"], Check(PizzaOrder.Json.With("/payments/0/amount", amount)));

    [Fact]
    public void A_prepaid_order_without_payments_is_not_paid() =>
        Assert.Equal(["/payments: payments-differ-from-total"], Check(PizzaOrder.Json.Without("/payments")));

    [Fact]
    public void A_payment_must_not_be_negative_even_where_the_sum_is_right() => Assert.Equal(
        ["/payments/1/amount: payment-negative"],
        Check(PizzaOrder.Json.With("/payments", """[{"type":"cash","amount":23.55},{"type":"other","amount":-1}]""")));

    [Theory]
    [InlineData("onSite")]
    [InlineData("pending")]
    public void Only_prepaid_orders_have_payments(string payment)
    {
        var json = PizzaOrder.Json.With("/payment", $"\"{payment}\"");
        Assert.Equal(["/payments: payments-not-expected"], Check(json));
        Assert.Empty(Check(json.Without("/payments")));
        Assert.Empty(Check(json.With("/payments", "[]")));
    }

    [Fact]
    public void A_voucher_may_pay_for_all_of_it_and_no_payment_is_needed()
    {
        const string Redemption = """
            {"kind":"multiPurposeVoucherRedemption","name":"G","quantity":1,"unitPrice":-22.55,"voucherNumber":"G1"}
            """;
        var json = PizzaOrder.Json.With("/lines/2/lines", $"[{Redemption}]").With("/total", "0");
        Assert.Empty(Check(json.With("/payments", "[]")));
        Assert.Empty(Check(json.With("/payments/0/amount", "0")));
        Assert.Equal(["/payments: payments-differ-from-total"], Check(json));
    }

    [Fact]
    public void A_total_must_not_be_negative()
    {
        var redemption = Priced("multiPurposeVoucherRedemption", "1", "-30", "-30");
        var json = PizzaOrder.Json.With("/lines/2/lines", $"[{redemption}]").With("/total", "-7.45");
        Assert.Contains("/total: total-negative", Check(json));
    }

    [Theory]
    [InlineData("item", false)]
    [InlineData("discount", false)]
    [InlineData("singlePurposeVoucher", true)]
    [InlineData("multiPurposeVoucher", true)]
    [InlineData("singlePurposeVoucherRedemption", true)]
    [InlineData("multiPurposeVoucherRedemption", true)]
    public void A_voucher_number_belongs_to_a_voucher(string kind, bool allowed) => Assert.Equal(
        allowed ? [] : ["/lines/0/voucherNumber: voucher-number-not-allowed"],
        Check(Line(kind, Untaxed.Contains(kind) ? "null" : "19").With("/lines/0/voucherNumber", "\"G-1\"")));

    [Fact]
    public void Only_a_void_takes_lines_back() => Assert.Equal(
        ["/lines/0/voidsLine: voids-line-not-allowed"], Check(PizzaOrder.Json.With("/lines/0/voidsLine", "0")));

    [Theory]
    [InlineData("2026-11-21T11:02:00Z", null)]
    [InlineData("2026-11-21T11:02:01Z", "/placedAt: placed-in-future")]
    [InlineData("2025-11-19T11:02:00Z", null)]
    [InlineData("2025-11-19T11:01:59Z", "/placedAt: placed-too-long-ago")]
    public void An_order_is_neither_of_tomorrow_nor_of_long_ago(string placedAt, string? fault) => Assert.Equal(
        fault is null ? [] : [fault], Check(PizzaOrder.Json.With("/placedAt", $"\"{placedAt}\"")));

    [Theory]
    [InlineData("2026-11-20T11:00:00Z", null)]
    [InlineData("2026-11-20T10:01:22Z", null)]
    [InlineData("2026-11-20T10:01:21Z", "/dueAt: due-before-placed")]
    [InlineData("2027-11-21T11:01:22Z", null)]
    [InlineData("2027-11-21T11:01:23Z", "/dueAt: due-too-far-ahead")]
    public void An_order_is_due_after_it_was_placed_and_within_a_year(string dueAt, string? fault) => Assert.Equal(
        fault is null ? [] : [fault], Check(PizzaOrder.Json.With("/dueAt", $"\"{dueAt}\"")));

    [Fact]
    public void Every_broken_rule_is_named_in_one_go() => Assert.Equal(
        [
            "/placedAt: placed-in-future", "/dueAt: due-before-placed", "/total: total-differs-from-lines",
            "/payments: payments-differ-from-total", "/lines/0/vatRate: vat-rate-unknown",
            "/lines/1/vatRate: vat-rate-missing", "/lines/2/quantity: quantity-zero",
        ],
        Check(PizzaOrder.Json
            .With("/placedAt", "\"2026-12-20T12:00:00Z\"").With("/dueAt", "\"2026-11-20T12:00:00Z\"")
            .With("/lines/0/vatRate", "8").Without("/lines/1/vatRate").With("/lines/2/quantity", "0")
            .With("/total", "1")));

    private static string Line(string kind, string rate)
    {
        var takesOff = kind is "depositReturn" or "discount" || kind.EndsWith("Redemption", StringComparison.Ordinal);
        var one = takesOff ? "-1" : "1";
        return Beside(Priced(kind, "1", one, one).With("/vatRate", rate), one);
    }

    private static string Priced(string kind, string quantity, string price, string amount) =>
        $$"""{"kind":"{{kind}}","name":"x","quantity":{{quantity}},"unitPrice":{{price}},"amount":{{amount}}}""";

    // The other line keeps the total above zero; it is untaxed, so that no day is wrong for its rate.
    private static string Beside(string line, string amount)
    {
        var total = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture) + 100m;
        return PizzaOrder.Json
            .With("/lines", $"[{line},{Priced("multiPurposeVoucher", "1", "100", "100")}]")
            .With("/total", total.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .With("/payments/0/amount", total.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static IEnumerable<string> CheckBeside(string line, string amount) => Check(Beside(line, amount));

    private static IEnumerable<string> Check(string json)
    {
        var outcome = PizzaOrder.Read(json);
        Assert.Empty(outcome.Faults);
        return Print(ShopOrderRules.Check(outcome.Order!, PizzaOrder.Now));
    }

    private static IEnumerable<string> Print(IEnumerable<Rejection> faults) =>
        faults.Select(fault => $"{fault.Pointer}: {fault.Code}");
}
