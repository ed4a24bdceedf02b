namespace OrderConnector.PosAgent.Signing.Simulator;

/// <summary>How slow a device is: each step takes its time, and the next one begins when it is done.</summary>
/// <param name="step">How long one step takes; zero for no wait at all.</param>
/// <param name="clock">The clock.</param>
internal sealed class SimulatedPace(TimeSpan step, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _free = DateTimeOffset.MinValue;

    /// <summary>Takes the next step's time and says when it will be over.</summary>
    public DateTimeOffset Reserve()
    {
        if (step == TimeSpan.Zero)
        {
            return DateTimeOffset.MinValue;
        }

        var now = clock.GetUtcNow();
        lock (_gate)
        {
            return _free = (_free > now ? _free : now) + step;
        }
    }

    /// <summary>Waits until then.</summary>
    public Task WaitAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        if (step == TimeSpan.Zero)
        {
            return Task.CompletedTask;
        }

        var wait = time - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? Task.Delay(wait, clock, cancellationToken) : Task.CompletedTask;
    }
}
