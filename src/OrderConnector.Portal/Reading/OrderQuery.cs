using System.Globalization;

namespace OrderConnector.Portal.Reading;

/// <summary>Which orders a list shows.</summary>
/// <param name="Scope">Branches to see; null for all.</param>
/// <param name="BranchId">Of this branch alone; null for every one in scope.</param>
/// <param name="Channel">Of this channel alone.</param>
/// <param name="Group">How they stand.</param>
/// <param name="CustomerName">A part of the customer's name, whatever its case.</param>
/// <param name="Sort">What comes first.</param>
/// <param name="After">Where the page before ended.</param>
/// <param name="Now">The moment, which says what is late.</param>
/// <param name="Lead">How long before the time it is wanted for a pre-order must be at the branch.</param>
/// <param name="Max">At most so many.</param>
public sealed record OrderQuery(
    IReadOnlyList<string>? Scope,
    string? BranchId,
    string? Channel,
    OrderGroup Group,
    string? CustomerName,
    OrderSort Sort,
    OrderPlace? After,
    DateTimeOffset Now,
    TimeSpan Lead,
    int Max = 50)
{
    /// <summary>
    /// Of how many orders a list is made at most where an index does not serve it: filtered by channel, name or
    /// lateness, or sorted otherwise than by age.
    /// </summary>
    public const int MostLookedAt = 10_000;

    /// <summary>Whether the orders' age alone decides which come next.</summary>
    public bool IsByAge => Channel is null && CustomerName is null && Group != OrderGroup.Overdue
        && Sort is OrderSort.Oldest or OrderSort.Newest;

    /// <summary>Whether the youngest are looked at first.</summary>
    public bool IsNewestFirst => Sort == OrderSort.Newest;
}

/// <summary>How the orders of a list stand.</summary>
public enum OrderGroup
{
    /// <summary>Nobody has them yet: queued, held for a decision, or not paid.</summary>
    Pending,

    /// <summary>Queued past their channel's deadline.</summary>
    Overdue,

    /// <summary>Collected by the branch, and neither signed nor waiting for staff.</summary>
    Collected,

    /// <summary>At the branch, waiting for staff to release them.</summary>
    Waiting,
}

/// <summary>What comes first.</summary>
public enum OrderSort
{
    /// <summary>The oldest.</summary>
    Oldest,

    /// <summary>The youngest.</summary>
    Newest,

    /// <summary>What is wanted soonest; what is wanted at once stands by its arrival.</summary>
    Due,

    /// <summary>The greatest total.</summary>
    Total,
}

/// <summary>A place in a sorted list: what comes after it is the next page, whatever came in between.</summary>
/// <param name="Key">What the list is sorted by; 0 where that is the row.</param>
/// <param name="Row">The order's row.</param>
public readonly record struct OrderPlace(long Key, long Row) : IComparable<OrderPlace>
{
    /// <summary>Reads "123.45"; null where the form is wrong.</summary>
    public static OrderPlace? Read(string? text) => text?.Split('.') is [var key, var row]
        && long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var by)
        && long.TryParse(row, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            ? new OrderPlace(by, at)
            : null;

    /// <inheritdoc />
    public int CompareTo(OrderPlace other) => (Key, Row).CompareTo((other.Key, other.Row));

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key}.{Row}");

    /// <summary>Before.</summary>
    public static bool operator <(OrderPlace left, OrderPlace right) => left.CompareTo(right) < 0;

    /// <summary>After.</summary>
    public static bool operator >(OrderPlace left, OrderPlace right) => left.CompareTo(right) > 0;

    /// <summary>Before, or the same.</summary>
    public static bool operator <=(OrderPlace left, OrderPlace right) => left.CompareTo(right) <= 0;

    /// <summary>After, or the same.</summary>
    public static bool operator >=(OrderPlace left, OrderPlace right) => left.CompareTo(right) >= 0;
}
