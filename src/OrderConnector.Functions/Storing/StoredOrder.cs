using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing;

/// <summary>An order to be numbered and stored.</summary>
/// <param name="Id">Derived from channel and external id.</param>
/// <param name="Channel">The channel that posted it.</param>
/// <param name="BranchId">Its branch.</param>
/// <param name="ExternalId">The shop's id.</param>
/// <param name="ContentHash">Versioned hash of the known members: same content, same hash.</param>
/// <param name="Payload">The order document as UTF-8 JSON.</param>
/// <param name="TotalCents">Its total.</param>
/// <param name="State">AwaitingPayment, Held or Queued.</param>
/// <param name="HeldReason">Why held.</param>
/// <param name="ExpiresAt">When AwaitingPayment ends.</param>
/// <param name="DueAt">When wanted.</param>
/// <param name="Release">"auto" or "held" at the branch.</param>
/// <param name="ReceiptToken">Made by <see cref="Core.Orders.ReceiptToken.Make"/> of this id.</param>
/// <param name="Now">The moment.</param>
/// <param name="Actor">Who: "channel:webshop".</param>
/// <param name="Idempotency">The Idempotency-Key with its payload hash, where one came.</param>
/// <param name="Voids">For a counter order: what it voids, and the number of voids its plan has seen.</param>
public sealed record NewOrder(
    OrderId Id,
    string Channel,
    string BranchId,
    string ExternalId,
    string ContentHash,
    ReadOnlyMemory<byte> Payload,
    long TotalCents,
    OrderState State,
    string? HeldReason,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? DueAt,
    string Release,
    string ReceiptToken,
    DateTimeOffset Now,
    string Actor,
    IdempotencyKey? Idempotency,
    VoidsGuard? Voids);

/// <summary>Scope is the channel, life is 24 hours.</summary>
/// <param name="Key">As sent.</param>
/// <param name="PayloadHash">SHA-256 of request path and body, hex.</param>
public sealed record IdempotencyKey(string Key, string PayloadHash);

/// <summary>Guards a void against a second one planned at the same time.</summary>
/// <param name="Original">The order voided.</param>
/// <param name="SeenVoids">How many counter orders the plan has seen.</param>
/// <param name="Reason">Why.</param>
public sealed record VoidsGuard(OrderId Original, int SeenVoids, string Reason);

/// <summary>An order as it stands.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number in the branch.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="BranchId">Its branch.</param>
/// <param name="ExternalId">The shop's id.</param>
/// <param name="ContentHash">Versioned content hash.</param>
/// <param name="Payload">The order document, UTF-8 JSON, as posted.</param>
/// <param name="Payments">JSON array of the payment call's payments; null where none came.</param>
/// <param name="TotalCents">Its total.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StateReason">Why, where a reason was given.</param>
/// <param name="CreatedAt">When numbered.</param>
/// <param name="StateSince">Since when it stands so.</param>
/// <param name="ExpiresAt">When AwaitingPayment ends.</param>
/// <param name="DueAt">When wanted.</param>
/// <param name="Release">"auto" or "held".</param>
/// <param name="ReceiptToken">Token of the receipt page.</param>
/// <param name="AgentId">The agent that owns it.</param>
/// <param name="Waiting">True while it waits for staff at the branch.</param>
/// <param name="HandedOverAt">When the point of sale had it.</param>
/// <param name="Fiscal">Fiscal summary as JSON; null before.</param>
/// <param name="Receipt">Issued receipt as JSON; null before.</param>
/// <param name="Voids">The order it voids.</param>
/// <param name="VoidsNumber">That order's number.</param>
/// <param name="VoidReason">Why it voids.</param>
public sealed record StoredOrder(
    OrderId Id,
    long Number,
    string Channel,
    string BranchId,
    string ExternalId,
    string ContentHash,
    byte[] Payload,
    string? Payments,
    long TotalCents,
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
    string? VoidReason);

/// <summary>One move of an order.</summary>
/// <param name="From">Null for the first.</param>
/// <param name="To">The new state.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who: "channel:…", "agent:…", "operator:…", "timer".</param>
/// <param name="Reason">Why, where there is one.</param>
public sealed record OrderEvent(OrderState? From, OrderState To, DateTimeOffset At, string Actor, string? Reason);
