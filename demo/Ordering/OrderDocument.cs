using System.Globalization;
using System.Text.Json.Nodes;

namespace OrderConnector.Demo.Ordering;

/// <summary>Writes an order as its shop posts it.</summary>
internal static class OrderDocument
{
    /// <summary>Total and, where prepaid, the payment follow from the lines.</summary>
    internal static JsonObject Write(DemoOrder order, DateTimeOffset placedAt)
    {
        var total = order.Lines.Sum(line => line.Amount);
        return new JsonObject
        {
            ["externalId"] = order.ExternalId,
            ["externalNumber"] = order.ExternalId[(order.ExternalId.LastIndexOf('-') + 1)..],
            ["branchId"] = order.Branch,
            ["placedAt"] = placedAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["currency"] = "EUR",
            ["fulfilment"] = new JsonObject { ["type"] = order.Fulfilment },
            ["payment"] = order.Payment,
            ["payments"] = order.Payment == "prepaid" ? Payments(total) : new JsonArray(),
            ["lines"] = new JsonArray([.. order.Lines.Select(JsonNode? (line) => line.ToJson())]),
            ["total"] = total,
            ["customer"] = new JsonObject { ["name"] = "Erika Muster" },
        };
    }

    /// <summary>What a payment provider took.</summary>
    internal static JsonArray Payments(decimal amount) => amount == 0
        ? []
        : [new JsonObject { ["type"] = "paymentService", ["name"] = "PayPal", ["amount"] = amount }];
}
