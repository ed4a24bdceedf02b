using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Stories;

/// <summary>Where an order is shown.</summary>
public static class OrderPath
{
    /// <summary>"/portal/orders/0123…".</summary>
    public static string Of(OrderId id) => "/portal/orders/" + id.Value;

    /// <summary>Where the bytes are shown that came for it.</summary>
    public static string PayloadOf(OrderId id) => Of(id) + "/payload";
}
