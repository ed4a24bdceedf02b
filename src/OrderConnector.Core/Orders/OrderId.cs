using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.Core.Orders;

/// <summary>
/// The id of an order, as 32 hex digits: 4 bytes that say where in an index it stands, and the first 12 bytes of
/// SHA-256 over channel and external id. Derived, so that a repeat meets its first try whatever happened in between.
/// </summary>
/// <param name="Value">32 lower-case hex digits.</param>
public readonly record struct OrderId(string Value)
{
    private const int PlaceBytes = 4;
    private const int EndBytes = 2;

    /// <summary>The id that this channel's external id always has.</summary>
    public static OrderId Derive(string channel, string externalId) => Derive(channel, externalId, OrderIdForm.Placed);

    /// <summary>The id that this channel's external id always has in a store of that form.</summary>
    public static OrderId Derive(string channel, string externalId, OrderIdForm form)
    {
        // The length in front keeps ("a", "bc") and ("ab", "c") apart.
        var channelBytes = Encoding.UTF8.GetByteCount(channel);
        var total = 4 + channelBytes + Encoding.UTF8.GetByteCount(externalId);
        Span<byte> buffer = total <= 512 ? stackalloc byte[total] : new byte[total];
        BinaryPrimitives.WriteInt32BigEndian(buffer, channelBytes);
        Encoding.UTF8.GetBytes(channel, buffer[4..]);
        Encoding.UTF8.GetBytes(externalId, buffer[(4 + channelBytes)..]);
        Span<byte> bytes = stackalloc byte[PlaceBytes + SHA256.HashSizeInBytes];
        SHA256.HashData(buffer, bytes[PlaceBytes..]);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, PlaceOf(buffer[..^Math.Min(EndBytes, total - channelBytes - 4)]));
        var begin = form switch
        {
            OrderIdForm.Hashed => PlaceBytes,
            OrderIdForm.Placed => 0,
        };
        return new OrderId(Convert.ToHexStringLower(bytes.Slice(begin, 16)));
    }

    /// <summary>Reads 32 lower-case hex digits; anything else is false.</summary>
    public static bool TryParse(string? text, out OrderId id)
    {
        id = new OrderId(text ?? "");
        return text is { Length: 32 } && text.All(c => c is >= '0' and <= '9' or >= 'a' and <= 'f');
    }

    /// <inheritdoc />
    public override string ToString() => Value;

    // FNV-1a over all but the end: orders that a shop numbers one after the other differ only there, and so stand side
    // by side in the index. A place for each of its own would make every order write a page of the index of its own.
    private static uint PlaceOf(ReadOnlySpan<byte> start)
    {
        var place = 2166136261;
        foreach (var one in start)
        {
            place = unchecked((place ^ one) * 16777619);
        }

        return place;
    }
}
