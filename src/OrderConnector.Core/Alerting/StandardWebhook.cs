using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.Core.Alerting;

/// <summary>Signs calls as Standard Webhooks 1.0.0 asks: HMAC-SHA-256 over "id.timestamp.body".</summary>
public static class StandardWebhook
{
    /// <summary>Bytes of a secret; the specification allows 24 to 64.</summary>
    public const int SecretLength = 32;

    private const string SecretPrefix = "whsec_";
    private static readonly TimeSpan s_tolerance = TimeSpan.FromMinutes(5);

    /// <summary>How a secret is shown to its receiver: "whsec_" and base64.</summary>
    public static string ShowSecret(ReadOnlySpan<byte> secret) => SecretPrefix + Convert.ToBase64String(secret);

    /// <summary>The header webhook-timestamp: Unix seconds of the attempt.</summary>
    public static string Timestamp(DateTimeOffset at) =>
        at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>The header webhook-signature: "v1," and base64.</summary>
    /// <param name="secret">The secret's bytes.</param>
    /// <param name="id">The header webhook-id; the same at each repeat.</param>
    /// <param name="timestamp">The header webhook-timestamp.</param>
    /// <param name="body">The body as sent.</param>
    public static string Sign(ReadOnlySpan<byte> secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }

    /// <summary>Whether a received call is genuine and fresh: what a receiver has to ask.</summary>
    /// <param name="shownSecret">"whsec_…", as it was shown.</param>
    /// <param name="id">The header webhook-id.</param>
    /// <param name="timestamp">The header webhook-timestamp.</param>
    /// <param name="signatures">The header webhook-signature: a list, parted by blanks.</param>
    /// <param name="body">The body as received.</param>
    /// <param name="now">The receiver's moment.</param>
    public static bool IsGenuine(
        string shownSecret, string id, string timestamp, string signatures, ReadOnlySpan<byte> body,
        DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > s_tolerance.TotalSeconds
            || !shownSecret.StartsWith(SecretPrefix, StringComparison.Ordinal))
        {
            return false;
        }

        var secret = Convert.FromBase64String(shownSecret[SecretPrefix.Length..]);
        var expected = Encoding.ASCII.GetBytes(Sign(secret, id, timestamp, body));
        return signatures.Split(' ').Any(signature =>
            CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature)));
    }
}
