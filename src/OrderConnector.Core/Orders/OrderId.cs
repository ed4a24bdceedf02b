using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.Core.Orders;

/// <summary>
/// The id of an order: the first 16 bytes of SHA-256 over channel and external id, as 32 hex digits.
/// Derived, so that a repeat meets its first try whatever happened in between.
/// </summary>
/// <param name="Value">32 lower-case hex digits.</param>
public readonly record struct OrderId(string Value)
{
    /// <summary>The id that this channel's external id always has.</summary>
    public static OrderId Derive(string channel, string externalId)
    {
        // The length in front keeps ("a", "bc") and ("ab", "c") apart.
        var channelBytes = Encoding.UTF8.GetByteCount(channel);
        var total = 4 + channelBytes + Encoding.UTF8.GetByteCount(externalId);
        Span<byte> buffer = total <= 512 ? stackalloc byte[total] : new byte[total];
        BinaryPrimitives.WriteInt32BigEndian(buffer, channelBytes);
        Encoding.UTF8.GetBytes(channel, buffer[4..]);
        Encoding.UTF8.GetBytes(externalId, buffer[(4 + channelBytes)..]);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(buffer, hash);
        return new OrderId(Convert.ToHexStringLower(hash[..16]));
    }

    /// <summary>Reads 32 lower-case hex digits; anything else is false.</summary>
    public static bool TryParse(string? text, out OrderId id)
    {
        id = new OrderId(text ?? "");
        return text is { Length: 32 } && text.All(c => c is >= '0' and <= '9' or >= 'a' and <= 'f');
    }

    /// <inheritdoc />
    public override string ToString() => Value;
}
