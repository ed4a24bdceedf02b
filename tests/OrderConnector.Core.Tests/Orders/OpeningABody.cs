using System.Text;
using System.Text.Json;
using OrderConnector.Core.Orders;
using static OrderConnector.Core.Tests.Orders.ReadingAFaultyOrder;

namespace OrderConnector.Core.Tests.Orders;

/// <summary>What can be wrong with a body before it is an order at all.</summary>
public sealed class OpeningABody
{
    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{} x")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("// no\n{}")]
    [InlineData("\uFEFF{}")]
    [InlineData("{\"total\":NaN}")]
    [InlineData("{\"total\":+1}")]
    [InlineData("{\"total\":01}")]
    [InlineData("{\"note\":\"a\nb\"}")]
    [InlineData("{\"note\":\"\\u12\"}")]
    [InlineData("{\"note\":\"\\x\"}")]
    public void What_is_not_JSON_is_malformed(string body) => Single("", "json-malformed", PizzaOrder.Read(body));

    [Fact]
    public void A_malformed_body_is_told_where_but_not_quoted()
    {
        var fault = Assert.Single(PizzaOrder.Read("{\n \"note\": Erika }").Faults);
        Assert.Equal("The body is not JSON: line 2, byte 10.", fault.Detail);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("{\"note\":\""), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"}")];
        Single("", "utf8-invalid", ShopOrderReader.Read(body));
        using var document = JsonDocument.Parse(body);
        Single("", "utf8-invalid", ShopOrderReader.Read(document.RootElement));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("1")]
    [InlineData("true")]
    public void A_root_that_is_no_object_is_refused(string body) => Single("", "type-wrong", PizzaOrder.Read(body));

    [Fact]
    public void An_element_that_is_nothing_is_refused() =>
        Single("", "type-wrong", ShopOrderReader.Read(default(JsonElement)));

    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)]
    [InlineData(100_000, true)]
    public void Nesting_ends_at_sixteen_levels(int arrays, bool tooDeep)
    {
        var body = $"{{\"extra\":{new string('[', arrays)}{new string(']', arrays)}}}";
        Assert.Equal(tooDeep, PizzaOrder.Read(body).Faults.Any(fault => fault.Code == "json-too-deep"));
    }

    [Fact]
    public void Malformed_before_it_is_too_deep_is_malformed() =>
        Single("", "json-malformed", PizzaOrder.Read("{\"extra\":[[[[x]]]]" + new string('[', 100)));

    [Theory]
    [InlineData("total", "/total", "\"total\": 22.55")]
    [InlineData("name", "/lines/0/name", "\"name\": \"Pizza Margherita\"")]
    [InlineData("note", "/note", "\"note\": null")]
    public void A_known_member_given_twice_is_refused_by_name_and_only_once(string name, string pointer, string member)
    {
        var value = member[(member.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var escaped = $"\"\\u{(int)name[0]:x4}{name[1..]}\": {value}";
        var json = PizzaOrder.Json.Replace(member, $"{member}, {escaped}, {member}", StringComparison.Ordinal);
        var outcome = PizzaOrder.Read(json);
        // Null twice is left out twice: still two answers to one question.
        Single(pointer, "member-duplicate", outcome);
    }

    [Theory]
    [InlineData("/note", "\"\\ud800\"")]
    [InlineData("/note", "\"\\udc00\\ud800\"")]
    [InlineData("/note", "\"\\ud800x\\udc00\"")]
    [InlineData("/note", "\"\\ud800\\n\\udc00\"")]
    [InlineData("/note", "\"\\uD83C\\uD83C\"")]
    [InlineData("/lines/1/unitPrice", "\"\\udfff\"")]
    [InlineData("/extra", "\"\\ud800\"")]
    [InlineData("/extra", "[[{\"\\ud800\":1}]]")]
    [InlineData("/extra", "[\"\\ud83c\",\"\\udf55\"]")]
    public void Half_a_surrogate_pair_is_refused_wherever_it_stands(string pointer, string raw)
    {
        var json = PizzaOrder.Json.With(pointer, raw);
        Single("", "text-not-unicode", PizzaOrder.Read(json));
        using var document = JsonDocument.Parse(json);
        Single("", "text-not-unicode", ShopOrderReader.Read(document.RootElement));
    }

    [Theory]
    [InlineData("/extra", """{"a":1,"a":2,"a":3}""", "/extra/a")]
    [InlineData("/extra", """[0,{"x/y~":1,"x/y~":1}]""", "/extra/1/x~1y~0")]
    [InlineData("/lines/1/extra", """{"b":{"":1,"":1}}""", "/lines/1/extra/b/")]
    [InlineData("/extra", """{"k":0,"\u006b":0}""", "/extra/k")]
    public void A_member_we_ignore_must_not_come_twice_either(string pointer, string raw, string place)
    {
        var json = PizzaOrder.Json.With(pointer, raw);
        Single(place, "member-duplicate", PizzaOrder.Read(json));
        using var document = JsonDocument.Parse(json);
        Single(place, "member-duplicate", ShopOrderReader.Read(document.RootElement));
    }

    [Fact]
    public void Duplicates_are_told_besides_all_other_faults_and_end_at_a_hundred()
    {
        var json = PizzaOrder.Json.With("/note", "5").With("/extra", """{"a":1,"a":2}""")
            .Replace("\"total\"", "\"total\":1,\"total\"", StringComparison.Ordinal);
        Assert.Equal(
            ["/total: member-duplicate", "/extra/a: member-duplicate", "/note: type-wrong"],
            PizzaOrder.Read(json).Faults.Select(Print));
        var many = string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"{i}\":0,\"{i}\":0"));
        Assert.Equal(100, PizzaOrder.Read(PizzaOrder.Json.With("/extra", $"{{{many}}}")).Faults.Count);
    }
}
