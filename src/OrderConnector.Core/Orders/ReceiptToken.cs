using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.Core.Orders;

/// <summary>
/// The token of a receipt page's link: the order's id and 128 random bits, 43 characters base64url. It carries the id
/// so that a page is found through the order itself; what nobody can guess is the random half.
/// </summary>
public static class ReceiptToken
{
    /// <summary>Random bytes a token takes.</summary>
    public const int RandomBytes = 16;

    /// <summary>Makes the token of an order from given randomness.</summary>
    public static string Make(OrderId id, ReadOnlySpan<byte> random)
    {
        if (random.Length != RandomBytes)
        {
            throw new ArgumentException("A token takes 16 random bytes.", nameof(random));
        }

        Span<byte> bytes = stackalloc byte[32];
        Convert.FromHexString(id.Value, bytes, out _, out _);
        random.CopyTo(bytes[16..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads which order a token belongs to; false where it is none. It proves nothing: compare it.</summary>
    public static bool TryReadOrder(string? token, out OrderId id)
    {
        id = default;
        Span<byte> bytes = stackalloc byte[32];
        if (token is not { Length: 43 } || !Base64Url.IsValid(token)
            || !Base64Url.TryDecodeFromChars(token, bytes, out var written) || written != 32)
        {
            return false;
        }

        id = new OrderId(Convert.ToHexStringLower(bytes[..16]));
        return true;
    }

    /// <summary>Compares in constant time, so that the time taken tells nothing about the stored token.</summary>
    public static bool AreEqual(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
