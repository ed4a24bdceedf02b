using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>
/// The ids fiskaly lets its callers choose. They are derived, so that a repeated call meets its first try, and carry
/// the id of the TSS, for they must be unique in the whole of fiskaly's system while two shops may well share the
/// name of a channel and the number of an order.
/// </summary>
internal static class FiskalyId
{
    /// <summary>Id of a transaction.</summary>
    /// <param name="tssId">Id of the TSS.</param>
    /// <param name="reference">Our own name of the transaction.</param>
    /// <param name="attempt">0; higher where the ids before it were used up by aborted starts.</param>
    public static string OfTransaction(string tssId, string reference, int attempt) =>
        Derive(string.Create(CultureInfo.InvariantCulture, $"{tssId}/tx/{reference}/{attempt}"));

    /// <summary>Id of a client.</summary>
    /// <param name="tssId">Id of the TSS: a new TSS needs new ids of its clients.</param>
    /// <param name="serialNumber">EAS serial number.</param>
    public static string OfClient(string tssId, string serialNumber) => Derive($"{tssId}/client/{serialNumber}");

    /// <summary>Id of an export; one asked for later is another one, for its log has grown.</summary>
    /// <param name="tssId">Id of the TSS.</param>
    /// <param name="first">First second, since 1970.</param>
    /// <param name="last">Last second.</param>
    /// <param name="now">When it is asked for.</param>
    public static string OfExport(string tssId, long first, long last, DateTimeOffset now) => Derive(string.Create(
        CultureInfo.InvariantCulture, $"{tssId}/export/{first}/{last}/{now.ToUnixTimeMilliseconds()}"));

    // Formed as a version 4 UUID: fiskaly announced to refuse others.
    private static string Derive(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString("D");
    }
}
