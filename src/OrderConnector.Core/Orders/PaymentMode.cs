namespace OrderConnector.Core.Orders;

/// <summary>When the order is paid.</summary>
public enum PaymentMode
{
    /// <summary>Paid online before it reached us.</summary>
    Prepaid,

    /// <summary>Checkout holds a number; the payment call decides.</summary>
    Pending,

    /// <summary>Paid at pick-up or delivery; the point of sale signs that receipt.</summary>
    OnSite,
}
