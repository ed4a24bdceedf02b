namespace OrderConnector.Core.Orders;

/// <summary>How a state is written on the wire and in the number register: camelCase.</summary>
public static class OrderStateNames
{
    /// <summary>"awaitingPayment", "queued" …</summary>
    public static string ToWire(this OrderState state) => state switch
    {
        OrderState.AwaitingPayment => "awaitingPayment",
        OrderState.Aborted => "aborted",
        OrderState.Expired => "expired",
        OrderState.Held => "held",
        OrderState.Queued => "queued",
        OrderState.Collected => "collected",
        OrderState.SetAside => "setAside",
        OrderState.Signed => "signed",
        OrderState.Unsigned => "unsigned",
        OrderState.Cancelled => "cancelled",
        OrderState.TransmittedManually => "transmittedManually",
        OrderState.Rejected => "rejected",
    };

    /// <summary>Reads a wire name; null where there is none such.</summary>
    public static OrderState? FromWire(string name)
    {
        foreach (var state in Enum.GetValues<OrderState>())
        {
            if (state.ToWire() == name)
            {
                return state;
            }
        }

        return null;
    }
}
