namespace OrderConnector.PosAgent;

/// <summary>Whether a pause is over, also where the clock of the machine was set back meanwhile.</summary>
public static class Pause
{
    /// <summary>
    /// True from its end on; and where more is left of it than it was long: then it began on another clock, and to
    /// wait for its end might mean to wait for hours.
    /// </summary>
    /// <param name="until">Its end.</param>
    /// <param name="now">The moment.</param>
    /// <param name="length">How long it was when it began.</param>
    public static bool IsOver(DateTimeOffset until, DateTimeOffset now, TimeSpan length) =>
        now >= until || until - now > length;
}
