namespace OrderConnector.Core.Orders;

/// <summary>How the customer gets the goods.</summary>
public enum FulfilmentType
{
    /// <summary>Fetched by the customer.</summary>
    Pickup,

    /// <summary>Brought to the customer.</summary>
    Delivery,

    /// <summary>Eaten in.</summary>
    DineIn,

    /// <summary>Ordered at a kiosk in the branch.</summary>
    Kiosk,

    /// <summary>Sent by parcel.</summary>
    Shipping,
}

/// <summary>How, at which table, for whom.</summary>
/// <param name="Type">The way.</param>
/// <param name="Table">Table, where eaten in.</param>
/// <param name="Name">Name to call out.</param>
public sealed record Fulfilment(FulfilmentType Type, string? Table, string? Name);
