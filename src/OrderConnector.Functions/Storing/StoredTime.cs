namespace OrderConnector.Functions.Storing;

/// <summary>How a moment stands in the store: Unix milliseconds, UTC, the offset dropped.</summary>
internal static class StoredTime
{
    /// <summary>Cuts to the millisecond.</summary>
    public static long ToStored(this DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();

    /// <summary>Cuts to the millisecond; null stays null.</summary>
    public static long? ToStored(this DateTimeOffset? moment) => moment?.ToUnixTimeMilliseconds();

    /// <summary>The moment in UTC.</summary>
    public static DateTimeOffset FromStored(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>The moment in UTC; null stays null.</summary>
    public static DateTimeOffset? FromStored(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
