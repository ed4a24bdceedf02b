namespace OrderConnector.Core.Orders;

/// <summary>One fault of an order, where it stands and what would mend it.</summary>
/// <param name="Pointer">JSON Pointer (RFC 6901) into the posted document; empty is the whole.</param>
/// <param name="Code">A stable name, kebab-case: "vat-rate-unknown".</param>
/// <param name="Detail">One English sentence for the shop's developer; never customer data.</param>
public sealed record Rejection(string Pointer, string Code, string Detail);
