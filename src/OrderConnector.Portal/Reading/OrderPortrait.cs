using OrderConnector.Core;
using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Reading;

/// <summary>An order as it stands, with its branch.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number in the branch.</param>
/// <param name="BranchId">Its branch.</param>
/// <param name="BranchName">The branch's name.</param>
/// <param name="TimeZone">IANA name of the branch's time zone.</param>
/// <param name="Channel">The channel that posted it.</param>
/// <param name="ExternalId">The shop's id.</param>
/// <param name="ContentHash">Versioned content hash.</param>
/// <param name="Payload">The document, UTF-8 JSON, as posted; personal data left out once they were erased.</param>
/// <param name="Payments">JSON array of the payment call's payments; null where none came.</param>
/// <param name="Total">Its total.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StateReason">Why, where a reason was given.</param>
/// <param name="CreatedAt">When it was numbered.</param>
/// <param name="StateSince">Since when it stands so.</param>
/// <param name="ExpiresAt">When AwaitingPayment ends.</param>
/// <param name="DueAt">When wanted.</param>
/// <param name="Release">"auto" or "held" at the branch.</param>
/// <param name="ReceiptToken">Token of the receipt page.</param>
/// <param name="AgentId">The agent that owns it.</param>
/// <param name="Waiting">True while it waits for staff at the branch.</param>
/// <param name="HandedOverAt">When the point of sale had it.</param>
/// <param name="Fiscal">Fiscal summary as JSON; null before.</param>
/// <param name="Receipt">Issued receipt as JSON; null before.</param>
/// <param name="Voids">The order it voids.</param>
/// <param name="VoidsNumber">That order's number.</param>
/// <param name="VoidReason">Why it voids.</param>
/// <param name="Lease">Who may collect it until when; null where nobody was offered it last.</param>
public sealed record OrderPortrait(
    OrderId Id,
    long Number,
    string BranchId,
    string BranchName,
    string TimeZone,
    string Channel,
    string ExternalId,
    string ContentHash,
    byte[] Payload,
    string? Payments,
    Money Total,
    OrderState State,
    string? StateReason,
    DateTimeOffset CreatedAt,
    DateTimeOffset StateSince,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? DueAt,
    string Release,
    string ReceiptToken,
    string? AgentId,
    bool Waiting,
    DateTimeOffset? HandedOverAt,
    string? Fiscal,
    string? Receipt,
    OrderId? Voids,
    long? VoidsNumber,
    string? VoidReason,
    OrderLease? Lease);

/// <summary>The last offer of an order.</summary>
/// <param name="AgentId">To whom.</param>
/// <param name="Until">Until when nobody else was offered it.</param>
public sealed record OrderLease(string AgentId, DateTimeOffset Until);
