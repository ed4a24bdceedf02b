using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing;

/// <summary>One guarded move.</summary>
/// <param name="Id">The order.</param>
/// <param name="From">States it may leave; each must allow the move (<see cref="OrderMoves.IsAllowed"/>).</param>
/// <param name="To">The new state.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="Payments">JSON array of payments that come with it.</param>
public sealed record MoveOrder(
    OrderId Id,
    IReadOnlyList<OrderState> From,
    OrderState To,
    string Actor,
    string? Reason,
    DateTimeOffset At,
    string? Payments = null);

/// <summary>What became of a guarded move; the order is as it stands after it.</summary>
/// <param name="Kind">The case.</param>
/// <param name="Order">Null only where it is unknown.</param>
public sealed record MoveOutcome(MoveOutcomeKind Kind, StoredOrder? Order);

/// <summary>The cases of a guarded move.</summary>
public enum MoveOutcomeKind
{
    /// <summary>Done now.</summary>
    Moved,

    /// <summary>It stands elsewhere; the order tells where.</summary>
    NotAllowed,

    /// <summary>No such order.</summary>
    Unknown,
}
