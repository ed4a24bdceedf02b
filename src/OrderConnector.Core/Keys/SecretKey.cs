using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.Core.Keys;

/// <summary>A bearer key "id.secret" with 256 random bits; only SHA-256 of the secret is ever stored.</summary>
/// <param name="Id">Public part, names the row.</param>
/// <param name="Secret">43 characters base64url; shown once.</param>
public sealed record SecretKey(string Id, string Secret)
{
    /// <summary>Makes a key from given randomness.</summary>
    /// <param name="prefix">What the key is for: "ch", "ag", "rk", "op".</param>
    /// <param name="random">40 random bytes: 8 for the id, 32 for the secret.</param>
    public static SecretKey From(string prefix, ReadOnlySpan<byte> random)
    {
        if (random.Length != 40)
        {
            throw new ArgumentException("A key takes 40 random bytes.", nameof(random));
        }

        return new SecretKey($"{prefix}_{Convert.ToHexStringLower(random[..8])}", Base64Url(random[8..]));
    }

    /// <summary>Reads "id.secret"; false where the form is wrong.</summary>
    public static bool TryParse(string? text, out SecretKey key)
    {
        key = new SecretKey("", "");
        if (text is null or { Length: > 200 })
        {
            return false;
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1 || dot > 40 || text.Length - dot - 1 != 43)
        {
            return false;
        }

        key = new SecretKey(text[..dot], text[(dot + 1)..]);
        return true;
    }

    /// <summary>SHA-256 of the secret: what is stored. 256 random bits need no slow hash.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(Secret));

    /// <summary>Compares in constant time, so that the time taken tells nothing about the stored hash.</summary>
    public bool Matches(ReadOnlySpan<byte> storedHash)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(Secret), hash);
        return CryptographicOperations.FixedTimeEquals(hash, storedHash);
    }

    /// <summary>"id.secret".</summary>
    public override string ToString() => $"{Id}.{Secret}";

    private static string Base64Url(ReadOnlySpan<byte> bytes) =>
        System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
