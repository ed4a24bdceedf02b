using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace OrderConnector.Functions.Delivering.Storage;

/// <summary>Calls of one queue, which is made when it turns out to be missing: looking first would cost.</summary>
internal static class QueueCalls
{
    /// <summary>Most messages one call takes out.</summary>
    public const int AtOnce = 32;

    // A branch may be closed for longer than the seven days a message lives by default.
    private static readonly TimeSpan s_forEver = TimeSpan.FromSeconds(-1);

    /// <summary>Puts a message in, for good.</summary>
    public static Task<SendReceipt> PutAsync(
        this QueueClient queue, string text, CancellationToken cancellationToken) =>
        queue.PutAsync(text, TimeSpan.Zero, cancellationToken);

    /// <summary>Puts a message in that is hidden for a while, 7 days at most.</summary>
    public static Task<SendReceipt> PutAsync(
        this QueueClient queue, string text, TimeSpan hidden, CancellationToken cancellationToken) =>
        queue.OrMadeAsync(async () => (await queue.SendMessageAsync(
            text, hidden == TimeSpan.Zero ? null : hidden, s_forEver, cancellationToken)).Value, cancellationToken);

    /// <summary>Takes messages out for a while.</summary>
    public static Task<QueueMessage[]> TakeAsync(
        this QueueClient queue, TimeSpan hidden, CancellationToken cancellationToken) =>
        queue.OrMadeAsync(async () => (await queue.ReceiveMessagesAsync(
            AtOnce, hidden, cancellationToken)).Value, cancellationToken);

    /// <summary>Writes the queue's metadata, all of it.</summary>
    public static Task WriteAsync(
        this QueueClient queue, IDictionary<string, string> metadata, CancellationToken cancellationToken) =>
        queue.OrMadeAsync(() => queue.SetMetadataAsync(metadata, cancellationToken), cancellationToken);

    /// <summary>Reads the queue's metadata; null where there is no such queue.</summary>
    public static async Task<IDictionary<string, string>?> ReadAsync(
        this QueueClient queue, CancellationToken cancellationToken)
    {
        try
        {
            return (await queue.GetPropertiesAsync(cancellationToken)).Value.Metadata;
        }
        catch (RequestFailedException missing) when (StorageAccount.IsMissing(missing))
        {
            return null;
        }
    }

    private static async Task<T> OrMadeAsync<T>(
        this QueueClient queue, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException missing) when (StorageAccount.IsMissing(missing))
        {
            await queue.CreateIfNotExistsAsync(metadata: null, cancellationToken);
            return await call();
        }
    }
}
