using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing;

/// <summary>An order with the flag and the match that stand, as Dapper fills it.</summary>
internal sealed class FlagView
{
    public long OrderRow { get; set; }

    public string BranchId { get; set; } = "";

    public long Number { get; set; }

    public long TotalCents { get; set; }

    public string State { get; set; } = "";

    public string StateActor { get; set; } = "";

    /// <summary>The agent that confirmed the order and was lost with it; null for one that no agent ever had.</summary>
    public string? AgentId { get; set; }

    public long StateSince { get; set; }

    public long? FlagRow { get; set; }

    public long? MatchRow { get; set; }

    public string? Receipt { get; set; }

    public string? MatchedBy { get; set; }

    public long? MatchedAt { get; set; }

    /// <summary>1 where a flag of the batch asked for is or was on the order.</summary>
    public int OfBatch { get; set; }

    /// <summary>Where it stands.</summary>
    public OrderState OrderState => OrderRecord.StateOf(State);
}

/// <summary>A receipt of the till that stands for an order, as Dapper fills it.</summary>
internal sealed class TakenReceipt
{
    public string Receipt { get; set; } = "";

    public string ReceiptDate { get; set; } = "";

    public long Number { get; set; }
}
