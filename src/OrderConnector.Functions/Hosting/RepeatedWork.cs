namespace OrderConnector.Functions.Hosting;

/// <summary>
/// Work done again and again: by a timer inside where the process stands alone, by the host's minute timer under the
/// Functions host. After a failure the next turn tries again.
/// </summary>
public abstract partial class RepeatedWork(TimeSpan pause, TimeProvider clock, ILogger logger) : BackgroundService
{
    /// <summary>One turn; false where it failed, which is logged.</summary>
    public async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WorkAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Work never turns itself off.
            LogFailed(exception, GetType().Name);
            return false;
        }
    }

    /// <summary>One turn.</summary>
    protected abstract Task WorkAsync(CancellationToken cancellationToken);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops, or never got to start.
        }
    }

    [LoggerMessage(1910, LogLevel.Warning, "A turn of {Work} failed; the next one tries again.")]
    private partial void LogFailed(Exception exception, string work);
}
