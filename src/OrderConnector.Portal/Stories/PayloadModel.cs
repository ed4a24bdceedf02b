using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Stories;

/// <summary>The bytes that came for an order.</summary>
/// <param name="Order">The order.</param>
/// <param name="Text">Laid out for reading; as it came where it is no JSON.</param>
/// <param name="IsJson">Whether it is JSON.</param>
public sealed record PayloadModel(OrderPortrait Order, string Text, bool IsJson)
{
    // The page escapes what it shows; here every letter stays as people read it.
    private static readonly JsonSerializerOptions s_layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Lays an order's bytes out.</summary>
    public static PayloadModel Of(OrderPortrait order)
    {
        try
        {
            using var json = JsonDocument.Parse(order.Payload);
            return new PayloadModel(order, JsonSerializer.Serialize(json.RootElement, s_layout), IsJson: true);
        }
        catch (JsonException)
        {
            return new PayloadModel(order, Encoding.UTF8.GetString(order.Payload), IsJson: false);
        }
    }
}
