using System.Collections.Concurrent;

namespace OrderConnector.Simulators.Tss;

/// <summary>Says what goes wrong with each call.</summary>
public interface ITssFaultPlan
{
    /// <summary>The fate of the next call.</summary>
    TssFault Next(TssCall call);
}

/// <summary>Faults written down: per kind of call, one after the other; afterwards all goes well.</summary>
public sealed class ScriptedTssFaults : ITssFaultPlan
{
    private readonly ConcurrentDictionary<TssCall, ConcurrentQueue<TssFault>> _script = new();

    /// <summary>Adds faults for the next calls of a kind.</summary>
    public ScriptedTssFaults On(TssCall call, params ReadOnlySpan<TssFault> faults)
    {
        foreach (var fault in faults)
        {
            _script.GetOrAdd(call, _ => new()).Enqueue(fault);
        }

        return this;
    }

    public TssFault Next(TssCall call) =>
        _script.TryGetValue(call, out var faults) && faults.TryDequeue(out var fault) ? fault : new TssFault.None();
}

/// <summary>Faults drawn by a seeded generator: the same seed and the same calls, the same faults.</summary>
/// <param name="random">The generator; used under a lock.</param>
/// <param name="rate">How many calls of 1 go wrong.</param>
/// <param name="refusals">Whether a TSS may also say no; a refusal sells the order unsigned.</param>
public sealed class SeededTssFaults(Random random, double rate, bool refusals = false) : ITssFaultPlan
{
    private readonly Lock _gate = new();

    public TssFault Next(TssCall call)
    {
        lock (_gate)
        {
            return random.NextDouble() >= rate ? new TssFault.None() : random.Next(refusals ? 7 : 6) switch
            {
                0 => new TssFault.LostBeforeCommit(),
                1 => new TssFault.LostAfterCommit(),
                2 => new TssFault.Unavailable(),
                3 => new TssFault.Hang(AfterCommit: false),
                4 => new TssFault.Hang(AfterCommit: true),
                5 => new TssFault.Slow(TimeSpan.FromMilliseconds(random.Next(1, 3000))),
                _ => new TssFault.Refused(),
            };
        }
    }
}
