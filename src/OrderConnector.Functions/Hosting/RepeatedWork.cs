namespace OrderConnector.Functions.Hosting;

/// <summary>Work done again and again while the process serves; after a failure the next turn tries again.</summary>
public abstract partial class RepeatedWork(TimeSpan pause, TimeProvider clock, ILogger logger) : BackgroundService
{
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

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await WorkAsync(stoppingToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Work never turns itself off.
            LogFailed(exception, GetType().Name);
        }
    }

    [LoggerMessage(1910, LogLevel.Warning, "A turn of {Work} failed; the next one tries again.")]
    private partial void LogFailed(Exception exception, string work);
}
