using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace OrderConnector.Simulators.Shops;

/// <summary>A document that must be refused.</summary>
/// <param name="Name">What is broken about it.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Statuses">What may be answered.</param>
public sealed record BrokenDocument(string Name, byte[] Body, params int[] Statuses);

/// <summary>
/// Draws order documents with one to four faults in an otherwise good order, and documents that are no orders at all.
/// The same seed draws the same documents.
/// </summary>
/// <param name="seed">Names the whole series.</param>
/// <param name="branchId">A branch the channel may post to.</param>
/// <param name="now">Moment of the good order.</param>
public sealed partial class BrokenDocuments(int seed, string branchId, DateTimeOffset now)
{
    private const string Mark = "@@broken@@";
    private static readonly int[] s_malformed = [400];
    private static readonly int[] s_refused = [400, 422];
    private readonly Random _random = new(seed);
    private int _drawn;

    /// <summary>The order everything starts from; it would be taken.</summary>
    public byte[] Good() => Encoding.UTF8.GetBytes(GoodOrder().ToJsonString());

    /// <summary>The next document.</summary>
    public BrokenDocument Next()
    {
        _drawn++;
        return _random.Next(10) switch
        {
            < 4 => WithBrokenValues(),
            < 6 => AgainstTheRules(),
            < 8 => BrokenBytes(),
            _ => Oversized(),
        };
    }

    private JsonObject GoodOrder() => new()
    {
        ["externalId"] = string.Create(CultureInfo.InvariantCulture, $"X-{seed}-{_drawn}"),
        ["externalNumber"] = "17",
        ["branchId"] = branchId,
        ["placedAt"] = now.ToString("O", CultureInfo.InvariantCulture),
        ["dueAt"] = null,
        ["currency"] = "EUR",
        ["fulfilment"] = new JsonObject { ["type"] = "pickup", ["table"] = null, ["name"] = "Gast" },
        ["payment"] = "prepaid",
        ["payments"] = new JsonArray(new JsonObject
        {
            ["type"] = "paymentService", ["name"] = "Wallet", ["amount"] = 22.55m, ["reference"] = "5XY",
        }),
        ["lines"] = new JsonArray(
            Line("item", "Pizza", 2, 9.90m, 7), Line("item", "Cola", 1, 2.50m, 19), Line("deposit", "Pfand", 1, 0.25m, 19)),
        ["total"] = 22.55m,
        ["customer"] = new JsonObject { ["name"] = "Gast", ["phone"] = null, ["email"] = null, ["address"] = null },
        ["note"] = null,
    };

    private static JsonObject Line(string kind, string name, decimal quantity, decimal price, decimal rate) => new()
    {
        ["kind"] = kind, ["sku"] = name, ["name"] = name, ["quantity"] = quantity, ["unitPrice"] = price,
        ["vatRate"] = rate,
    };

    private BrokenDocument WithBrokenValues()
    {
        var order = GoodOrder();
        List<(string Place, string Value, bool NoJson)> faults = [];
        for (var wanted = _random.Next(4) == 0 ? _random.Next(2, 5) : 1; wanted > 0; wanted--)
        {
            var (place, wrong) = s_places[_random.Next(s_places.Length)];
            var noJson = _random.Next(8) == 0;
            // A fault may have taken away the place of the next one.
            if (TrySet(order, place, Mark + faults.Count))
            {
                faults.Add((place, Draw(noJson ? BrokenValues.NoJson : wrong), noJson));
            }
        }

        var text = order.ToJsonString();
        var left = faults.Where((_, i) => text.Contains(Mark + i, StringComparison.Ordinal)).ToList();
        for (var i = 0; i < faults.Count; i++)
        {
            text = text.Replace($"\"{Mark}{i}\"", faults[i].Value, StringComparison.Ordinal);
        }

        return new BrokenDocument(
            string.Join("; ", left.Select(fault => $"{fault.Place} = {Shortened(fault.Value)}")),
            Encoding.UTF8.GetBytes(text),
            left.Any(fault => fault.NoJson) ? s_malformed : s_refused);
    }

    private static string Shortened(string value) => value.Length <= 80 ? value : value[..80] + "…";

    private string Draw(string[] values) => values[_random.Next(values.Length)];

    private static bool TrySet(JsonObject order, string place, string value)
    {
        JsonNode? node = order;
        var steps = place.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var step in steps[..^1])
        {
            node = node switch
            {
                JsonObject found => found[step],
                JsonArray list when list.Count > 0 => list[int.Parse(step, CultureInfo.InvariantCulture)],
                _ => null,
            };
        }

        if (node is not JsonObject parent)
        {
            return false;
        }

        parent[steps[^1]] = value;
        return true;
    }
}
