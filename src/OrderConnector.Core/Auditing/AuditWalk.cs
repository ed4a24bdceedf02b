namespace OrderConnector.Core.Auditing;

/// <summary>Walks the audit log from its first entry, oldest first, and says where the chain is broken.</summary>
public sealed class AuditWalk
{
    private byte[] head = AuditChain.Start.ToArray();

    /// <summary>The last whole entry; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>The hash of that entry, 64 hexadecimal digits.</summary>
    public string Head => Convert.ToHexStringLower(head);

    /// <summary>Takes the next entry; answers what is wrong with it, null where it is whole.</summary>
    public AuditFault? Take(AuditEntry entry)
    {
        if (entry.Sequence != Sequence + 1)
        {
            return new AuditFault(Sequence + 1, AuditFaultKind.Missing);
        }

        var hash = AuditChain.Follow(head, AuditChain.HashContent(entry.Act));
        if (entry.Hash != Convert.ToHexStringLower(hash))
        {
            return new AuditFault(entry.Sequence, AuditFaultKind.Changed);
        }

        (head, Sequence) = (hash, entry.Sequence);
        return null;
    }
}

/// <summary>Where a chain is broken.</summary>
/// <param name="Sequence">The first entry that is wrong.</param>
/// <param name="Kind">How.</param>
public sealed record AuditFault(long Sequence, AuditFaultKind Kind);

/// <summary>How a chain is broken.</summary>
public enum AuditFaultKind
{
    /// <summary>The entry is not there; a later one is.</summary>
    Missing,

    /// <summary>The entry, or the one before it, is not what was written.</summary>
    Changed,
}
