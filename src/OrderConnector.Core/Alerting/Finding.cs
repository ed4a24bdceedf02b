namespace OrderConnector.Core.Alerting;

/// <summary>What is found of one kind at one branch.</summary>
/// <param name="Active">Whether it is the case; null where that cannot be told now.</param>
/// <param name="News">Orders that are late and not listed yet.</param>
/// <param name="Since">What it is about, in time.</param>
/// <param name="Amount">What it is about, in number.</param>
internal sealed record Finding(
    bool? Active, IReadOnlyList<OverdueOrder> News, DateTimeOffset? Since = null, long? Amount = null)
{
    /// <summary>Of a condition of the branch, which lists no orders.</summary>
    public static Finding Of(bool? active, DateTimeOffset? since = null, long? amount = null) =>
        new(active, [], since, amount);
}

/// <summary>An order past its deadline.</summary>
internal sealed record OverdueOrder(long Row, DateTimeOffset Since, DateTimeOffset OverdueAt);
