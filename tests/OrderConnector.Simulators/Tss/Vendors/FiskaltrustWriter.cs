using System.Globalization;
using System.Text.Json.Nodes;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.Simulators.Tss.Vendors;

/// <summary>How a queue writes processData from the items of a receipt, apart from how the product does.</summary>
internal static class FiskaltrustWriter
{
    private static readonly HashSet<long> s_outsideVat = [0x59, 0x60, 0x68];

    internal static ProcessData Aborted { get; } =
        new("Kassenbeleg-V1", "AVBelegabbruch^0.00_0.00_0.00_0.00_0.00^");

    /// <summary>A paid receipt.</summary>
    internal static ProcessData Receipt(JsonObject request)
    {
        var sums = new decimal[5];
        foreach (var item in Items(request, "cbChargeItems"))
        {
            sums[Bucket((long)item["ftChargeItemCase"]! & 0xFF, (decimal)item["VATRate"]!)] += Signed(item);
        }

        decimal cash = 0, other = 0;
        foreach (var item in Items(request, "cbPayItems"))
        {
            switch ((long)item["ftPayItemCase"]! & 0xFFFF)
            {
                case 0 or 1 or 0x0B:
                    cash += Signed(item);
                    break;
                case >= 3 and <= 9:
                    other += Signed(item);
                    break;
                case var strange:
                    throw new NotSupportedException($"Payment case {strange:X}.");
            }
        }

        var paid = new[] { (cash, "Bar"), (other, "Unbar") }.Where(sum => sum.Item1 != 0)
            .Select(sum => $"{Money(sum.Item1)}:{sum.Item2}");
        return new ProcessData(
            "Kassenbeleg-V1", $"Beleg^{string.Join('_', sums.Select(Money))}^{string.Join('_', paid)}");
    }

    /// <summary>An order that is not paid.</summary>
    internal static ProcessData Order(JsonObject request) => new(
        "Bestellung-V1",
        string.Join('\r', Items(request, "cbChargeItems").Select(item =>
        {
            var (quantity, amount) = ((decimal)item["Quantity"]!, (decimal)item["Amount"]!);
            var price = Math.Abs(amount / quantity);
            var signed = amount < 0 ? -Math.Abs(quantity) : quantity;
            var text = ((string)item["Description"]!).Replace("\"", "\"\"", StringComparison.Ordinal);
            return string.Create(
                CultureInfo.InvariantCulture, $"{signed:0.##########};\"{text}\";{price:0.00}");
        })));

    private static IEnumerable<JsonNode> Items(JsonObject request, string list) =>
        ((JsonArray)request[list]!).Select(item => item!);

    // Negative where the amount is, or the quantity alone.
    private static decimal Signed(JsonNode item)
    {
        var (quantity, amount) = ((decimal)item["Quantity"]!, (decimal)item["Amount"]!);
        return quantity < 0 && amount >= 0 ? -amount : amount;
    }

    private static int Bucket(long low, decimal rate) => s_outsideVat.Contains(low) ? 4 : (low & 7) switch
    {
        1 => 0,
        2 => 1,
        3 => 2,
        4 => 3,
        5 or 6 => 4,
        _ when low == 0 => rate switch { 19 => 0, 7 => 1, 10.7m or 7.8m => 2, 5.5m => 3, _ => 4 },
        _ => 4,
    };

    private static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
