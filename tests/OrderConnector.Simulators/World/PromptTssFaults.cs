using OrderConnector.Simulators.Tss;

namespace OrderConnector.Simulators.World;

/// <summary>Faults that take no time: in a world of one thread nobody else could move the clock for a hanging call.</summary>
/// <param name="random">Seeded: same seed, same faults.</param>
/// <param name="faultsPerHundred">0 is a perfect TSS.</param>
public sealed class PromptTssFaults(Random random, int faultsPerHundred) : ITssFaultPlan
{
    public TssFault Next(TssCall call) => random.Next(100) >= faultsPerHundred
        ? new TssFault.None()
        : random.Next(3) switch
        {
            0 => new TssFault.LostBeforeCommit(),
            1 => new TssFault.LostAfterCommit(),
            _ => new TssFault.Unavailable(),
        };
}
