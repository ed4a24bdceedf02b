using System.Buffers;
using System.Text.Json;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Collecting;

/// <summary>
/// The "order" of a delivery: as posted, plus what storing added, plus the payments that came later. It is copied, not
/// read and written anew, so that an order an older version took can never block the branch's queue.
/// </summary>
public static class DeliveredOrder
{
    // What storing decides; a posted member of the same name is ignored, as any unknown member is.
    private static readonly HashSet<string> s_added =
        ["id", "number", "channel", "release", "receiptToken", "masterData", "voids", "voidsNumber", "reason"];

    /// <summary>The document.</summary>
    public static JsonElement Document(LeasedOrder leased)
    {
        var buffer = new ArrayBufferWriter<byte>(leased.Order.Payload.Length + 512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, leased);
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private static void Write(Utf8JsonWriter json, LeasedOrder leased)
    {
        var order = leased.Order;
        json.WriteStartObject();
        json.WriteString("id", order.Id.Value);
        json.WriteNumber("number", order.Number);
        json.WriteString("channel", order.Channel);
        json.WriteString("release", order.Release);
        json.WriteString("receiptToken", order.ReceiptToken);
        json.WriteNumber("masterData", leased.MasterData);
        if (order.Voids is { } original)
        {
            json.WriteString("voids", original.Value);
            json.WriteNumber("voidsNumber", order.VoidsNumber!.Value);
            json.WriteString("reason", order.VoidReason);
        }

        using var posted = JsonDocument.Parse(order.Payload);
        foreach (var member in posted.RootElement.EnumerateObject().Where(member => !s_added.Contains(member.Name)))
        {
            WritePosted(json, member, order.Payments);
        }

        if (order.Payments is { } payments)
        {
            json.WritePropertyName("payments");
            json.WriteRawValue(payments);
        }

        json.WriteEndObject();
    }

    private static void WritePosted(Utf8JsonWriter json, JsonProperty member, string? paidLater)
    {
        switch (member.Name)
        {
            case "payments" when paidLater is not null:
                break;
            case "payment" when paidLater is not null:
                json.WriteString("payment", PaymentMode.Prepaid.ToWire());
                break;
            default:
                member.WriteTo(json);
                break;
        }
    }
}
