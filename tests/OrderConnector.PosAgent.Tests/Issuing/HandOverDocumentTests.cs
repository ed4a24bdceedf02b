using System.Text;
using System.Text.Json;
using OrderConnector.Core;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;
using OrderConnector.PosAgent.Issuing;

namespace OrderConnector.PosAgent.Tests.Issuing;

public sealed class HandOverDocumentTests
{
    private static readonly DateTimeOffset s_signedAt = new(2026, 11, 20, 11, 1, 23, TimeSpan.Zero);

    [Fact]
    public void It_is_the_document_of_the_contract_byte_for_byte() => Assert.Equal(
        """
        {"schema":1,"orderId":"8c0f41b7a2d95e3360f1c8e47ab29d05","number":40000017,"channel":"webshop",
        "externalNumber":"10023","fulfilment":{"type":"pickup","table":null,"name":"Jörg"},
        "dueAt":"2026-11-20T17:30:00Z","lines":[{"kind":"item","sku":"4711","name":"Pizza \"Käse\" & <mehr>",
        "quantity":2,"unitPrice":9.90,"amount":19.80,"vatRate":7,"lines":[{"kind":"item","name":"extra Käse",
        "quantity":0.5,"unitPrice":2.00,"amount":1.00,"vatRate":7}]},{"kind":"tipEmployee","name":"Trinkgeld",
        "quantity":1,"unitPrice":1.25,"amount":1.25}],"payments":[{"type":"paymentService","name":"PayPal",
        "amount":22.05,"reference":"5XY"}],"payment":"prepaid","total":22.05,"customer":{"name":"Jörg Müller",
        "phone":null,"email":null,"address":"Weg 1\n10115 Berlin"},"note":"ohne Zwiebel",
        "fiscal":{"status":"signed","reason":null,"test":true,"signedBy":"agent","easSerialNumber":"OC-1",
        "tssSerialNumber":"ab","transactionNumber":127,"signatureCounter":256,
        "startedAt":"2026-11-20T11:01:23+00:00","finishedAt":"2026-11-20T11:01:23+00:00",
        "signatureAlgorithm":"ecdsa-plain-SHA256","logTimeFormat":"unixTime","processType":"Kassenbeleg-V1",
        "processData":"Beleg^0.00_20.80_0.00_0.00_1.25^22.05:Unbar","signature":"c2ln","publicKey":"a2V5",
        "qr":"V0;…"},"receipt":{"number":93,"text":"KASSENBELEG\nKäse","url":"https://orders.example/r/abc"}}
        """.ReplaceLineEndings(""),
        Write(Order()));

    [Fact]
    public void The_same_facts_give_the_same_bytes() => Assert.Equal(Write(Order()), Write(Order()));

    [Fact]
    public void What_is_not_there_is_null()
    {
        var bare = Order() with { };
        bare = bare with
        {
            Order = bare.Order with { ExternalNumber = null, DueAt = null, Customer = null, Note = null },
        };
        using var document = JsonDocument.Parse(Write(bare));

        Assert.All(
            ["externalNumber", "dueAt", "customer", "note"],
            name => Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty(name).ValueKind));
        Assert.False(document.RootElement.TryGetProperty("voids", out _));
    }

    [Fact]
    public void A_counter_order_names_what_it_takes_back_and_why()
    {
        var counter = Order() with
        {
            Voids = new OrderId(new string('a', 32)), VoidsNumber = 40000003, Reason = "kalt geliefert",
        };
        using var document = JsonDocument.Parse(Write(counter));

        Assert.Equal(new string('a', 32), document.RootElement.GetProperty("voids").GetString());
        Assert.Equal(40000003, document.RootElement.GetProperty("voidsNumber").GetInt64());
        Assert.Equal("kalt geliefert", document.RootElement.GetProperty("reason").GetString());
    }

    private static string Write(NumberedOrder order) => Encoding.UTF8.GetString(HandOverDocument.Write(
        order,
        new FiscalSummary(
            "signed", null, true, "agent", "OC-1", "ab", 127, 256, s_signedAt, s_signedAt, "ecdsa-plain-SHA256",
            "unixTime", "Kassenbeleg-V1", "Beleg^0.00_20.80_0.00_0.00_1.25^22.05:Unbar", "c2ln", "a2V5", "V0;…"),
        new IssuedReceipt(93, "OC-1-93", "receipt", "KASSENBELEG\nKäse", "V0;…", true, s_signedAt),
        new Uri("https://orders.example/r/abc")).Span);

    private static NumberedOrder Order() => new(
        new OrderId("8c0f41b7a2d95e3360f1c8e47ab29d05"), 40000017, "webshop", "auto", "abc", 1,
        new ShopOrder(
            "WS-10023", "10023", "berlin-mitte", s_signedAt, new DateTimeOffset(2026, 11, 20, 18, 30, 0, TimeSpan.FromHours(1)),
            new Fulfilment(FulfilmentType.Pickup, null, "Jörg"), PaymentMode.Prepaid,
            [new Payment(PaymentType.PaymentService, "PayPal", new Money(2205), "5XY")],
            [
                new OrderLine(
                    LineKind.Item, "4711", "Pizza \"Käse\" & <mehr>", new Quantity(2000), new Money(990),
                    new Money(1980), new VatRate(700), null,
                    [
                        new OrderLine(
                            LineKind.Item, null, "extra Käse", new Quantity(500), new Money(200), new Money(100),
                            new VatRate(700), null, []),
                    ]),
                new OrderLine(
                    LineKind.TipEmployee, null, "Trinkgeld", Quantity.One, new Money(125), new Money(125), null, null,
                    []),
            ],
            new Money(2205), new Customer("Jörg Müller", null, null, "Weg 1\n10115 Berlin"), "ohne Zwiebel"));
}
