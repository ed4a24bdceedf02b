using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Hosting;

/// <summary>
/// What time brings about for orders: reservations end whose payment did not come, and announcements are sent that
/// came due or that a queue did not take. Where a queue outside the store tells that nothing can be due, the store is
/// not asked.
/// </summary>
public sealed partial class OrderTimer(
    IOrderStore store, IDeliveryQueue queue, TimeProvider clock, IntakeOptions intake, CollectingOptions collecting,
    ILogger<OrderTimer> logger)
    : RepeatedWork(queue.ReachesOtherProcesses ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(5), clock, logger)
{
    private const int AtOnce = 500;
    private readonly TimeProvider _clock = clock;

    // A process that starts does not know what was left behind; one that could not finish does.
    private bool _owes = true;

    /// <summary>One turn; answers how many reservations ended and how many orders were announced.</summary>
    public async Task<(int Expired, int Announced)> RunOnceAsync(CancellationToken cancellationToken)
    {
        var expected = await queue.ReadWorkExpectedAsync(cancellationToken);
        if (!_owes && !WorkWindow.IsOpen(expected, _clock.GetUtcNow(), WorkWindow.Length(intake, collecting)))
        {
            return (0, 0);
        }

        _owes = true;
        var expired = await ExpireAsync(cancellationToken);
        var announced = await AnnounceAsync(cancellationToken);
        return (expired, announced);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (queue.ReachesOtherProcesses)
        {
            // At once: what the process before this one stored and did not announce waits for nobody's look.
            await TryAsync(stoppingToken);
        }

        await base.ExecuteAsync(stoppingToken);
    }

    /// <inheritdoc />
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var (expired, announced) = await RunOnceAsync(cancellationToken);
        if (expired > 0)
        {
            LogExpired(logger, expired);
        }

        if (announced > 0)
        {
            LogAnnounced(logger, announced);
        }
    }

    private async Task<int> ExpireAsync(CancellationToken cancellationToken)
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

    private async Task<int> AnnounceAsync(CancellationToken cancellationToken)
    {
        if (!queue.ReachesOtherProcesses)
        {
            return 0;
        }

        var announced = 0;
        while (true)
        {
            var due = await store.SweepOutboxAsync(_clock.GetUtcNow(), AtOnce, cancellationToken);
            if (due.Count > 0 && !await queue.AnnounceAsync(due, cancellationToken))
            {
                // The queue is down; they stay on record, and this work is not done however long nothing comes.
                return announced;
            }

            announced += due.Count;
            if (due.Count < AtOnce)
            {
                _owes = false;
                return announced;
            }
        }
    }

    [LoggerMessage(1911, LogLevel.Information, "Reservations expired without a payment: {Count}.")]
    private static partial void LogExpired(ILogger logger, int count);

    [LoggerMessage(1912, LogLevel.Information, "Orders announced by the timer: {Count}.")]
    private static partial void LogAnnounced(ILogger logger, int count);
}
