using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Hosting;

/// <summary>Ends reservations whose payment did not come in time.</summary>
public sealed partial class ExpiryTimer(IOrderStore store, TimeProvider clock, ILogger<ExpiryTimer> logger)
    : BackgroundService
{
    private const int AtOnce = 500;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);

    /// <summary>Expires everything overdue; answers how many.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var expired = 0;
        int batch;
        do
        {
            batch = await store.ExpireAsync(clock.GetUtcNow(), AtOnce, cancellationToken);
            expired += batch;
        }
        while (batch == AtOnce);

        return expired;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await RunOnceAsync(stoppingToken) is var expired and > 0)
                {
                    LogExpired(expired);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A timer never turns itself off: the next tick tries again.
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(1910, LogLevel.Information, "Reservations expired without a payment: {Count}.")]
    private partial void LogExpired(int count);

    [LoggerMessage(1911, LogLevel.Warning, "Looking for expired reservations failed.")]
    private partial void LogFailed(Exception exception);
}
