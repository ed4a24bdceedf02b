using System.Globalization;

namespace OrderConnector.Core.Auditing;

/// <summary>A page of the audit log.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">Where the next page goes on; null at the end.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, AuditKey? Next)
{
    /// <summary>Several lists, each newest first, as one page of at most <paramref name="max"/> entries.</summary>
    public static AuditPage Merge(IEnumerable<IReadOnlyList<AuditEntry>> lists, int max)
    {
        var entries = lists.SelectMany(list => list)
            .OrderByDescending(entry => AuditKey.Of(entry)).Take(max + 1).ToList();
        return entries.Count > max
            ? new AuditPage(entries[..max], AuditKey.Of(entries[max - 1]))
            : new AuditPage(entries, null);
    }
}

/// <summary>An entry's place when the log is read newest first: by time, then by sequence.</summary>
/// <param name="At">Unix milliseconds.</param>
/// <param name="Sequence">The entry.</param>
public readonly record struct AuditKey(long At, long Sequence) : IComparable<AuditKey>
{
    /// <summary>Before every page: newer than anything.</summary>
    public static AuditKey Newest { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>An entry's place.</summary>
    public static AuditKey Of(AuditEntry entry) => new(entry.Act.At.ToUnixTimeMilliseconds(), entry.Sequence);

    /// <summary>Reads "1700000000000-17"; null where the form is wrong.</summary>
    public static AuditKey? Read(string? text) =>
        text?.Split('-') is [var at, var sequence]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new AuditKey(milliseconds, number)
            : null;

    /// <inheritdoc />
    public int CompareTo(AuditKey other) => (At, Sequence).CompareTo((other.At, other.Sequence));

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}-{Sequence}");

    /// <summary>Older.</summary>
    public static bool operator <(AuditKey left, AuditKey right) => left.CompareTo(right) < 0;

    /// <summary>Newer.</summary>
    public static bool operator >(AuditKey left, AuditKey right) => left.CompareTo(right) > 0;

    /// <summary>Older or the same.</summary>
    public static bool operator <=(AuditKey left, AuditKey right) => left.CompareTo(right) <= 0;

    /// <summary>Newer or the same.</summary>
    public static bool operator >=(AuditKey left, AuditKey right) => left.CompareTo(right) >= 0;
}
