using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing;

/// <summary>An order on which a person decides, as Dapper fills it.</summary>
internal sealed class OrderToDecideRecord
{
    public long Row { get; set; }

    public byte[] Id { get; set; } = [];

    public long Number { get; set; }

    public string BranchId { get; set; } = "";

    public string Channel { get; set; } = "";

    public string ExternalId { get; set; } = "";

    public long TotalCents { get; set; }

    public string State { get; set; } = "";

    public string? Reason { get; set; }

    public long Since { get; set; }

    /// <summary>The row as the portal knows it.</summary>
    public OrderToDecide ToOrder() => new(
        Row, OrderRecord.IdOf(Id), Number, BranchId, Channel, ExternalId, TotalCents, OrderRecord.StateOf(State),
        Reason, StoredTime.FromStored(Since));
}

/// <summary>Which reads answer for a person's branches.</summary>
internal static class BranchScopes
{
    /// <summary>One read per branch that may be seen; one in all, with null, without a scope.</summary>
    public static IEnumerable<string?> Of(IReadOnlyList<string>? scope) =>
        scope?.Distinct(StringComparer.Ordinal) ?? [null];
}
