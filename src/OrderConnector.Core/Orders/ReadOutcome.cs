using System.Diagnostics.CodeAnalysis;

namespace OrderConnector.Core.Orders;

/// <summary>What reading an order's document gave.</summary>
/// <param name="Order">The order; null exactly where there are faults: answer 400.</param>
/// <param name="Faults">Every fault of form, in the order of the document.</param>
public sealed record ReadOutcome(ShopOrder? Order, IReadOnlyList<Rejection> Faults)
{
    /// <summary>Whether there is an order.</summary>
    [MemberNotNullWhen(true, nameof(Order))]
    public bool IsRead => Order is not null;
}

/// <summary>What reading another document gave.</summary>
/// <param name="Value">What was read; null exactly where there are faults: answer 400.</param>
/// <param name="Faults">Every fault of form, in the order of the document.</param>
public sealed record ReadOutcome<T>(T? Value, IReadOnlyList<Rejection> Faults)
    where T : class
{
    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsRead => Value is not null;
}
