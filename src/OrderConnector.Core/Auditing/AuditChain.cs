using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrderConnector.Core.Auditing;

/// <summary>
/// The audit log's chain: hash of entry n = SHA-256(hash of entry n−1, SHA-256(content of entry n)), 32 zero bytes
/// before the first. Who changes, adds or removes an entry would have to change the hash of every later one.
/// </summary>
public static class AuditChain
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = 32;

    /// <summary>Stands before the first entry.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = new byte[HashLength];

    /// <summary>
    /// SHA-256 over the content: the time in Unix milliseconds (8 bytes, big endian), then actor, action, subject,
    /// branch and reason, then the number of details (4 bytes) and each one's name and value in the order of the
    /// names' code units. A text is its length in bytes (4 bytes, big endian; −1 where there is none) and its UTF-8.
    /// </summary>
    public static byte[] HashContent(Act act)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> at = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(at, act.At.ToUnixTimeMilliseconds());
        hash.AppendData(at);
        foreach (var text in (ReadOnlySpan<string?>)[act.Actor, act.Action, act.Subject, act.BranchId, act.Reason])
        {
            Append(hash, text);
        }

        AppendLength(hash, act.Details?.Count ?? 0);
        foreach (var (name, value) in (act.Details ?? new Dictionary<string, string>())
            .OrderBy(detail => detail.Key, StringComparer.Ordinal))
        {
            Append(hash, name);
            Append(hash, value);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The hash of the entry behind <paramref name="previous"/>; both are 32 bytes.</summary>
    public static byte[] Follow(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> content) =>
        previous.Length == HashLength && content.Length == HashLength
            ? SHA256.HashData([.. previous, .. content])
            : throw new ArgumentException("The chain is made of hashes of 32 bytes.");

    private static void Append(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? null : Encoding.UTF8.GetBytes(text);
        AppendLength(hash, bytes?.Length ?? -1);
        hash.AppendData(bytes ?? []);
    }

    private static void AppendLength(IncrementalHash hash, int length)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        hash.AppendData(bytes);
    }
}
