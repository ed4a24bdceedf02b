namespace OrderConnector.Simulators.Tss.Vendors.Fiskaly;

/// <summary>So many calls a minute and no more.</summary>
/// <param name="perMinute">Null for no limit.</param>
/// <param name="clock">The clock.</param>
internal sealed class FiskalyLimits(int? perMinute, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _calls = new();

    /// <summary>Counts a call; how long to wait where there were too many.</summary>
    public TimeSpan? Take()
    {
        if (perMinute is not { } most)
        {
            return null;
        }

        lock (_gate)
        {
            var now = clock.GetUtcNow();
            while (_calls.TryPeek(out var first) && now - first >= TimeSpan.FromMinutes(1))
            {
                _calls.Dequeue();
            }

            if (_calls.Count >= most)
            {
                return _calls.Peek() + TimeSpan.FromMinutes(1) - now;
            }

            _calls.Enqueue(now);
            return null;
        }
    }
}
