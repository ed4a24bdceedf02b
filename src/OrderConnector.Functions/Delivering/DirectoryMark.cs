using System.Globalization;
using Azure.Storage.Queues;
using OrderConnector.Functions.Delivering.Storage;
using OrderConnector.Functions.Intake;

namespace OrderConnector.Functions.Delivering;

/// <summary>
/// The version of keys, agents, branches and channels, kept outside the store so that a key that was found may be
/// believed for long without asking the store: every change names a new version before it commits. Where no queue
/// outside the store is used there is none, and the store is asked.
/// </summary>
public sealed class DirectoryMark
{
    private const string Version = "version";
    private const string ChangedAt = "changed";

    /// <summary>How long a version that was read is believed.</summary>
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);

    /// <summary>A change that was announced may still commit; until then nothing read may be kept for long.</summary>
    private static readonly TimeSpan s_unsettled = TimeSpan.FromMinutes(2);

    private readonly QueueClient? queue;
    private readonly TimeProvider clock;
    private readonly RandomBytes random;
    private readonly Lock gate = new();
    private Task<string?> reading = Task.FromResult<string?>(null);
    private long readAt;
    private bool read;

    internal DirectoryMark(QueueClient? queue, TimeProvider clock, RandomBytes random) =>
        (this.queue, this.clock, this.random) = (queue, clock, random);

    /// <summary>The version as of a minute ago at most; null where only the store can tell.</summary>
    public ValueTask<string?> ReadAsync(CancellationToken cancellationToken)
    {
        if (queue is null)
        {
            return new((string?)null);
        }

        lock (gate)
        {
            if (!read || clock.GetElapsedTime(readAt) >= s_interval)
            {
                (reading, readAt, read) = (ReadNowAsync(queue), clock.GetTimestamp(), true);
            }

            return new(reading.WaitAsync(cancellationToken));
        }
    }

    /// <summary>
    /// Names a new version; call it before the change commits. False where that cannot be done now: the change must
    /// wait, for other instances would go on believing what they know.
    /// </summary>
    public async Task<bool> TryChangeAsync(CancellationToken cancellationToken)
    {
        if (queue is null)
        {
            return true;
        }

        try
        {
            await queue.WriteAsync(
                new Dictionary<string, string>
                {
                    [Version] = NewVersion(),
                    [ChangedAt] = clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
                },
                cancellationToken);
        }
        catch (Exception exception) when (StorageAccount.IsOutage(exception))
        {
            return false;
        }

        lock (gate)
        {
            read = false;
        }

        return true;
    }

    private async Task<string?> ReadNowAsync(QueueClient from)
    {
        try
        {
            var metadata = await from.ReadAsync(CancellationToken.None);
            if (metadata is null || !metadata.TryGetValue(Version, out var version))
            {
                // Nothing was ever changed since the account is used.
                return "";
            }

            return metadata.TryGetValue(ChangedAt, out var text)
                && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var changed)
                && clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(changed) >= s_unsettled
                ? version
                : null;
        }
        catch (Exception exception) when (StorageAccount.IsOutage(exception))
        {
            return null;
        }
    }

    private string NewVersion()
    {
        Span<byte> bytes = stackalloc byte[16];
        random(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
