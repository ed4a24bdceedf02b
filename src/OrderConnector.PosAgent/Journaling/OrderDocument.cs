using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrderConnector.PosAgent.Journaling;

/// <summary>
/// Parts an order's document into what the chain keeps for ten years and what can be erased, and joins it again.
/// Personal are customer, note, the name to call out, payment references and the token of the receipt page.
/// </summary>
public static class OrderDocument
{
    private const string Erased = "erased";

    private static readonly JsonDocumentOptions s_noDuplicates = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// Parts a document; one that is no sound object cannot be parted, and all of it counts as personal.
    /// </summary>
    /// <param name="order">The order as delivered.</param>
    /// <param name="salt">Random, so that the hash in the chain cannot be guessed back; hex.</param>
    public static (JsonElement Fiscal, string Personal) Part(JsonElement order, string salt)
    {
        var personal = new JsonObject { ["salt"] = salt };
        JsonObject fiscal;
        try
        {
            fiscal = JsonNode.Parse(order.GetRawText(), documentOptions: s_noDuplicates) as JsonObject
                ?? throw new JsonException("An order is an object.");
        }
        catch (JsonException)
        {
            personal["document"] = order.GetRawText();
            return (JsonSerializer.SerializeToElement(new JsonObject()), personal.ToJsonString());
        }

        Move(fiscal, "customer", personal, "customer");
        Move(fiscal, "note", personal, "note");
        Move(fiscal, "receiptToken", personal, "receiptToken");
        Move(fiscal["fulfilment"] as JsonObject, "name", personal, "fulfilmentName");
        var references = new JsonObject();
        foreach (var (payment, index) in ((fiscal["payments"] as JsonArray) ?? []).Select((p, i) => (p, i)))
        {
            Move(payment as JsonObject, "reference", references, index.ToString(Invariant));
        }

        personal["paymentReferences"] = references;
        return (JsonSerializer.SerializeToElement(fiscal), personal.ToJsonString());
    }

    /// <summary>The document as it was delivered, the personal part left out where it has been erased.</summary>
    public static JsonElement Join(string fiscal, string? personal)
    {
        var order = JsonNode.Parse(fiscal)!.AsObject();
        var parts = personal is null ? [] : JsonNode.Parse(personal)!.AsObject();
        Put(order, "customer", parts["customer"]);
        Put(order, "note", parts["note"]);
        order["receiptToken"] = parts["receiptToken"]?.DeepClone() ?? Erased;
        Put(order["fulfilment"] as JsonObject, "name", parts["fulfilmentName"]);
        foreach (var (index, reference) in (parts["paymentReferences"] as JsonObject) ?? [])
        {
            Put(order["payments"]?[int.Parse(index, Invariant)] as JsonObject, "reference", reference);
        }

        return JsonSerializer.SerializeToElement(order);
    }

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;

    private static void Move(JsonObject? from, string name, JsonObject to, string newName)
    {
        if (from?[name] is { } value)
        {
            from.Remove(name);
            to[newName] = value;
        }
    }

    private static void Put(JsonObject? order, string name, JsonNode? value)
    {
        if (order is not null && value is not null)
        {
            order[name] = value.DeepClone();
        }
    }
}
