using System.Text.Json;
using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Orders;

public sealed class ReadingAnOrder
{
    [Theory]
    [InlineData("9.9")]
    [InlineData("9.90")]
    [InlineData("\"9.90\"")]
    [InlineData("\"9.9\"")]
    [InlineData("990e-2")]
    [InlineData("\"\\u0039.90\"")]
    public void Money_is_the_same_whichever_way_its_digits_come(string price) =>
        Assert.Equal(990, Read("/lines/0/unitPrice", price).Lines[0].UnitPrice.Cents);

    [Theory]
    [InlineData("2", 2000)]
    [InlineData("\"2.000\"", 2000)]
    [InlineData("0.5", 500)]
    [InlineData("-1", -1000)]
    public void Quantities_have_three_decimals(string quantity, long thousandths) =>
        Assert.Equal(thousandths, Read("/lines/0/quantity", quantity).Lines[0].Quantity.Thousandths);

    [Theory]
    [InlineData("7", 700)]
    [InlineData("\"19.00\"", 1900)]
    [InlineData("7.8", 780)]
    public void Rates_are_percent(string rate, int basisPoints) =>
        Assert.Equal(basisPoints, Read("/lines/0/vatRate", rate).Lines[0].VatRate!.Value.BasisPoints);

    [Fact]
    public void An_amount_left_out_is_quantity_times_price() =>
        Assert.Equal(1980, PizzaOrder.Order().Lines[0].Amount.Cents);

    [Fact]
    public void An_amount_given_is_taken_as_given() =>
        Assert.Equal(446, PizzaOrder.Read(PizzaOrder.Json
            .With("/lines/0", """{"kind":"item","name":"Salat","quantity":0.451,"unitPrice":9.90,"amount":4.46}"""))
            .Order!.Lines[0].Amount.Cents);

    [Theory]
    [InlineData("/dueAt")]
    [InlineData("/payments")]
    [InlineData("/customer")]
    [InlineData("/note")]
    [InlineData("/externalNumber")]
    [InlineData("/lines/0/sku")]
    [InlineData("/lines/0/vatRate")]
    [InlineData("/fulfilment/table")]
    [InlineData("/payments/0/name")]
    public void Null_is_the_same_as_left_out(string pointer) => Assert.Equal(
        Print(PizzaOrder.Read(PizzaOrder.Json.Without(pointer)).Order!),
        Print(PizzaOrder.Read(PizzaOrder.Json.With(pointer, "null")).Order!));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    public void An_optional_text_that_says_nothing_is_left_out(string text) =>
        Assert.Null(Read("/externalNumber", text).ExternalNumber);

    [Fact]
    public void A_customer_of_whom_nothing_is_known_is_none() =>
        Assert.Null(Read("/customer", """{ "name": "", "loyalty": 5 }""").Customer);

    [Fact]
    public void Unknown_members_are_ignored_wherever_they_stand()
    {
        var json = PizzaOrder.Json
            .With("/lines/0/extra", "1e999")
            .With("/customer/extra", "[[[[]]]]")
            .With("/extra", """{ "a": [1, { "lines": "x" }], "b": "\ud83c\udf55" }""")
            .Replace("\"extra\":1e999", "\"extra\":1e999,\"\\u006eothing\":2", StringComparison.Ordinal);
        Assert.Equal(Print(PizzaOrder.Order()), Print(PizzaOrder.Read(json).Order!));
    }

    [Fact]
    public void A_name_may_be_escaped()
    {
        var json = PizzaOrder.Json.Replace("\"total\"", "\"\\u0074otal\"", StringComparison.Ordinal);
        Assert.Equal(Print(PizzaOrder.Order()), Print(PizzaOrder.Read(json).Order!));
    }

    [Theory]
    [InlineData("\"\\ud83c\\udf55\"", "🍕")]
    [InlineData("\"a\\\"b\\\\c\\/d\"", "a\"b\\c/d")]
    [InlineData("\"Käse\"", "Käse")]
    [InlineData("\"\\\\ud800\"", "\\ud800")]
    public void Escapes_are_what_they_stand_for(string text, string name) =>
        Assert.Equal(name, Read("/lines/0/name", text).Lines[0].Name);

    [Theory]
    [InlineData("/note")]
    [InlineData("/customer/address")]
    public void Notes_and_addresses_may_have_lines(string pointer)
    {
        var order = Read(pointer, "\"a\\r\\n\\tb\"");
        Assert.Equal("a\r\n\tb", pointer == "/note" ? order.Note : order.Customer!.Address);
    }

    [Fact]
    public void Sub_lines_may_be_nested_three_levels_deep()
    {
        const string Part = """{"kind":"item","name":"x","quantity":1,"unitPrice":0,"vatRate":7}""";
        var three = Part.With("/lines", $"[{Part.With("/lines", $"[{Part.With("/lines", "[]")}]")}]");
        var order = Read("/lines/0/lines", $"[{three}]");
        Assert.Equal("x", order.Lines[0].Lines[0].Lines[0].Lines[0].Name);
    }

    [Fact]
    public void An_element_reads_like_its_bytes()
    {
        using var document = JsonDocument.Parse($$"""{ "order": {{PizzaOrder.Json}} }""");
        var outcome = ShopOrderReader.Read(document.RootElement.GetProperty("order"));
        Assert.True(outcome.IsRead);
        Assert.Equal(Print(PizzaOrder.Order()), Print(outcome.Order));
    }

    internal static string Print(ShopOrder order) => JsonSerializer.Serialize(order);

    private static ShopOrder Read(string pointer, string raw) =>
        PizzaOrder.Read(PizzaOrder.Json.With(pointer, raw)).Order!;
}
