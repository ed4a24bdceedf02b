using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>A storage queue, worked off by the host's rules: base64, ten minutes hidden, a poison queue at the end.</summary>
/// <param name="service">The account.</param>
/// <param name="name">The queue; one that is not there yet is empty.</param>
/// <param name="settings">How it is worked off.</param>
public sealed class StorageTriggerQueue(QueueServiceClient service, string name, QueueSettings settings) : ITriggerQueue
{
    private const string Poison = "-poison";
    private static readonly TimeSpan s_hidden = TimeSpan.FromMinutes(10);
    private readonly QueueClient _queue = service.GetQueueClient(name);
    private readonly Dictionary<string, QueueMessage> _taken = [];

    public async Task<TriggerMessage?> TakeAsync(CancellationToken cancellationToken)
    {
        if (!await _queue.ExistsAsync(cancellationToken))
        {
            return null;
        }

        while ((await _queue.ReceiveMessageAsync(s_hidden, cancellationToken)).Value is { } message)
        {
            if (Decode(message.MessageText) is { } text && (IsPoison || message.DequeueCount <= settings.MaxDequeueCount))
            {
                _taken[message.MessageId] = message;
                return new TriggerMessage(
                    message.MessageId, text, message.DequeueCount, message.InsertedOn ?? DateTimeOffset.UnixEpoch);
            }

            if (!IsPoison)
            {
                await MoveAsync(message, cancellationToken);
            }
        }

        return null;
    }

    public Task CompleteAsync(TriggerMessage message, CancellationToken cancellationToken) =>
        _queue.DeleteMessageAsync(message.Id, _taken[message.Id].PopReceipt, cancellationToken);

    public Task FailAsync(TriggerMessage message, CancellationToken cancellationToken)
    {
        var taken = _taken[message.Id];
        return !IsPoison && message.DequeueCount >= settings.MaxDequeueCount
            ? MoveAsync(taken, cancellationToken)
            : _queue.UpdateMessageAsync(
                taken.MessageId, taken.PopReceipt, taken.MessageText, settings.VisibilityTimeout, cancellationToken);
    }

    private bool IsPoison => name.EndsWith(Poison, StringComparison.Ordinal);

    private async Task MoveAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        var poison = service.GetQueueClient(name + Poison);
        await poison.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await poison.SendMessageAsync(message.MessageText, cancellationToken);
        await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
    }

    private static string? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
