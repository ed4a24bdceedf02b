using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.PosAgent.Journaling;

/// <summary>
/// How entries are chained: SHA-256 over the hash before and the entry's canonical bytes. The first entry is chained
/// to the journal's id, so that entries of one journal never fit into another.
/// </summary>
public static class JournalChain
{
    /// <summary>What the first entry is chained to.</summary>
    public static byte[] Anchor(string journalId) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"OrderConnector journal 1 {journalId}"));

    /// <summary>SHA-256 of personal data, 64 hex digits; null for none.</summary>
    public static string? HashPersonal(string? personal) =>
        personal is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(personal)));

    /// <summary>The entry that follows on a hash.</summary>
    /// <param name="previous">32 bytes: the anchor or the hash of the entry before.</param>
    /// <param name="sequence">1, 2, 3 …</param>
    /// <param name="fact">What happened.</param>
    /// <param name="personalHash">The hash on record; given apart, because the data may have been erased.</param>
    public static byte[] Hash(ReadOnlySpan<byte> previous, long sequence, JournalFact fact, string? personalHash)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[8];
        hash.AppendData(previous);
        BinaryPrimitives.WriteInt64BigEndian(number, sequence);
        hash.AppendData(number);
        BinaryPrimitives.WriteInt64BigEndian(number, fact.At.UtcTicks);
        hash.AppendData(number);
        Append(hash, fact.Kind.ToString());
        Append(hash, fact.OrderId);
        Append(hash, fact.Data);
        Append(hash, personalHash);
        return hash.GetHashAndReset();
    }

    // The length in front keeps neighbours apart; -1 tells null from empty.
    private static void Append(IncrementalHash hash, string? text)
    {
        Span<byte> length = stackalloc byte[4];
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
