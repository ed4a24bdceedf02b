using System.Text;
using System.Text.Json;
using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Orders;

public sealed class ReadingAFaultyOrder
{
    private const string Line = """{"kind":"item","name":"x","quantity":1,"unitPrice":1,"vatRate":7}""";

    [Theory]
    [InlineData("/externalId")]
    [InlineData("/branchId")]
    [InlineData("/placedAt")]
    [InlineData("/currency")]
    [InlineData("/fulfilment")]
    [InlineData("/fulfilment/type")]
    [InlineData("/payment")]
    [InlineData("/payments/0/type")]
    [InlineData("/payments/0/amount")]
    [InlineData("/lines")]
    [InlineData("/lines/2/kind")]
    [InlineData("/lines/2/name")]
    [InlineData("/lines/2/quantity")]
    [InlineData("/lines/2/unitPrice")]
    [InlineData("/total")]
    public void A_required_member_must_be_there_and_not_null(string pointer)
    {
        Single(pointer, "member-missing", PizzaOrder.Read(PizzaOrder.Json.Without(pointer)));
        Single(pointer, "member-missing", PizzaOrder.Read(PizzaOrder.Json.With(pointer, "null")));
    }

    [Theory]
    [InlineData("/externalId", "1", "type-wrong")]
    [InlineData("/externalId", "{}", "type-wrong")]
    [InlineData("/externalId", "\"\"", "text-empty")]
    [InlineData("/externalId", "\" \\u00a0\"", "text-empty")]
    [InlineData("/externalId", "\"a\\u0000b\"", "text-control-character")]
    [InlineData("/externalNumber", "17", "type-wrong")]
    [InlineData("/branchId", "\"a\\nb\"", "text-control-character")]
    [InlineData("/note", "\"\\u0085\"", "text-control-character")]
    [InlineData("/note", "\"\u007f\"", "text-control-character")]
    [InlineData("/placedAt", "\"2026-11-20T12:01:22\"", "time-invalid")]
    [InlineData("/placedAt", "1795172482", "type-wrong")]
    [InlineData("/dueAt", "\"soon\"", "time-invalid")]
    [InlineData("/dueAt", "false", "type-wrong")]
    [InlineData("/currency", "\"USD\"", "currency-not-eur")]
    [InlineData("/currency", "\"eur\"", "currency-not-eur")]
    [InlineData("/currency", "\"E\"", "currency-not-eur")]
    [InlineData("/currency", "\"0\"", "currency-not-eur")]
    [InlineData("/currency", "\"EURO\"", "text-too-long")]
    [InlineData("/fulfilment", "\"pickup\"", "type-wrong")]
    [InlineData("/fulfilment/type", "\"drone\"", "value-unknown")]
    [InlineData("/fulfilment/type", "1", "type-wrong")]
    [InlineData("/payment", "\"Prepaid\"", "value-unknown")]
    [InlineData("/payments", "{}", "type-wrong")]
    [InlineData("/payments/0", "5", "type-wrong")]
    [InlineData("/payments/0/type", "\"bitcoin\"", "value-unknown")]
    [InlineData("/payments/0/amount", "22.555", "number-too-many-decimals")]
    [InlineData("/lines", "{}", "type-wrong")]
    [InlineData("/lines", "[]", "lines-empty")]
    [InlineData("/lines/1", "[]", "type-wrong")]
    [InlineData("/lines/1/kind", "\"\"", "value-unknown")]
    [InlineData("/lines/1/quantity", "1.0001", "number-too-many-decimals")]
    [InlineData("/lines/1/quantity", "1000000.001", "number-out-of-range")]
    [InlineData("/lines/1/quantity", "\"one\"", "number-invalid")]
    [InlineData("/lines/1/quantity", "\"1e1\"", "number-invalid")]
    [InlineData("/lines/1/quantity", "\"NaN\"", "number-invalid")]
    [InlineData("/lines/1/quantity", "true", "type-wrong")]
    [InlineData("/lines/1/unitPrice", "1e999", "number-out-of-range")]
    [InlineData("/lines/1/unitPrice", "-10000000.01", "number-out-of-range")]
    [InlineData("/lines/1/unitPrice", "\"2,50\"", "number-invalid")]
    [InlineData("/lines/1/amount", "2.5001", "number-too-many-decimals")]
    [InlineData("/lines/1/vatRate", "100.01", "number-out-of-range")]
    [InlineData("/lines/1/vatRate", "-7", "number-out-of-range")]
    [InlineData("/lines/1/vatRate", "7.001", "number-too-many-decimals")]
    [InlineData("/lines/1/lines", "5", "type-wrong")]
    [InlineData("/lines/1/voidsLine", "-1", "number-out-of-range")]
    [InlineData("/total", "[22.55]", "type-wrong")]
    [InlineData("/customer", "\"Erika\"", "type-wrong")]
    [InlineData("/customer/email", "5", "type-wrong")]
    public void Each_fault_has_its_name_and_place(string pointer, string raw, string code) =>
        Single(pointer, code, PizzaOrder.Read(PizzaOrder.Json.With(pointer, raw)));

    [Theory]
    [InlineData("/externalId", 100)]
    [InlineData("/externalNumber", 100)]
    [InlineData("/branchId", 100)]
    [InlineData("/note", 1000)]
    [InlineData("/fulfilment/table", 50)]
    [InlineData("/fulfilment/name", 200)]
    [InlineData("/lines/0/name", 200)]
    [InlineData("/lines/0/sku", 50)]
    [InlineData("/lines/0/voucherNumber", 50)]
    [InlineData("/payments/0/name", 60)]
    [InlineData("/payments/0/reference", 200)]
    [InlineData("/customer/name", 200)]
    [InlineData("/customer/phone", 50)]
    [InlineData("/customer/email", 254)]
    [InlineData("/customer/address", 500)]
    public void Texts_have_a_longest_length(string pointer, int max)
    {
        ReadOutcome Read(int length) => PizzaOrder.Read(
            PizzaOrder.Json.With(pointer, $"\"{new string('ä', length)}\""));
        Assert.True(Read(max).IsRead);
        Single(pointer, "text-too-long", Read(max + 1));
    }

