using System.Globalization;
using Azure.Storage.Queues;

namespace OrderConnector.Functions.Delivering.Storage;

/// <summary>
/// When work for the timer was last expected, in the metadata of a queue: every instance writes it, at most once a
/// minute, and the timer reads it. The last writer wins, which is right to the second.
/// </summary>
internal sealed class WorkMark(QueueClient queue, TimeProvider clock)
{
    private const string Key = "expected";
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private Task writing = Task.CompletedTask;
    private long writtenAt;
    private bool written;

    /// <summary>Writes it where the last time is a minute ago; callers at the same moment share the write.</summary>
    public Task WriteAsync()
    {
        lock (gate)
        {
            if (writing.IsCompletedSuccessfully && written && clock.GetElapsedTime(writtenAt) < s_interval)
            {
                return Task.CompletedTask;
            }

            if (writing.IsCompleted)
            {
                writing = WriteNowAsync();
            }

            return writing;
        }
    }

    /// <summary>Reads it; the beginning of time where it was never written.</summary>
    public async Task<DateTimeOffset> ReadAsync(CancellationToken cancellationToken) =>
        await queue.ReadAsync(cancellationToken) is { } metadata && metadata.TryGetValue(Key, out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : DateTimeOffset.MinValue;

    private async Task WriteNowAsync()
    {
        // The time before the write: what is committed after it was expected at that time or later.
        var timestamp = clock.GetTimestamp();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await queue.WriteAsync(
            new Dictionary<string, string> { [Key] = now.ToString(CultureInfo.InvariantCulture) },
            CancellationToken.None);
        lock (gate)
        {
            (writtenAt, written) = (timestamp, true);
        }
    }
}
