using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Hosting;

/// <summary>Ends reservations whose payment did not come in time.</summary>
public sealed partial class ExpiryTimer(IOrderStore store, TimeProvider clock, ILogger<ExpiryTimer> logger)
    : RepeatedWork(TimeSpan.FromSeconds(5), clock, logger)
{
    private const int AtOnce = 500;
    private readonly TimeProvider _clock = clock;

    /// <summary>Expires everything overdue; answers how many.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var expired = 0;
        int batch;
        do
        {
            batch = await store.ExpireAsync(_clock.GetUtcNow(), AtOnce, cancellationToken);
            expired += batch;
        }
        while (batch == AtOnce);

        return expired;
    }

    /// <inheritdoc />
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (await RunOnceAsync(cancellationToken) is var expired and > 0)
        {
            LogExpired(logger, expired);
        }
    }

    [LoggerMessage(1911, LogLevel.Information, "Reservations expired without a payment: {Count}.")]
    private static partial void LogExpired(ILogger logger, int count);
}
