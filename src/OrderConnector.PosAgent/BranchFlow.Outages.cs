using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent;

/// <summary>
/// An outage ends when the TSS answers. Where nothing asks it any more, because it is no longer configured, only a
/// person can say so.
/// </summary>
public sealed partial class BranchFlow
{
    /// <summary>Closes the outage of a TSS by a person's word; the next failure begins a new one.</summary>
    /// <param name="tss">Name of the TSS, configured or not.</param>
    /// <param name="actor">Who: "staff:…".</param>
    /// <param name="reason">Why; required.</param>
    /// <param name="cancellationToken">Ends the try.</param>
    public Task<StaffOutcome> CloseOutageAsync(
        string tss, string actor, string reason, CancellationToken cancellationToken) => OneAtATimeAsync(async () =>
        {
            var outages = _memory.Look(state => state.Tss.Outages.ToList());
            if (outages.Find(one => one.Tss == tss) is not { } outage)
            {
                return NotNow(outages.Count == 0
                    ? $"The TSS {tss} is not out; none is."
                    : $"The TSS {tss} is not out; out: {string.Join(", ", outages.Select(one => one.Tss))}.");
            }

            var closed = true;
            if (_circuits.Find(circuit => circuit.Name == tss) is { } circuit)
            {
                closed = await circuit.EndOutageAsync(outage, reason, actor, cancellationToken);
            }
            else
            {
                await AppendAsync(cancellationToken, TssCircuit.Ended(outage, Now, reason, actor));
            }

            if (!closed)
            {
                return NotNow($"The TSS {tss} is not out any more: it answers again.");
            }

            Log.OutageClosed(_log, tss, actor);
            return Done($"The outage of the TSS {tss} is closed; should it fail again, a new one begins.");
        }, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(2202, LogLevel.Warning, "The outage of the TSS {Tss} was closed by {Actor}")]
        internal static partial void OutageClosed(ILogger log, string tss, string actor);
    }
}
