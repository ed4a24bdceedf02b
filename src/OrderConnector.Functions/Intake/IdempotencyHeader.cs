using System.Security.Cryptography;
using System.Text;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Intake;

/// <summary>
/// Reads the Idempotency-Key header: a structured-header string ("8e03978e-…"), and the bare form many clients send.
/// </summary>
public static class IdempotencyHeader
{
    /// <summary>The longest key.</summary>
    public const int MaxLength = 255;

    /// <summary>The key with the hash of what it stands for; false where there is one that cannot be read.</summary>
    public static bool TryRead(HttpRequest request, ReadOnlySpan<byte> body, out IdempotencyKey? key)
    {
        key = null;
        var header = request.Headers["Idempotency-Key"];
        if (header.Count == 0)
        {
            return true;
        }

        if (header.Count > 1 || Parse(header.ToString()) is not { } text)
        {
            return false;
        }

        key = new IdempotencyKey(text, PayloadHash(request.Path, body));
        return true;
    }

    /// <summary>The key as meant by the sender; null where the form is wrong.</summary>
    public static string? Parse(string header)
    {
        var text = header.Trim();
        var key = text.StartsWith('"') ? Unquote(text) : text;
        return key is { Length: > 0 and <= MaxLength } && key.All(c => c is >= ' ' and <= '~') ? key : null;
    }

    // RFC 9651 § 4.2.5: only \" and \\ are escapes; parameters after the string are allowed and mean nothing here.
    private static string? Unquote(string text)
    {
        var key = new StringBuilder(text.Length);
        for (var i = 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"':
                    var rest = text[(i + 1)..].TrimStart();
                    return rest.Length == 0 || rest[0] == ';' ? key.ToString() : null;
                case '\\' when i + 1 < text.Length && text[i + 1] is '"' or '\\':
                    key.Append(text[++i]);
                    break;
                case '\\':
                    return null;
                default:
                    key.Append(text[i]);
                    break;
            }
        }

        return null;
    }

    private static string PayloadHash(string path, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(path));
        hash.AppendData([0]);
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
