using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Fiskaltrust;

/// <summary>
/// Once its TSS failed, a queue signs nothing until a zero receipt finds the TSS again, and each try may hold it up for
/// a minute: the tries are spaced out.
/// </summary>
internal sealed class FailedMode(TimeProvider time)
{
    private static readonly TimeSpan[] s_pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    private readonly Lock _gate = new();
    private DateTimeOffset _until;
    private string _detail = "";
    private int _failures;

    /// <summary>What the last try said, while the queue is left alone; null where it may be asked.</summary>
    internal string? Rest
    {
        get
        {
            lock (_gate)
            {
                return time.GetUtcNow() < _until ? _detail : null;
            }
        }
    }

    /// <summary>Takes what a zero receipt came to; null where the queue gave no answer at all.</summary>
    internal void Note(TssOutcome<FtResponse>? judged)
    {
        lock (_gate)
        {
            switch (judged)
            {
                case TssOutcome<FtResponse>.Unavailable away:
                    _until = time.GetUtcNow() + s_pauses[Math.Min(_failures++, s_pauses.Length - 1)];
                    _detail = away.Detail;
                    break;
                case TssOutcome<FtResponse>.Done:
                    (_until, _failures) = (default, 0);
                    break;
            }
        }
    }
}
