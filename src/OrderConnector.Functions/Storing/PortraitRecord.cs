using OrderConnector.Core;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing;

/// <summary>An order with its branch and its last offer, as Dapper fills it.</summary>
internal sealed class PortraitRecord : OrderRecord
{
    public string BranchName { get; set; } = "";

    public string TimeZone { get; set; } = "";

    public string? LeaseAgent { get; set; }

    public long? LeaseUntil { get; set; }

    /// <summary>The row as pages show it.</summary>
    public OrderPortrait ToPortrait() => new(
        IdOf(Id), Number, BranchId, BranchName, TimeZone, Channel, ExternalId, ContentHash, Payload, Payments,
        new Money(TotalCents), StateOf(State), StateReason, StoredTime.FromStored(CreatedAt),
        StoredTime.FromStored(StateSince), StoredTime.FromStored(ExpiresAt), StoredTime.FromStored(DueAt), Release,
        ReceiptToken, AgentId, Waiting, StoredTime.FromStored(HandedOverAt), Fiscal, Receipt,
        Voids is null ? null : IdOf(Voids), VoidsNumber, VoidReason,
        LeaseAgent is { } agent && LeaseUntil is { } until
            ? new OrderLease(agent, StoredTime.FromStored(until))
            : null);
}
