using OrderConnector.Core.Auditing;

namespace OrderConnector.Functions.Storing;

/// <summary>Where the audit log ends.</summary>
/// <param name="Sequence">The last entry; 0 before the first.</param>
/// <param name="Hash">Its hash, 32 bytes.</param>
public sealed record AuditEnd(long Sequence, byte[] Hash);

/// <summary>
/// The audit log. Changes write their entry themselves, each in its own transaction; here is what remains.
/// </summary>
public interface IAuditStore
{
    /// <summary>Appends an act that changes nothing in the store.</summary>
    Task RecordAsync(Act act, CancellationToken cancellationToken);

    /// <summary>Newest first.</summary>
    /// <param name="filter">Which entries.</param>
    /// <param name="scope">Branches to see; null for everything, entries without a branch included.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="max">At most so many entries.</param>
    Task<AuditPage> ReadAuditAsync(
        AuditFilter filter, IReadOnlyList<string>? scope, AuditKey? after, int max,
        CancellationToken cancellationToken);

    /// <summary>
    /// Where the log ends by what the store keeps beside the entries: with it, entries that were cut off at the end are
    /// missed. Null where nothing is kept but the entries.
    /// </summary>
    Task<AuditEnd?> FindAuditEndAsync(CancellationToken cancellationToken);

    /// <summary>The entries behind a sequence, oldest first, at most <paramref name="max"/>.</summary>
    Task<IReadOnlyList<AuditEntry>> ReadAuditChainAsync(long after, int max, CancellationToken cancellationToken);
}
