using System.Text.Json;
using OrderConnector.Core.Auditing;

namespace OrderConnector.Functions.Storing;

/// <summary>An audit entry as its row holds it.</summary>
internal sealed class AuditRecord
{
    public long Sequence { get; init; }

    public long At { get; init; }

    public string Actor { get; init; } = "";

    public string Action { get; init; } = "";

    public string Subject { get; init; } = "";

    public string? BranchId { get; init; }

    public string? Reason { get; init; }

    public string? Details { get; init; }

    public byte[] Hash { get; init; } = [];

    /// <summary>The entry.</summary>
    public AuditEntry ToEntry() => new(
        Sequence,
        new Act(
            StoredTime.FromStored(At), Actor, Action, Subject, BranchId, Reason,
            Details is null ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(Details)),
        Convert.ToHexStringLower(Hash));

    /// <summary>Details as they are stored: a JSON object; null where there are none.</summary>
    public static string? DetailsOf(Act act) =>
        act.Details is { Count: > 0 } details ? JsonSerializer.Serialize(details) : null;

    /// <summary>
    /// The act as a column gives it back, which is what the chain must hash: no column of text keeps a NUL character
    /// or half a surrogate pair.
    /// </summary>
    public static Act Storable(Act act) => act with
    {
        Actor = Plain(act.Actor), Action = Plain(act.Action), Subject = Plain(act.Subject),
        BranchId = act.BranchId is { } branch ? Plain(branch) : null,
        Reason = act.Reason is { } reason ? Plain(reason) : null,
        Details = act.Details?.ToDictionary(
            detail => Plain(detail.Key), detail => Plain(detail.Value), StringComparer.Ordinal),
    };

    private static string Plain(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0 ? "\uFFFD" : rune.ToString()));
}
