namespace OrderConnector.Core.Orders;

/// <summary>
/// The life of an order in the cloud: AwaitingPayment → Queued → Collected → Signed or Unsigned.
/// The other states are ways off that road, each with its reason on record.
/// </summary>
public enum OrderState
{
    /// <summary>Checkout holds the number, the payment call decides.</summary>
    AwaitingPayment,

    /// <summary>The shop gave up or the payment failed; the number keeps this fate.</summary>
    Aborted,

    /// <summary>No payment came in time; a late one brings the order back.</summary>
    Expired,

    /// <summary>A person decides, because the sender cannot be refused.</summary>
    Held,

    /// <summary>Waits in its branch's queue.</summary>
    Queued,

    /// <summary>The agent owns it.</summary>
    Collected,

    /// <summary>The agent cannot process it; a person decides.</summary>
    SetAside,

    /// <summary>Signed by the TSS.</summary>
    Signed,

    /// <summary>Sold without a signature, the reason is on record.</summary>
    Unsigned,

    /// <summary>Called back by the shop before the branch had it.</summary>
    Cancelled,

    /// <summary>Entered by hand in an emergency; the agent never gets it.</summary>
    TransmittedManually,

    /// <summary>Refused by a person.</summary>
    Rejected,
}
