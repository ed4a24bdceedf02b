using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.Core.Alerting;

/// <summary>
/// What an acknowledgement link carries: 256 random bits, of which only the SHA-256 is stored. Whoever holds the link
/// may acknowledge its one incident while it is open, and nothing else.
/// </summary>
public static class AckToken
{
    /// <summary>Random bytes a token is made of.</summary>
    public const int Length = 32;

    private const int Characters = 43;

    /// <summary>The token of given randomness, base64url.</summary>
    public static string Make(ReadOnlySpan<byte> random) => random.Length == Length
        ? Base64Url.EncodeToString(random)
        : throw new ArgumentException("A token takes 32 random bytes.", nameof(random));

    /// <summary>SHA-256 of a token: what is stored and looked up; null where the text cannot be one.</summary>
    public static byte[]? Hash(string token) =>
        token.Length == Characters ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;
}
