using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent;

/// <summary>Who is woken by what, and what is said in the log: numbers and reasons, no customers.</summary>
public sealed partial class BranchFlow
{
    /// <summary>Leaves nothing gathered behind and keeps a checkpoint; the loops must have ended.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        foreach (var lane in _lanes)
        {
            await lane.CloseAsync(cancellationToken);
        }

        _memory.Checkpoint();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _staff.Dispose();
        _lanes.ForEach(lane => lane.Dispose());
        _circuits.ForEach(circuit => circuit.Dispose());
        _watches.ForEach(watch => watch.Dispose());
        foreach (var loop in new[] { CollectLoop, ConfirmLoop, SellerLoop, HandOverLoop, ReportLoop, HealthLoop })
        {
            loop.Signal.Dispose();
        }
    }

    // Called for each entry, on disk and applied, in the order of the chain.
    private void WakeFor(JournalEntry entry)
    {
        _healthWasLast = entry.Fact.Kind is JournalKind.Health;
        switch (entry.Fact.Kind)
        {
            case JournalKind.OrderCollected:
                HealthLoop.Signal.Set();
                ConfirmLoop.Signal.Set();
                SellerLoop.Signal.Set();
                break;
            case JournalKind.LeaseRenewed:
                ConfirmLoop.Signal.Set();
                break;
            case JournalKind.Confirmed or JournalKind.Released or JournalKind.SellerDataReceived:
                _lanes.ForEach(lane => lane.Loop.Signal.Set());
                break;
            case JournalKind.Waiting or JournalKind.Dropped or JournalKind.SetAside:
                // Each makes room in a full backlog.
                CollectLoop.Signal.Set();
                break;
            case JournalKind.SigningStarted:
                _watches.Where(watch => watch.CountsStarts).ToList().ForEach(watch => watch.Loop.Signal.Set());
                break;
            case JournalKind.OutageBegan:
                _circuits.ForEach(circuit => circuit.ProbeLoop.Signal.Set());
                _lanes.ForEach(lane => lane.Loop.Signal.Set());
                HealthLoop.Signal.Set();
                break;
            case JournalKind.OutageEnded:
                _lanes.ForEach(lane => lane.WantSweep());
                _watches.ForEach(watch => watch.Loop.Signal.Set());
                HealthLoop.Signal.Set();
                break;
            case JournalKind.Issued:
                _issued.Enqueue(entry.Fact.OrderId!);
                HandOverLoop.Signal.Set();
                CollectLoop.Signal.Set();
                break;
            case JournalKind.TssKeyPinned:
                HealthLoop.Signal.Set();
                break;
            case JournalKind.HandOverOmitted:
                // Not told itself, but the order's other reports wait for nothing more.
                ReportLoop.Signal.Set();
                break;
        }

        if (Reporting.ReportWriter.IsReported(entry))
        {
            ReportLoop.Signal.Set();
        }

        _news.Tell();
    }

    private static partial class Log
    {
        [LoggerMessage(2000, LogLevel.Warning, "The cloud does not answer ({Call}): {Detail}")]
        internal static partial void CloudUnavailable(ILogger log, string call, string detail);

        [LoggerMessage(2001, LogLevel.Error, "The cloud refuses ({Call}): {Status} {Type}: {Detail}")]
        internal static partial void CloudRefused(ILogger log, string call, int status, string type, string detail);

        [LoggerMessage(2002, LogLevel.Error, "An offer without an order id was passed over")]
        internal static partial void OfferWithoutId(ILogger log);

        [LoggerMessage(2300, LogLevel.Warning, "Order {Number} is not at the point of sale yet: {Detail}")]
        internal static partial void PosUnavailable(ILogger log, long number, string? detail);

        [LoggerMessage(2301, LogLevel.Error, "The point of sale refuses order {Number}: {Detail}")]
        internal static partial void PosRefused(ILogger log, long number, string? detail);
    }
}
