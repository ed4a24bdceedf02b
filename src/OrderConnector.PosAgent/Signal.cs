namespace OrderConnector.PosAgent;

/// <summary>Wakes one loop. Set while the loop works, it wakes it once more afterwards: nothing is missed.</summary>
public sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);
    private readonly Lock _gate = new();

    /// <summary>Wakes the loop.</summary>
    public void Set()
    {
        lock (_gate)
        {
            if (_set.CurrentCount == 0)
            {
                _set.Release();
            }
        }
    }

    /// <summary>Waits for the signal, or until the moment given.</summary>
    public async Task WaitAsync(DateTimeOffset? until, TimeProvider time, CancellationToken cancellationToken)
    {
        if (until is not { } moment)
        {
            await _set.WaitAsync(cancellationToken);
            return;
        }

        var left = moment - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return;
        }

        using var alarm = new CancellationTokenSource(left < s_longest ? left : s_longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, alarm.Token);
        try
        {
            await _set.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The moment has come: that is what was asked for.
        }
    }

    /// <inheritdoc />
    public void Dispose() => _set.Dispose();

    // A timer takes no more than 49 days; waking early does no harm.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);
}
