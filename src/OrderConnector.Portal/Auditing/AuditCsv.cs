using OrderConnector.Core.Auditing;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Lists;

namespace OrderConnector.Portal.Auditing;

/// <summary>Entries of the audit log as CSV; the columns have the same names in every language.</summary>
public static class AuditCsv
{
    private static readonly string[] s_head =
        ["sequence", "at", "actor", "action", "subject", "branch", "reason", "details", "hash"];

    /// <summary>The file "audit.csv".</summary>
    /// <param name="language">The reader's.</param>
    /// <param name="entries">What to write.</param>
    public static CsvDownload Of(Language language, IAsyncEnumerable<AuditEntry> entries) =>
        new("audit", language, s_head, entries.Select(Record));

    private static string?[] Record(AuditEntry entry) =>
    [
        CsvDownload.Of(entry.Sequence), CsvDownload.Of(entry.Act.At), entry.Act.Actor, entry.Act.Action,
        entry.Act.Subject, entry.Act.BranchId, entry.Act.Reason, AuditDetails.Of(entry.Act), entry.Hash,
    ];
}
