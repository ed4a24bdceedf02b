namespace OrderConnector.Simulators.Tss.Faults;

/// <summary>Plays a script: says of each call what goes wrong with it. The same seed and calls, the same faults.</summary>
public sealed class FaultDirector(FaultScript script, Random random)
{
    private readonly Lock _gate = new();
    private readonly List<(FaultRule Rule, int? Left)> _rules = [.. script.Rules.Select(rule => (rule, rule.Times))];
    private readonly Dictionary<SimulatorCall, int> _calls = [];
    private readonly List<(SimulatorCall Call, FaultKind Kind)> _played = [];

    public FaultDirector()
        : this(new FaultScript([]), new Random(1))
    {
    }

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyList<(SimulatorCall Call, FaultKind Kind)> Played
    {
        get
        {
            lock (_gate)
            {
                return [.. _played];
            }
        }
    }

    /// <summary>How many calls of a kind there were.</summary>
    public int CountOf(SimulatorCall call)
    {
        lock (_gate)
        {
            return _calls.GetValueOrDefault(call);
        }
    }

    /// <summary>Adds a rule for the next calls of a kind.</summary>
    public FaultDirector On(SimulatorCall? call, FaultKind kind, int? times = 1, TimeSpan? duration = null, double chance = 1)
    {
        lock (_gate)
        {
            _rules.Add((new FaultRule(call, kind, duration ?? TimeSpan.FromSeconds(1), times, chance), times));
        }

        return this;
    }

    /// <summary>From now on all goes well.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
        }
    }

    /// <summary>The fate of the next call; null where nothing goes wrong.</summary>
    public FaultRule? Next(SimulatorCall call)
    {
        lock (_gate)
        {
            _calls[call] = _calls.GetValueOrDefault(call) + 1;
            for (var i = 0; i < _rules.Count; i++)
            {
                var (rule, left) = _rules[i];
                if (left is 0 || (rule.Call is { } only && only != call)
                    || (rule.Chance < 1 && random.NextDouble() >= rule.Chance))
                {
                    continue;
                }

                _rules[i] = (rule, left - 1);
                _played.Add((call, rule.Kind));
                return rule;
            }

            return null;
        }
    }
}
