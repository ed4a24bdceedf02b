namespace OrderConnector.Core.Orders;

/// <summary>
/// What of an order is about the customer, and until when it is needed. Erased, the sale is still all there: what was
/// sold, for how much, how it was paid (Art. 17(3)(b) GDPR, § 147 AO).
/// </summary>
public static class PersonalData
{
    /// <summary>Whether somebody still needs to know the customer: the order is on its way, or may yet be.</summary>
    public static bool IsNeeded(OrderState state) => state switch
    {
        OrderState.AwaitingPayment or OrderState.Held or OrderState.Queued or OrderState.Collected
            or OrderState.SetAside => true,
        OrderState.Aborted or OrderState.Expired or OrderState.Signed or OrderState.Unsigned or OrderState.Cancelled
            or OrderState.TransmittedManually or OrderState.Rejected => false,
    };

    /// <summary>The order without customer, note, name to call out and payment references.</summary>
    public static ShopOrder Without(ShopOrder order) => order with
    {
        Customer = null,
        Note = null,
        Fulfilment = order.Fulfilment with { Name = null },
        Payments = Without(order.Payments),
    };

    /// <summary>Payments without the provider's references.</summary>
    public static IReadOnlyList<Payment> Without(IReadOnlyList<Payment> payments) =>
        [.. payments.Select(payment => payment with { Reference = null })];
}
