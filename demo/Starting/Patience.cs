namespace OrderConnector.Demo.Starting;

/// <summary>Waits for something to become true, and says what did not.</summary>
internal static class Patience
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Throws <see cref="DemoFailure"/> where the time is up.</summary>
    internal static async Task UntilAsync(
        string what, TimeSpan limit, Func<Task<bool>> isTrue, CancellationToken cancellationToken)
    {
        if (!await TryUntilAsync(limit, isTrue, cancellationToken))
        {
            throw new DemoFailure($"Waited {limit.TotalSeconds:0} s in vain until {what}.");
        }
    }

    /// <summary>False where the time is up.</summary>
    internal static async Task<bool> TryUntilAsync(
        TimeSpan limit, Func<Task<bool>> isTrue, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await isTrue())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > limit)
            {
                return false;
            }

            await Task.Delay(s_pause, cancellationToken);
        }

        return true;
    }
}
