using System.Globalization;
using OrderConnector.Core.Auditing;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Administering;

/// <summary>What walking the audit log from its first entry found.</summary>
/// <param name="Fault">The first entry that is wrong; null where the chain is whole in itself.</param>
/// <param name="CutOff">
/// The entry that the store wrote last, where the chain does not hold it any more, or holds another; null else.
/// </param>
/// <param name="IsMet">Whether the chain holds what was expected.</param>
/// <param name="Entries">Whole entries.</param>
/// <param name="End">The last of them, HASH@SEQUENCE.</param>
public sealed record AuditCheck(AuditFault? Fault, long? CutOff, bool IsMet, long Entries, string End)
{
    private const int EntriesAtOnce = 1000;

    /// <summary>Walks the log.</summary>
    /// <param name="store">Whose.</param>
    /// <param name="expected">An end of earlier, HASH@SEQUENCE, that the chain must hold; null for none.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public static async Task<AuditCheck> RunAsync(
        IAuditStore store, string? expected, CancellationToken cancellationToken)
    {
        // Before the walk: what others append meanwhile comes behind it.
        var end = await store.FindAuditEndAsync(cancellationToken);
        var written = end is null ? null : Name(Convert.ToHexStringLower(end.Hash), end.Sequence);
        var walk = new AuditWalk();
        var (isMet, isWritten) = (expected is null || expected == Name(walk), end is null || written == Name(walk));
        IReadOnlyList<AuditEntry> entries;
        do
        {
            entries = await store.ReadAuditChainAsync(walk.Sequence, EntriesAtOnce, cancellationToken);
            foreach (var entry in entries)
            {
                if (walk.Take(entry) is { } fault)
                {
                    return new AuditCheck(fault, null, isMet, walk.Sequence, Name(walk));
                }

                isMet |= expected == Name(walk);
                isWritten |= written == Name(walk);
            }
        }
        while (entries.Count > 0);

        return new AuditCheck(null, isWritten ? null : end!.Sequence, isMet, walk.Sequence, Name(walk));
    }

    private static string Name(AuditWalk walk) => Name(walk.Head, walk.Sequence);

    private static string Name(string hash, long sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{hash}@{sequence}");
}
