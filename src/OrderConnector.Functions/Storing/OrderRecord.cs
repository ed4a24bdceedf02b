using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing;

/// <summary>An order as a row, as Dapper fills it.</summary>
internal class OrderRecord
{
    public long Row { get; set; }

    public byte[] Id { get; set; } = [];

    public string BranchId { get; set; } = "";

    public long Number { get; set; }

    public string Channel { get; set; } = "";

    public string ExternalId { get; set; } = "";

    public string ContentHash { get; set; } = "";

    public long TotalCents { get; set; }

    public string State { get; set; } = "";

    public string? StateReason { get; set; }

    public long StateSince { get; set; }

    public long CreatedAt { get; set; }

    public long? ExpiresAt { get; set; }

    public long? DueAt { get; set; }

    public string Release { get; set; } = "";

    public string ReceiptToken { get; set; } = "";

    public string? AgentId { get; set; }

    public bool Waiting { get; set; }

    public long? HandedOverAt { get; set; }

    public byte[]? Voids { get; set; }

    public long? VoidsNumber { get; set; }

    public string? VoidReason { get; set; }

    public string? Payments { get; set; }

    public byte[] Payload { get; set; } = [];

    public string? Fiscal { get; set; }

    public string? Receipt { get; set; }

    /// <summary>The row as the rest of the house knows it.</summary>
    public StoredOrder ToOrder() => new(
        IdOf(Id), Number, Channel, BranchId, ExternalId, ContentHash, Payload, Payments, TotalCents,
        StateOf(State), StateReason, StoredTime.FromStored(CreatedAt), StoredTime.FromStored(StateSince),
        StoredTime.FromStored(ExpiresAt), StoredTime.FromStored(DueAt), Release, ReceiptToken, AgentId, Waiting,
        StoredTime.FromStored(HandedOverAt), Fiscal, Receipt, Voids is null ? null : IdOf(Voids), VoidsNumber,
        VoidReason);

    /// <summary>An order id as its 16 bytes.</summary>
    public static byte[] Bytes(OrderId id) => Convert.FromHexString(id.Value);

    /// <summary>16 bytes as an order id.</summary>
    public static OrderId IdOf(byte[] bytes) => new(Convert.ToHexStringLower(bytes));

    /// <summary>A state by its stored name; another name is a fault of the file and throws.</summary>
    public static OrderState StateOf(string name) =>
        OrderStateNames.FromWire(name) ?? throw new InvalidDataException($"The store names no state '{name}'.");
}
