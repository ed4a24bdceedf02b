using System.Diagnostics.CodeAnalysis;

namespace OrderConnector.Core.Orders;

/// <summary>What planning a void gave.</summary>
/// <param name="Counter">The counter order, to be numbered and stored; null exactly where there are rejections.</param>
/// <param name="Rejections">Why it cannot be: answer 422.</param>
public sealed record VoidOutcome(ShopOrder? Counter, IReadOnlyList<Rejection> Rejections)
{
    /// <summary>Whether there is a counter order.</summary>
    [MemberNotNullWhen(true, nameof(Counter))]
    public bool IsPlanned => Counter is not null;
}
