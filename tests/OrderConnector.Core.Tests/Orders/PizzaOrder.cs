using System.Buffers;
using System.Text;
using System.Text.Json;
using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Tests.Orders;

/// <summary>The order of the wire contract, and ways to change one thing about it.</summary>
internal static class PizzaOrder
{
    public const string Json = """
        {
          "externalId": "WS-10023",
          "externalNumber": "10023",
          "branchId": "berlin-mitte",
          "placedAt": "2026-11-20T12:01:22+01:00",
          "dueAt": null,
          "currency": "EUR",
          "fulfilment": { "type": "pickup", "table": null, "name": null },
          "payment": "prepaid",
          "payments": [ { "type": "paymentService", "name": "PayPal", "amount": 22.55, "reference": "5XY" } ],
          "lines": [
            { "kind": "item", "sku": "4711", "name": "Pizza Margherita", "quantity": 2, "unitPrice": 9.90,
              "vatRate": 7 },
            { "kind": "item", "sku": "0815", "name": "Cola 0,5 l", "quantity": 1, "unitPrice": 2.50, "vatRate": 19 },
            { "kind": "deposit", "sku": "PFAND25", "name": "Pfand", "quantity": 1, "unitPrice": 0.25, "vatRate": 19 }
          ],
          "total": 22.55,
          "customer": { "name": "Erika Muster", "phone": "030 1", "email": "e@example.org",
            "address": "Weg 1\n10115 Berlin" },
          "note": null
        }
        """;

    public static DateTimeOffset Now { get; } = new(2026, 11, 20, 11, 2, 0, TimeSpan.Zero);

    public static ReadOutcome Read(string json) => ShopOrderReader.Read(Encoding.UTF8.GetBytes(json));

    public static ShopOrder Order() => Read(Json).Order!;

    public static string Write(ShopOrder order) => WriteWith(writer => ShopOrderWriter.Write(writer, order));

    public static string WriteWith(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
