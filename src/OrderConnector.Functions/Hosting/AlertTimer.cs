using OrderConnector.Functions.Alerting;
using OrderConnector.Functions.Collecting;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Hosting;

/// <summary>
/// Gives alerts their turns. Where a queue outside the store tells that nothing can be due, the store is asked only
/// when an agent has fallen silent or come back, or something comes due that an earlier turn has foreseen.
/// </summary>
public sealed class AlertTimer(
    AlertFlow flow, IDeliveryQueue queue, TimeProvider clock, IntakeOptions intake, CollectingOptions collecting,
    AlertTimerSettings settings)
    : RepeatedWork(queue.ReachesOtherProcesses ? TimeSpan.FromMinutes(1) : settings.Pause, clock, settings.Logger)
{
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (!queue.ReachesOtherProcesses || await IsDueAsync(cancellationToken))
        {
            await flow.RunOnceAsync(cancellationToken);
        }
    }

    private async Task<bool> IsDueAsync(CancellationToken cancellationToken) =>
        WorkWindow.IsOpen(
            await queue.ReadWorkExpectedAsync(cancellationToken), _clock.GetUtcNow(),
            WorkWindow.Length(intake, collecting))
        || await flow.IsDueAsync(cancellationToken);
}

/// <summary>How the timer works where it stands alone.</summary>
/// <param name="Pause">Between two turns.</param>
/// <param name="Logger">Where failures are told.</param>
public sealed record AlertTimerSettings(TimeSpan Pause, ILogger<AlertTimer> Logger);
