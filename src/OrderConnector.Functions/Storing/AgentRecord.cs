namespace OrderConnector.Functions.Storing;

/// <summary>An agent as a row, as Dapper fills it.</summary>
internal sealed class AgentRecord
{
    public string Id { get; set; } = "";

    public string BranchId { get; set; } = "";

    public string EasSerial { get; set; } = "";

    public string Software { get; set; } = "";

    public string Version { get; set; } = "";

    public long EnrolledAt { get; set; }

    public long? SeenAt { get; set; }

    public string? Tss { get; set; }

    public long? RevokedAt { get; set; }

    /// <summary>The row as the rest of the house knows it.</summary>
    public AgentRow ToRow() => new(
        Id, BranchId, EasSerial, Software, Version, StoredTime.FromStored(EnrolledAt), StoredTime.FromStored(SeenAt),
        Tss, StoredTime.FromStored(RevokedAt));
}
