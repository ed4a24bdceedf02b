using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Tests.Orders;

namespace OrderConnector.Core.Tests.Agents;

/// <summary>The documents of the agent's contract, as api.md has them: names, and nothing lost on the way.</summary>
public sealed class WireContracts
{
    public static TheoryData<object, string> Documents => new()
    {
        {
            new EnrolRequest("k", "a", "EAS", "OrderConnector", "1", "b"),
            """
            {"registrationKey":"k","agentId":"a","easSerialNumber":"EAS","software":"OrderConnector","version":"1",
            "branchId":"b"}
            """.ReplaceLineEndings("")
        },
        { new EnrolAnswer("s", "b"), """{"secret":"s","branchId":"b"}""" },
        {
            new CollectRequest("s", new JournalHead("j", 7, "h"), 40000001, 50, 20, 12),
            """
            {"session":"s","journal":{"id":"j","sequence":7,"headHash":"h","previousId":null},
            "highestNumber":40000001,"max":50,"waitSeconds":20,"acknowledged":12}
            """.ReplaceLineEndings("")
        },
        {
            new OutageData("tss-unavailable", "gone", "tss-1", "1f"),
            """{"code":"tss-unavailable","detail":"gone","tss":"tss-1","id":"1f"}"""
        },
        {
            new OutageEndedData(new DateTimeOffset(2026, 11, 20, 11, 2, 0, default), "replaced", "tss-1", "1f", "staff:eva"),
            """
            {"beganAt":"2026-11-20T11:02:00+00:00","detail":"replaced","tss":"tss-1","id":"1f","closedBy":"staff:eva"}
            """
        },
        { new ConfirmRequest(["l"]), """{"leases":["l"]}""" },
        {
            new ConfirmAnswer([new Confirmation("l", "gone", "cancelled")]),
            """{"confirmations":[{"lease":"l","verdict":"gone","reason":"cancelled"}]}"""
        },
        { new VoidAnswer("i", 40000002, "queued"), """{"id":"i","number":40000002,"state":"queued"}""" },
        {
            new StaffVoidRequest("e", "r", [new VoidLine(0, 0.5m)], "staff:eva"),
            """{"externalId":"e","reason":"r","lines":[{"line":0,"quantity":0.5}],"actor":"staff:eva"}"""
        },
        {
            new SellerData(1, "b", "B", "C GmbH", "S 1", "10115", "Berlin", "DEU", "1/2", null, "Europe/Berlin"),
            """
            {"version":1,"branchId":"b","branchName":"B","company":"C GmbH","street":"S 1","zip":"10115",
            "city":"Berlin","country":"DEU","taxNumber":"1/2","vatId":null,"timeZone":"Europe/Berlin"}
            """.ReplaceLineEndings("")
        },
        {
            new IssuedReceipt(1, "B-1", "receipt", "text", null, true, new DateTimeOffset(2026, 11, 20, 11, 2, 0, default)),
            """
            {"receiptNumber":1,"receiptId":"B-1","kind":"receipt","text":"text","qr":null,"test":true,
            "issuedAt":"2026-11-20T11:02:00+00:00"}
            """.ReplaceLineEndings("")
        },
        { new ReportNote("staff:1", null), """{"actor":"staff:1","reason":null}""" },
        {
            new HealthReport("ok", null, 2, "1", ["clock-differs: c"]),
            """
            {"tss":"ok","detail":null,"awaitingHandOver":2,"version":"1","warnings":["clock-differs: c"]}
            """
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
        var json = Answer("""{"id":"x","total":9.90}""");
        var answer = JsonSerializer.Deserialize<CollectAnswer>(json, WireJson.Options)!;
        Assert.Equal("active", answer.Role);
        Assert.Equal(812, answer.ReportsFrom);
        Assert.Equal("9.90", answer.Deliveries[0].Order.GetProperty("total").GetRawText());
        Assert.Equal(json, JsonSerializer.Serialize(answer, WireJson.Options));
    }

    [Fact]
    public void A_delivery_holds_the_deepest_order_the_intake_takes()
    {
        var deepest = PizzaOrder.Json.With("/extra", $"{new string('[', 15)}{new string(']', 15)}");
        Assert.True(PizzaOrder.Read(deepest).IsRead);
        var answer = JsonSerializer.Deserialize<CollectAnswer>(Answer(deepest), WireJson.Options)!;
        Assert.Equal("WS-10023", answer.Deliveries[0].Order.GetProperty("externalId").GetString());
        Assert.Contains("\"WS-10023\"", JsonSerializer.Serialize(answer, WireJson.Options), StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_are_read_back()
    {
        var json = """
            {"journalId":"j","reports":[{"sequence":1,"entryHash":"h","kind":"signed","orderId":"o",
            "at":"2026-11-20T11:02:00+00:00","data":{"x":1}}]}
            """.ReplaceLineEndings("");
        Assert.Equal(json, JsonSerializer.Serialize(
            JsonSerializer.Deserialize<ReportsRequest>(json, WireJson.Options), WireJson.Options));
        Assert.Equal("{\"acknowledged\":815}", JsonSerializer.Serialize(new ReportsAnswer(815), WireJson.Options));
    }

    [Fact]
    public void A_fiscal_summary_loses_nothing()
    {
        var at = new DateTimeOffset(2026, 11, 20, 11, 2, 0, TimeSpan.Zero);
        var summary = new FiscalSummary(
            "signed", null, true, "agent", "EAS", "TSS", 127, 256, at, at, "ecdsa-plain-SHA384", "unixTime",
            "Kassenbeleg-V1", "Beleg^", "sig", "key", "V0;");
        var json = JsonSerializer.Serialize(summary, WireJson.Options);
        Assert.StartsWith(
            """{"status":"signed","reason":null,"test":true,"signedBy":"agent",""", json, StringComparison.Ordinal);
        Assert.Equal(summary, JsonSerializer.Deserialize<FiscalSummary>(json, WireJson.Options));
    }

    private static string Answer(string order) =>
        $$"""
        {"role":"active","deliveries":[{"lease":"l","leaseSeconds":30,"order":{{order}}}],"reportsFrom":812,
        "emergency":false}
        """.ReplaceLineEndings("");
}
