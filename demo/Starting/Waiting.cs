namespace OrderConnector.Demo.Starting;

/// <summary>Waits for something to become true.</summary>
internal static class Waiting
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

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
