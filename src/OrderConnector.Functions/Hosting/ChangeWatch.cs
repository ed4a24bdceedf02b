using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Hosting;

/// <summary>
/// Notices within a second that another process wrote to the store, as the command line does beside a serving one:
/// waiting agents look again, and keys are read anew.
/// </summary>
public sealed class ChangeWatch(
    IOrderStore store, IDeliveryQueue queue, CallerKeys keys, TimeProvider clock, ILogger<ChangeWatch> logger)
    : RepeatedWork(TimeSpan.FromSeconds(1), clock, logger)
{
    private long _seen;

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (queue.ReachesOtherProcesses)
        {
            // Whoever changes something says so there; asking the store each second would keep it awake for ever.
            return;
        }

        // Before the first request: a change in the first second would else be taken for the beginning.
        _seen = await store.ReadChangeMarkAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var mark = await store.ReadChangeMarkAsync(cancellationToken);
        if (_seen != mark)
        {
            keys.Forget();
            queue.WakeAll();
        }

        _seen = mark;
    }
}
