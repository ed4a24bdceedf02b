using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing;

/// <summary>An order's documents are replaced by ones without personal data.</summary>
/// <param name="Id">The order.</param>
/// <param name="State">Where it stood when the documents were read.</param>
/// <param name="StateSince">Since when; an order that moved since keeps what it has.</param>
/// <param name="Payload">The order document to keep, UTF-8 JSON.</param>
/// <param name="Payments">The payments to keep, JSON; null where none came apart.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record ErasePersonal(
    OrderId Id, OrderState State, DateTimeOffset StateSince, ReadOnlyMemory<byte> Payload, string? Payments,
    string Actor, string Reason, DateTimeOffset At);

/// <summary>An erasure on record.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
public sealed record Erasure(DateTimeOffset At, string Actor, string Reason);
