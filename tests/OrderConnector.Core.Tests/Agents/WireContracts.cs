using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Agents;

/// <summary>The documents of the agent's contract, as api.md has them: names, and nothing lost on the way.</summary>
public sealed class WireContracts
{
    public static TheoryData<object, string> Documents => new()
    {
        {
            new EnrolRequest("k", "a", "EAS", "OrderConnector", "1"),
            """{"registrationKey":"k","agentId":"a","easSerialNumber":"EAS","software":"OrderConnector","version":"1"}"""
        },
        { new EnrolAnswer("s", "b"), """{"secret":"s","branchId":"b"}""" },
        {
            new CollectRequest("s", new JournalHead("j", 7, "h"), 40000001, 50, 20),
            """{"session":"s","journal":{"id":"j","sequence":7,"headHash":"h","previousId":null},"highestNumber":40000001,"max":50,"waitSeconds":20}"""
        },
        { new ConfirmRequest(["l"]), """{"leases":["l"]}""" },
        {
            new ConfirmAnswer([new Confirmation("l", "gone", "cancelled")]),
            """{"confirmations":[{"lease":"l","verdict":"gone","reason":"cancelled"}]}"""
        },
        { new VoidAnswer("i", 40000002, "queued"), """{"id":"i","number":40000002,"state":"queued"}""" },
        {
            new StaffVoidRequest("e", "r", [new VoidLine(0, 0.5m)]),
            """{"externalId":"e","reason":"r","lines":[{"line":0,"quantity":0.5}]}"""
        },
        {
            new SellerData(1, "b", "B", "C GmbH", "S 1", "10115", "Berlin", "DEU", "1/2", null, "Europe/Berlin"),
            """{"version":1,"branchId":"b","branchName":"B","company":"C GmbH","street":"S 1","zip":"10115","city":"Berlin","country":"DEU","taxNumber":"1/2","vatId":null,"timeZone":"Europe/Berlin"}"""
        },
        { new HealthReport("ok", null, 2, "1"), """{"tss":"ok","detail":null,"awaitingHandOver":2,"version":"1"}""" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Are_written_with_these_names_and_read_back(object document, string json)
    {
        Assert.Equal(json, JsonSerializer.Serialize(document, document.GetType(), WireJson.Options));
        Assert.Equal(json, JsonSerializer.Serialize(
            JsonSerializer.Deserialize(json, document.GetType(), WireJson.Options), WireJson.Options));
    }

    [Fact]
    public void A_delivery_carries_the_order_as_it_is()
    {
        const string Json = """{"role":"active","deliveries":[{"lease":"l","leaseSeconds":30,"order":{"id":"x","total":9.90}}],"reportsFrom":812}""";
        var answer = JsonSerializer.Deserialize<CollectAnswer>(Json, WireJson.Options)!;
        Assert.Equal("active", answer.Role);
        Assert.Equal(812, answer.ReportsFrom);
        Assert.Equal("9.90", answer.Deliveries[0].Order.GetProperty("total").GetRawText());
        Assert.Equal(Json, JsonSerializer.Serialize(answer, WireJson.Options));
    }

    [Fact]
    public void A_fiscal_summary_loses_nothing()
    {
        var at = new DateTimeOffset(2026, 11, 20, 11, 2, 0, TimeSpan.Zero);
        var summary = new FiscalSummary(
            "signed", null, true, "agent", "EAS", "TSS", 127, 256, at, at, "ecdsa-plain-SHA384", "unixTime",
            "Kassenbeleg-V1", "Beleg^", "sig", "key", "V0;");
        var json = JsonSerializer.Serialize(summary, WireJson.Options);
        Assert.StartsWith("""{"status":"signed","reason":null,"test":true,"signedBy":"agent",""", json, StringComparison.Ordinal);
        Assert.Equal(summary, JsonSerializer.Deserialize<FiscalSummary>(json, WireJson.Options));
    }
}
