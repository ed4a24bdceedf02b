namespace OrderConnector.Process.Tests;

/// <summary>Waits for what must come soon; the caller's token says how long "soon" is at most.</summary>
internal static class Patience
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(40);

    internal static async Task UntilAsync(Func<Task<bool>> holds, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < s_soon, "It did not come in 40 seconds.");
            await Task.Delay(20, cancellationToken);
        }
    }
}
