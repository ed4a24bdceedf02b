namespace OrderConnector.Functions.Delivering.Storage;

/// <summary>
/// Remembers for a few seconds that the storage account did not answer, so that not every post waits for it in turn,
/// and tells the log once.
/// </summary>
internal sealed partial class Outage(TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private long? failedAt;

    /// <summary>It failed a moment ago; ask later.</summary>
    public bool IsOn
    {
        get
        {
            lock (gate)
            {
                return failedAt is { } at && clock.GetElapsedTime(at) < s_pause;
            }
        }
    }

    /// <summary>It did not answer.</summary>
    public void Begin(Exception cause)
    {
        lock (gate)
        {
            if (failedAt is null)
            {
                LogBegan(StorageAccount.Describe(cause));
            }

            failedAt = clock.GetTimestamp();
        }
    }

    /// <summary>It answers.</summary>
    public void End()
    {
        lock (gate)
        {
            if (failedAt is not null)
            {
                LogEnded();
            }

            failedAt = null;
        }
    }

    [LoggerMessage(1300, LogLevel.Warning, "The storage queues do not answer; the store is asked instead: {Cause}.")]
    private partial void LogBegan(string cause);

    [LoggerMessage(1301, LogLevel.Information, "The storage queues answer again.")]
    private partial void LogEnded();
}
