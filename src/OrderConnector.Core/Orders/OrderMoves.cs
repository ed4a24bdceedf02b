namespace OrderConnector.Core.Orders;

/// <summary>The one function of allowed moves.</summary>
public static class OrderMoves
{
    /// <summary>
    /// Whether an order may go from one state to another. Returning from Collected needs a revoked agent besides.
    /// </summary>
    public static bool IsAllowed(OrderState from, OrderState to) => from switch
    {
        OrderState.AwaitingPayment => to is OrderState.Queued or OrderState.Aborted or OrderState.Expired
            or OrderState.Held,
        // A payment that arrives late finds its number again.
        OrderState.Expired => to is OrderState.Queued or OrderState.Aborted,
        OrderState.Held => to is OrderState.Queued or OrderState.Rejected,
        OrderState.Queued => to is OrderState.Collected or OrderState.Cancelled or OrderState.TransmittedManually,
        OrderState.TransmittedManually => to is OrderState.Queued,
        OrderState.Collected => to is OrderState.Signed or OrderState.Unsigned or OrderState.Rejected
            or OrderState.SetAside or OrderState.Queued or OrderState.TransmittedManually,
        OrderState.SetAside => to is OrderState.Queued or OrderState.Rejected,
        OrderState.Aborted or OrderState.Signed or OrderState.Unsigned or OrderState.Cancelled
            or OrderState.Rejected => false,
    };

    /// <summary>States nothing follows on.</summary>
    public static bool IsFinal(OrderState state) => !Enum.GetValues<OrderState>().Any(to => IsAllowed(state, to));
}
