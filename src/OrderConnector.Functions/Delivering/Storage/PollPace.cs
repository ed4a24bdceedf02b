namespace OrderConnector.Functions.Delivering.Storage;

/// <summary>
/// How long to pause between two looks into a queue: short at first and after traffic, because orders come in bursts,
/// then twice as long each time up to the longest.
/// </summary>
internal sealed class PollPace(TimeSpan slowest)
{
    private static readonly TimeSpan s_fastest = TimeSpan.FromMilliseconds(100);

    /// <summary>The pause before the next look.</summary>
    public TimeSpan Pause { get; private set; } = s_fastest;

    /// <summary>Something came: look fast again.</summary>
    public void Hasten() => Pause = s_fastest;

    /// <summary>Nothing came.</summary>
    public void Slow() => Pause = Pause * 2 < slowest ? Pause * 2 : slowest;
}
