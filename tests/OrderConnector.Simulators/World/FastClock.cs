namespace OrderConnector.Simulators.World;

/// <summary>
/// Time that runs so many times as fast as it does: for what takes minutes, tried with real threads, real HTTP and
/// real queues. What these need themselves seems so many times as slow.
/// </summary>
public sealed class FastClock(int times) : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _begun = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _begun + ((System.GetTimestamp() - _begun) * times);

    public override DateTimeOffset GetUtcNow() => _start + (System.GetElapsedTime(_begun) * times);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period));

    /// <summary>Lets so much of this time pass.</summary>
    public Task PassAsync(TimeSpan time, CancellationToken cancellationToken = default) =>
        Task.Delay(time, this, cancellationToken);

    // Up to the next tick: a timer must not fire before its time by this clock.
    private TimeSpan Shorten(TimeSpan time) => time <= TimeSpan.Zero
        ? time
        : TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds / times));
}
