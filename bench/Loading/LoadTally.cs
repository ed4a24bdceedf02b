using System.Diagnostics;

namespace OrderConnector.Bench.Loading;

/// <summary>Counts answers and how long they took, in steps of 20 µs up to two seconds.</summary>
internal sealed class LoadTally
{
    private const int StepMicroseconds = 20;
    private readonly int[] _steps = new int[100_000];
    private int _good;
    private int _bad;

    internal int Good => _good;

    internal int Bad => _bad;

    internal void Add(int status, long ticks)
    {
        if (status == 201)
        {
            Interlocked.Increment(ref _good);
        }
        else
        {
            Interlocked.Increment(ref _bad);
        }

        var step = ticks * (1_000_000 / StepMicroseconds) / Stopwatch.Frequency;
        Interlocked.Increment(ref _steps[Math.Min(step, _steps.Length - 1)]);
    }

    /// <summary>What it came to in so much time.</summary>
    internal LoadResult Conclude(TimeSpan took) =>
        new(_good / took.TotalSeconds, Quantile(500), Quantile(990), _bad, _good);

    /// <summary>So many of a thousand answers took no longer.</summary>
    internal TimeSpan Quantile(int perMille)
    {
        var wanted = (long)_steps.Sum(n => (long)n) * perMille / 1000;
        long seen = 0;
        for (var step = 0; step < _steps.Length; step++)
        {
            seen += _steps[step];
            if (seen > wanted)
            {
                return TimeSpan.FromMicroseconds((step + 1) * StepMicroseconds);
            }
        }

        return TimeSpan.Zero;
    }
}
