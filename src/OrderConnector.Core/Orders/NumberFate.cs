namespace OrderConnector.Core.Orders;

/// <summary>One number explained.</summary>
/// <param name="Number">The number.</param>
/// <param name="Fate">The order's state in camelCase, "notDrawn", "lostByRestore" or "unexplained".</param>
/// <param name="At">When it came to that.</param>
/// <param name="Reason">Why.</param>
/// <param name="OrderId">The order; null where there is none.</param>
/// <param name="Actor">Who.</param>
public sealed record NumberFate(
    long Number, string Fate, DateTimeOffset? At, string? Reason, string? OrderId, string? Actor);

/// <summary>A page of the register.</summary>
/// <param name="Numbers">Ascending, without gaps.</param>
/// <param name="Next">The number to go on from; null at the end.</param>
public sealed record NumberPage(IReadOnlyList<NumberFate> Numbers, long? Next);
