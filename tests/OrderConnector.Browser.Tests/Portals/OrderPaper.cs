using System.Text.Json.Nodes;

namespace OrderConnector.Browser.Tests.Portals;

/// <summary>Orders as shops post them. All names are made up.</summary>
internal static class OrderPaper
{
    /// <summary>The document.</summary>
    /// <param name="externalId">The shop's id.</param>
    /// <param name="branch">Where it goes.</param>
    /// <param name="customer">Who ordered.</param>
    /// <param name="payment">"prepaid", "pending" or "onSite".</param>
    internal static byte[] Write(
        string externalId, string branch, string customer = "Erika Beispiel", string payment = "prepaid")
    {
        var order = new JsonObject
        {
            ["externalId"] = externalId,
            ["externalNumber"] = externalId[^4..],
            ["branchId"] = branch,
            ["placedAt"] = "2026-11-20T12:01:22+01:00",
            ["currency"] = "EUR",
            ["fulfilment"] = new JsonObject { ["type"] = "pickup" },
            ["payment"] = payment,
            ["payments"] = payment == "prepaid"
                ? new JsonArray(new JsonObject { ["type"] = "paymentService", ["name"] = "PayPal", ["amount"] = 24.55 })
                : new JsonArray(),
            ["lines"] = new JsonArray(
                Line("item", "Pizza Margherita mit extra Käse und Rucola", 2, 9.90m, 7),
                Line("item", "Cola 0,5 l", 1, 2.50m, 19),
                Line("deposit", "Pfand", 1, 0.25m, 19),
                Line("tipEmployee", "Trinkgeld", 1, 2.00m, null)),
            ["total"] = 24.55,
            ["customer"] = new JsonObject
            {
                ["name"] = customer, ["phone"] = "+49 30 0000000", ["email"] = "kundin@customer.example",
                ["address"] = "Beispielweg 1, 10115 Berlin",
            },
            ["note"] = "Bitte klingeln, nicht klopfen",
        };
        return System.Text.Encoding.UTF8.GetBytes(order.ToJsonString());
    }

    private static JsonObject Line(string kind, string name, int quantity, decimal price, int? vat)
    {
        var line = new JsonObject
        {
            ["kind"] = kind, ["name"] = name, ["quantity"] = quantity, ["unitPrice"] = price,
        };
        if (vat is not null)
        {
            line["vatRate"] = vat;
        }

        return line;
    }
}
