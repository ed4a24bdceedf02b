namespace OrderConnector.Simulators.World;

/// <summary>Counts every side effect of one process and kills it at the n-th instant: before or after an effect.</summary>
/// <param name="killAt">The instant to die at, from 0; never where negative.</param>
public sealed class CrashPoints(int killAt)
{
    private int _passed;

    /// <summary>Where it died; null while it has not.</summary>
    public string? DiedAt { get; private set; }

    /// <summary>How many instants were passed.</summary>
    public int Passed => Volatile.Read(ref _passed);

    /// <summary>One instant: dies here, or goes on.</summary>
    internal void Pass(SimulatedProcess process, string where)
    {
        if (Interlocked.Increment(ref _passed) - 1 == killAt && DiedAt is null)
        {
            DiedAt = $"{process.Name}: {where}";
            process.Kill();
            throw new SimulatedCrashException(DiedAt);
        }
    }
}

/// <summary>The process is gone. Nothing in the product may catch it and go on.</summary>
public sealed class SimulatedCrashException(string where) : Exception($"killed at {where}");

/// <summary>One life of a process: once killed, none of its side effects happen any more.</summary>
public sealed class SimulatedProcess(string name, CrashPoints? crashPoints)
{
    private volatile bool _dead;

    public string Name { get; } = name;

    public bool Dead => _dead;

    public void Kill() => _dead = true;

    public void Pass(string where)
    {
        ThrowIfDead(where);
        crashPoints?.Pass(this, where);
    }

    public void ThrowIfDead(string where)
    {
        if (_dead)
        {
            throw new SimulatedCrashException($"{Name}: {where}, already dead");
        }
    }
}
