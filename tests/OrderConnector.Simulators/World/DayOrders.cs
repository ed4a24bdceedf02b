using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrderConnector.Simulators.World;

/// <summary>Order documents of a small business day, one of every kind the product knows. All data is made up.</summary>
public static class DayOrders
{
    /// <summary>A document as a shop posts it; the total and, where prepaid, one payment follow from the lines.</summary>
    public static byte[] Document(
        string externalId, string branchId, DateTimeOffset placedAt, string payment, string fulfilment,
        params ReadOnlySpan<JsonObject> lines)
    {
        var total = lines.ToArray().Sum(Total);
        var document = new JsonObject
        {
            ["externalId"] = externalId,
            ["externalNumber"] = externalId,
            ["branchId"] = branchId,
            ["placedAt"] = placedAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
            ["dueAt"] = null,
            ["currency"] = "EUR",
            ["fulfilment"] = new JsonObject { ["type"] = fulfilment, ["table"] = null, ["name"] = Secret.Name },
            ["payment"] = payment,
            ["payments"] = payment == "prepaid" && total != 0 ? Payments(total) : new JsonArray(),
            ["lines"] = new JsonArray([.. lines.ToArray().Select(JsonNode? (line) => line.DeepClone())]),
            ["total"] = total,
            ["customer"] = new JsonObject
            {
                ["name"] = Secret.Name, ["phone"] = Secret.Phone, ["email"] = Secret.Email, ["address"] = null,
            },
            ["note"] = null,
        };
        return JsonSerializer.SerializeToUtf8Bytes(document);
    }

    /// <summary>Any line; redemptions and discounts take a negative price.</summary>
    public static JsonObject Line(
        string kind, string name, decimal quantity, decimal unitPrice, decimal? vatRate, string? voucher = null)
    {
        var line = new JsonObject
        {
            ["kind"] = kind, ["sku"] = name, ["name"] = name, ["quantity"] = quantity, ["unitPrice"] = unitPrice,
        };
        if (vatRate is { } rate)
        {
            line["vatRate"] = rate;
        }

        if (voucher is not null)
        {
            line["voucherNumber"] = voucher;
        }

        return line;
    }

    /// <summary>A line with sub-lines.</summary>
    public static JsonObject With(this JsonObject line, params ReadOnlySpan<JsonObject> subLines)
    {
        line["lines"] = new JsonArray([.. subLines.ToArray().Select(JsonNode? (sub) => sub.DeepClone())]);
        return line;
    }

    /// <summary>The lines of each kind of order, by the name of the kind.</summary>
    public static IReadOnlyDictionary<string, JsonObject[]> Lines { get; } = new Dictionary<string, JsonObject[]>
    {
        ["mixed"] =
        [
            Line("item", "Pizza Funghi", 2, 9.90m, 7), Line("item", "Limonade", 1, 2.50m, 19),
            Line("deposit", "Pfand", 1, 0.25m, 19), Line("tipEmployee", "Trinkgeld", 1, 2m, null),
        ],
        ["modifiers"] =
        [
            Line("item", "Burger", 1, 8.50m, 7).With(
                Line("item", "Extra Käse", 1, 1.20m, 7), Line("item", "Cola im Menü", 1, 2.10m, 19)),
        ],
        ["singlePurposeVoucher"] = [Line("singlePurposeVoucher", "Gutschein Brunch", 1, 25m, 7, "E-1")],
        ["multiPurposeVoucher"] = [Line("multiPurposeVoucher", "Wertgutschein", 1, 50m, null, "M-1")],
        ["singlePurposeRedemption"] =
        [
            Line("item", "Brunch", 1, 25m, 7),
            Line("singlePurposeVoucherRedemption", "Gutschein Brunch", 1, -25m, 7, "E-1"),
        ],
        ["multiPurposeRedemption"] =
        [
            Line("item", "Lasagne", 2, 11.50m, 7),
            Line("multiPurposeVoucherRedemption", "Wertgutschein", 1, -15m, null, "M-1"),
        ],
        ["discount"] =
        [
            Line("item", "Salat", 1, 7.90m, 7), Line("discount", "Stammgast", 1, -0.79m, 7),
        ],
        ["delivery"] =
        [
            Line("item", "Curry", 1, 12.40m, 7), Line("surcharge", "Spät", 1, 1m, 7),
            Line("deliveryFee", "Lieferung", 1, 2.50m, 7), Line("tipEmployer", "Service", 1, 1.19m, 19),
        ],
        ["depositReturn"] =
        [
            Line("item", "Wasser", 6, 1.10m, 19), Line("deposit", "Pfand", 6, 0.25m, 19),
            Line("depositReturn", "Pfand zurück", 4, -0.25m, 19),
        ],
        ["weighed"] = [Line("item", "Antipasti", 0.5m, 12.40m, 7)],
    };

    private static decimal Total(JsonObject line) =>
        line["quantity"]!.GetValue<decimal>() * line["unitPrice"]!.GetValue<decimal>()
        + (line["lines"] is JsonArray subLines ? subLines.Sum(sub => Total((JsonObject)sub!)) : 0m);

    private static JsonArray Payments(decimal total) => new(
        new JsonObject { ["type"] = "paymentService", ["name"] = "Wallet", ["amount"] = total, ["reference"] = "W-1" });

    /// <summary>Personal data that must never turn up in a log or in the journal's chain.</summary>
    public static class Secret
    {
        public const string Name = "Zilpzalp Geheimrat";
        public const string Phone = "+49 30 00000017";
        public const string Email = "zilpzalp@customer.example";
    }
}
