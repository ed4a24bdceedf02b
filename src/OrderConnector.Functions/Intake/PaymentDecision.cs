using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Intake;

/// <summary>What a payment call asks of an order.</summary>
/// <param name="To">Where it goes.</param>
/// <param name="Reason">Why it ends there; null where it was paid.</param>
/// <param name="Payments">What was paid, as JSON; null where it was not.</param>
public sealed record PaymentDecision(OrderState To, string? Reason, string? Payments)
{
    /// <summary>States a payment still decides about: a late one brings an expired order back.</summary>
    public static IReadOnlyList<OrderState> Undecided { get; } = [OrderState.AwaitingPayment, OrderState.Expired];

    /// <summary>What the call asks for.</summary>
    public static PaymentDecision Of(PaymentCall call) => call.Outcome switch
    {
        PaymentOutcome.Paid => new(OrderState.Queued, null, StoredDocuments.Write(call.Payments)),
        PaymentOutcome.Failed or PaymentOutcome.Aborted => new(OrderState.Aborted, call.Outcome.ToWire(), null),
    };

    /// <summary>Whether an order that is decided already was decided just so: then the call is a repeat.</summary>
    public bool WasMadeOn(StoredOrder order) => Payments is null
        ? order.State == OrderState.Aborted && order.StateReason == Reason
        : order.Payments == Payments;
}
