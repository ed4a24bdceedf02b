using System.Text.Json;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Intake;

/// <summary>An order as a shop reads it.</summary>
public static class OrderAnswer
{
    private static readonly JsonEncodedText s_self = JsonEncodedText.Encode("self");

    /// <summary>The address of an order.</summary>
    public static string Self(OrderId id) => "/api/v1/orders/" + id.Value;

    /// <summary>Writes one order.</summary>
    public static void Write(Utf8JsonWriter json, StoredOrder order)
    {
        json.WriteStartObject();
        json.WriteString("id", order.Id.Value);
        json.WriteNumber("number", order.Number);
        json.WriteString("state", order.State.ToWire());
        json.WriteString("channel", order.Channel);
        json.WriteString("branchId", order.BranchId);
        json.WriteString("externalId", order.ExternalId);
        json.WriteString("createdAt", order.CreatedAt.UtcDateTime);
        json.WriteString("stateSince", order.StateSince.UtcDateTime);
        if (order.Voids is { } original)
        {
            json.WriteString("voids", original.Value);
        }

        json.WritePropertyName("fiscal");
        if (order.Fiscal is { } fiscal)
        {
            // Stored as this process wrote it after checking it.
            json.WriteRawValue(fiscal, skipInputValidation: true);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteStartObject("links");
        json.WriteString(s_self, Self(order.Id));
        json.WriteString("receipt", "/r/" + order.ReceiptToken);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
