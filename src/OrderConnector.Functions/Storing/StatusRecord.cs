namespace OrderConnector.Functions.Storing;

/// <summary>What readiness is judged from, as Dapper fills it.</summary>
internal sealed class StatusRecord
{
    public long FirstNumber { get; set; }

    public long LastNumber { get; set; }

    public long NextNumber { get; set; }

    public long? SeenAt { get; set; }

    public string? Tss { get; set; }

    public int Pending { get; set; }

    public long? OldestAt { get; set; }

    public bool SellerComplete { get; set; }

    public bool InEmergency { get; set; }

    public BranchStatus ToStatus() => new(
        StoredTime.FromStored(SeenAt), Tss ?? "unknown", Pending, StoredTime.FromStored(OldestAt), NextNumber,
        FirstNumber, LastNumber, SellerComplete, InEmergency);
}
