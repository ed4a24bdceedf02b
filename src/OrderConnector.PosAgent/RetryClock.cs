using OrderConnector.Core.Failures;

namespace OrderConnector.PosAgent;

/// <summary>
/// When a loop may try again after failures in a row; full jitter, for ever. Two loops may share one.
/// </summary>
public sealed class RetryClock(TimeProvider time, Func<double> random, BackoffOptions options)
{
    private readonly Lock _gate = new();
    private int _failures;
    private DateTimeOffset? _notBefore;
    private TimeSpan _pause;

    /// <summary>Not before then; null where nothing failed, or where the pause was seen to be over.</summary>
    public DateTimeOffset? NotBefore
    {
        get
        {
            lock (_gate)
            {
                return _notBefore;
            }
        }
    }

    /// <summary>Failures in a row.</summary>
    public int Failures
    {
        get
        {
            lock (_gate)
            {
                return _failures;
            }
        }
    }

    /// <summary>
    /// Whether the pause is over. The moment stays set until this has seen it pass, so that no waiter misses it.
    /// </summary>
    public bool TryOpen()
    {
        lock (_gate)
        {
            if (_notBefore is { } moment && !Pause.IsOver(moment, time.GetUtcNow(), _pause))
            {
                return false;
            }

            _notBefore = null;
            return true;
        }
    }

    /// <summary>One more failure.</summary>
    public void Fail(TimeSpan? retryAfter = null)
    {
        lock (_gate)
        {
            _pause = Backoff.Next(++_failures, retryAfter, random, options);
            _notBefore = time.GetUtcNow() + _pause;
        }
    }

    /// <summary>It worked.</summary>
    public void Succeed()
    {
        lock (_gate)
        {
            (_failures, _notBefore) = (0, null);
        }
    }
}
