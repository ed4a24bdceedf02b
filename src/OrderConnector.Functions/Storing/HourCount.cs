using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing;

/// <summary>How the counters of a branch's hours are named and placed.</summary>
internal static class HourCount
{
    /// <summary>An order came in.</summary>
    public const string Received = "received";

    /// <summary>A counter order came in: it takes back, and is no business of the hour.</summary>
    public const string Counter = "counter";

    private const long Length = 3_600_000;

    /// <summary>What a new order counts as.</summary>
    public static string Of(NewOrder order) => order.Voids is null ? Received : Counter;

    /// <summary>What a move counts as.</summary>
    public static string Of(OrderState to) => to.ToWire();

    /// <summary>The hour of a moment: hours since 1970, UTC.</summary>
    public static long PlaceOf(DateTimeOffset at) => at.ToStored() / Length;

    /// <summary>When an hour began.</summary>
    public static DateTimeOffset BeginOf(long hour) => StoredTime.FromStored(hour * Length);
}
