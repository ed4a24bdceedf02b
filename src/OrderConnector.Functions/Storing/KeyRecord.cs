namespace OrderConnector.Functions.Storing;

/// <summary>A key as a row, as Dapper fills it.</summary>
internal sealed class KeyRecord
{
    public string Id { get; set; } = "";

    public byte[] Hash { get; set; } = [];

    public string Purpose { get; set; } = "";

    public string Subject { get; set; } = "";

    public string Branches { get; set; } = "";

    public int UsesLeft { get; set; }

    public long CreatedAt { get; set; }

    public long? ExpiresAt { get; set; }

    public long? RevokedAt { get; set; }

    /// <summary>The row as the rest of the house knows it.</summary>
    public StoredKey ToKey() => new(
        Id, Hash, Enum.GetValues<KeyPurpose>().Single(p => PurposeName(p) == Purpose), Subject,
        StoredList.FromJson(Branches), UsesLeft, StoredTime.FromStored(CreatedAt), StoredTime.FromStored(ExpiresAt),
        StoredTime.FromStored(RevokedAt));

    /// <summary>A purpose by its stored name.</summary>
    public static string PurposeName(KeyPurpose purpose) => purpose switch
    {
        KeyPurpose.Channel => "channel",
        KeyPurpose.Operator => "operator",
        KeyPurpose.Registration => "registration",
        KeyPurpose.Agent => "agent",
    };
}
