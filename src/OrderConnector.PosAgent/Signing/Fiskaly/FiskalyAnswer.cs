namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>What a call gave: its value, or what the missing of it means.</summary>
/// <param name="Value">Null where there is a verdict.</param>
/// <param name="Verdict">Null where there is a value.</param>
/// <param name="Time">fiskaly's clock as it answered; null where it did not say.</param>
internal readonly record struct FiskalyAnswer<T>(T? Value, FiskalyVerdict? Verdict, DateTimeOffset? Time = null)
    where T : class
{
    /// <summary>A value.</summary>
    public static FiskalyAnswer<T> Of(T value) => new(value, null);

    /// <summary>No value.</summary>
    public static FiskalyAnswer<T> Of(FiskalyVerdict verdict) => new(null, verdict);
}
