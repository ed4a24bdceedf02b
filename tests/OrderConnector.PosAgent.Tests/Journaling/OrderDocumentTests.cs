using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Tests.Branches;

namespace OrderConnector.PosAgent.Tests.Journaling;

public sealed class OrderDocumentTests
{
    private static readonly string[] s_secrets = ["Ann Example", "0123-SECRET", "ring twice", "5XY-SECRET", "tok"];

    [Fact]
    public void Parting_and_joining_gives_the_same_document()
    {
        var order = Branch.Order("1");
        order["receiptToken"] = "tok";

        var (fiscal, personal) = OrderDocument.Part(JsonSerializer.SerializeToElement(order), "5a17");
        var joined = OrderDocument.Join(fiscal.GetRawText(), personal);

        Assert.True(JsonNode.DeepEquals(order, JsonNode.Parse(joined.GetRawText())));
        Assert.All(s_secrets, s => Assert.DoesNotContain(s, fiscal.GetRawText(), StringComparison.Ordinal));
        Assert.All(s_secrets, s => Assert.Contains(s, personal, StringComparison.Ordinal));
        Assert.Contains("5a17", personal, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_erased_is_left_out()
    {
        var (fiscal, _) = OrderDocument.Part(JsonSerializer.SerializeToElement(Branch.Order("1")), "00");

        var joined = OrderDocument.Join(fiscal.GetRawText(), null);

        Assert.False(joined.TryGetProperty("customer", out _));
        Assert.Equal("erased", joined.GetProperty("receiptToken").GetString());
        Assert.Equal("1", joined.GetProperty("externalId").GetString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"customer":{"name":"Ann"},"customer":{"name":"Bob"}}""")]
    public void What_cannot_be_parted_is_personal_as_a_whole(string document)
    {
        using var parsed = JsonDocument.Parse(document);

        var (fiscal, personal) = OrderDocument.Part(parsed.RootElement, "00");

        Assert.Equal("{}", fiscal.GetRawText());
        Assert.Equal(document, JsonNode.Parse(personal)!["document"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"payments":7,"fulfilment":null,"customer":null}""")]
    [InlineData("""{"payments":[1,null,{"reference":null}],"fulfilment":"x"}""")]
    [InlineData("{}")]
    public void An_odd_document_is_parted_without_a_fault(string document)
    {
        using var parsed = JsonDocument.Parse(document);

        var (fiscal, personal) = OrderDocument.Part(parsed.RootElement, "00");

        Assert.Equal(JsonValueKind.Object, OrderDocument.Join(fiscal.GetRawText(), personal).ValueKind);
    }
}
