using System.Text;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Delivering.Storage;

/// <summary>
/// What a message says: an order's id, in base64 of UTF-8 as the Functions host writes and expects it.
/// </summary>
internal static class MessageText
{
    /// <summary>The message for an order.</summary>
    public static string Write(OrderId id) => Convert.ToBase64String(Encoding.UTF8.GetBytes(id.Value));

    /// <summary>The order a message names; null where it cannot be read.</summary>
    public static OrderId? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[64];
        return Convert.TryFromBase64String(text, bytes, out var length)
            && OrderId.TryParse(Encoding.UTF8.GetString(bytes[..length]), out var id)
            ? id
            : null;
    }
}
