using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Hosting;

/// <summary>
/// Notices within a second that another process wrote to the store, as the command line does beside a serving one:
/// waiting agents look again, and keys are read anew.
/// </summary>
public sealed partial class ChangeWatch(
    IOrderStore store, IDeliveryQueue queue, CallerKeys keys, TimeProvider clock, ILogger<ChangeWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? seen = null;
        using var timer = new PeriodicTimer(s_pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var mark = await store.ReadChangeMarkAsync(stoppingToken);
                if (seen is not null && seen != mark)
                {
                    keys.Forget();
                    queue.WakeAll();
                }

                seen = mark;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(1920, LogLevel.Warning, "Looking for changes by other processes failed.")]
    private partial void LogFailed(Exception exception);
}
