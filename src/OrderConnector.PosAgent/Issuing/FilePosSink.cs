using OrderConnector.Core.Orders;

namespace OrderConnector.PosAgent.Issuing;

/// <summary>
/// Hands over by file: <c>&lt;orderId&gt;.json</c> in a directory that the point of sale watches. The file appears
/// whole or not at all, and once it was answered as handed over it outlives a loss of power.
/// </summary>
/// <param name="directory">Where to; never made here: an unmounted share is an outage, not a local file.</param>
/// <param name="timeout">How long one try may take; a share that is gone can hang a write for minutes.</param>
/// <param name="clock">Measures the time-out.</param>
public sealed class FilePosSink(string directory, TimeSpan timeout, TimeProvider clock) : IPosSink
{
    private readonly string _directory = Path.GetFullPath(directory);
    private volatile Task? _hanging;

    /// <inheritdoc />
    public async Task<HandOverOutcome> HandOverAsync(
        string orderId, ReadOnlyMemory<byte> document, CancellationToken cancellationToken)
    {
        if (!OrderId.TryParse(orderId, out _))
        {
            throw new ArgumentException("The order id names a file; it must be 32 hex digits.", nameof(orderId));
        }

        // A write that hangs in the kernel cannot be ended, only left behind: one of them, not one more per try.
        if (_hanging is { IsCompleted: false })
        {
            return Unavailable($"An earlier write to {_directory} still hangs.");
        }

        // On a thread of its own: a share that hangs must not hold one of those that signing needs.
        var write = Task.Factory.StartNew(
            () => Write(orderId, document.Span), cancellationToken, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            await write.WaitAsync(timeout, clock, cancellationToken).ConfigureAwait(false);
            return new HandOverOutcome(HandOverOutcomeKind.HandedOver, null);
        }
        catch (TimeoutException)
        {
            _hanging = write;
            return Unavailable($"Writing to {_directory} hangs.");
        }
        catch (OperationCanceledException)
        {
            _hanging = write;
            throw;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Unavailable(failure.Message);
        }
    }

    private static HandOverOutcome Unavailable(string detail) => new(HandOverOutcomeKind.Unavailable, detail);

    private void Write(string orderId, ReadOnlySpan<byte> document)
    {
        var target = Path.Combine(_directory, orderId + ".json");
        if (!IsThere(target, document))
        {
            // The leading point and the other ending keep a watcher of *.json away from a half-written file.
            var unfinished = Path.Combine(_directory, $".{orderId}.tmp");
            WriteThrough(unfinished, document);
            File.Move(unfinished, target, overwrite: true);
        }

        // Also where the file was there already: the process may have died between rename and this flush.
        DirectoryFlush.Flush(_directory);
    }

    private static bool IsThere(string target, ReadOnlySpan<byte> document)
    {
        try
        {
            return File.ReadAllBytes(target).AsSpan().SequenceEqual(document);
        }
        catch (Exception gone) when (gone is FileNotFoundException or UnauthorizedAccessException)
        {
            // Not there, or taken over by a point of sale that shields it: writing it again is harmless.
            return false;
        }
    }

    private static void WriteThrough(string path, ReadOnlySpan<byte> document)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            // It carries the customer's data: owner and group only, and the point of sale is the group.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        }

        using var file = new FileStream(path, options);
        file.Write(document);
        file.Flush(flushToDisk: true);
    }
}
