using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Intake;

/// <summary>What a shop's cancel does, by where the order stands.</summary>
public static class CancelRules
{
    /// <summary>Where a cancelled order goes; null where it can be cancelled no more.</summary>
    public static OrderState? Target(OrderState state) => state switch
    {
        OrderState.Queued => OrderState.Cancelled,
        // Not paid yet: the reservation ends as if the payment call had said so.
        OrderState.AwaitingPayment or OrderState.Expired => OrderState.Aborted,
        OrderState.Aborted or OrderState.Held or OrderState.Collected or OrderState.SetAside or OrderState.Signed
            or OrderState.Unsigned or OrderState.Cancelled or OrderState.TransmittedManually
            or OrderState.Rejected => null,
    };

    /// <summary>Whether the order is called back already, so that a cancel is a repeat.</summary>
    public static bool IsCalledBack(OrderState state) => state is OrderState.Cancelled or OrderState.Aborted;

    /// <summary>What to do instead.</summary>
    public static string Advice(OrderState state) => state is OrderState.Signed or OrderState.Unsigned
        ? "The branch has processed the order; void it instead."
        : "The order can be called back no more.";
}