    [Fact]
    public void An_amount_left_out_must_fall_on_a_cent_and_into_bounds()
    {
        Single("/lines/1/amount", "amount-not-on-a-cent", PizzaOrder.Read(PizzaOrder.Json
            .With("/lines/1/quantity", "0.451")));
        Single("/lines/1/amount", "number-out-of-range", PizzaOrder.Read(PizzaOrder.Json
            .With("/lines/1", """{"kind":"item","name":"x","quantity":1000000,"unitPrice":10000000,"vatRate":7}""")));
        Single("/lines/1/amount", "number-out-of-range", PizzaOrder.Read(PizzaOrder.Json
            .With("/lines/1", """{"kind":"item","name":"x","quantity":1000000,"unitPrice":-11,"vatRate":7}""")));
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    [InlineData(20_000, false)]
    public void Lines_are_counted(int count, bool read)
    {
        var lines = string.Join(',', Enumerable.Repeat(Line, count));
        var outcome = PizzaOrder.Read(PizzaOrder.Json.With("/lines", $"[{lines}]"));
        Assert.Equal(read ? [] : ["/lines: lines-too-many"], outcome.Faults.Select(Print));
    }

    [Fact]
    public void What_is_beyond_the_limit_is_not_even_looked_at()
    {
        var lines = string.Join(',', Enumerable.Repeat(Line, 500).Append("\"faulty\""));
        Single("/lines", "lines-too-many", PizzaOrder.Read(PizzaOrder.Json.With("/lines", $"[{lines}]")));
    }

    [Theory]
    [InlineData(498, true)]
    [InlineData(499, false)]
    public void Sub_lines_are_counted_with_the_lines(int subLines, bool read)
    {
        var parts = Line.With("/lines", $"[{string.Join(',', Enumerable.Repeat(Line, subLines))}]");
        var outcome = PizzaOrder.Read(PizzaOrder.Json.With("/lines", $"[{parts},{Line}]"));
        Assert.Equal(read ? [] : ["/lines: lines-too-many"], outcome.Faults.Select(Print));
    }

    [Fact]
    public void Sub_lines_end_at_three_levels()
    {
        var nested = Enumerable.Range(0, 4).Aggregate(Line, (inner, _) => Line.With("/lines", $"[{inner}]"));
        Single("/lines/0/lines/0/lines/0/lines/0/lines", "lines-too-deep",
            PizzaOrder.Read(PizzaOrder.Json.With("/lines", $"[{nested}]")));
    }

    [Fact]
    public void Payments_are_counted()
    {
        const string Cash = """{"type":"cash","amount":1}""";
        ReadOutcome Read(int count) => PizzaOrder.Read(
            PizzaOrder.Json.With("/payments", $"[{string.Join(',', Enumerable.Repeat(Cash, count))}]"));
        Assert.True(Read(20).IsRead);
        Single("/payments", "payments-too-many", Read(21));
    }

    [Fact]
    public void Every_fault_is_found_in_one_go_and_in_the_order_of_the_contract()
    {
        var json = PizzaOrder.Json.Without("/branchId").With("/currency", "\"CHF\"").With("/total", "\"x\"")
            .With("/payments/0", "null").With("/lines/0/kind", "\"menu\"").With("/lines/1/quantity", "0.0001")
            .With("/lines/1/name", "7").Without("/lines/2/unitPrice").With("/note", "[]");
        Assert.Equal(
            [
                "/currency: currency-not-eur", "/branchId: member-missing", "/payments/0: type-wrong",
                "/lines/0/kind: value-unknown", "/lines/1/name: type-wrong",
                "/lines/1/quantity: number-too-many-decimals", "/lines/2/unitPrice: member-missing",
                "/total: number-invalid", "/note: type-wrong",
            ],
            PizzaOrder.Read(json).Faults.Select(Print));
    }

    [Fact]
    public void A_fault_behind_a_faulty_item_keeps_its_own_place() => Assert.Equal(
        ["/payments/0: type-wrong", "/payments/1/type: member-missing"],
        PizzaOrder.Read(PizzaOrder.Json.With("/payments", """[5, {"amount":22.55}]""")).Faults.Select(Print));

    [Fact]
    public void Details_never_quote_what_was_sent()
    {
        var json = PizzaOrder.Json.With("/customer/name", "\"GEHEIM\\u0000\"").With("/total", "\"GEHEIM\"")
            .With("/payment", "\"GEHEIM\"").With("/placedAt", "\"GEHEIM\"");
        var faults = PizzaOrder.Read(json).Faults;
        Assert.Equal(4, faults.Count);
        Assert.DoesNotContain(faults, fault => fault.Detail.Contains("GEHEIM", StringComparison.Ordinal));
    }

    internal static string Print(Rejection fault) => $"{fault.Pointer}: {fault.Code}";

    internal static void Single(string pointer, string code, ReadOutcome outcome)
    {
        Assert.Equal([$"{pointer}: {code}"], outcome.Faults.Select(Print));
        Assert.Null(outcome.Order);
        Assert.False(outcome.IsRead);
        Assert.All(outcome.Faults, fault => Assert.EndsWith(".", fault.Detail, StringComparison.Ordinal));
    }
}
