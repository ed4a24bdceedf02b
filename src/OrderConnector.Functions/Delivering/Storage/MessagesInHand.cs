using Azure.Storage.Queues.Models;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Delivering.Storage;

/// <summary>
/// Messages of one branch that this instance has taken out, or has put in itself, and that wait for a look into the
/// store. Its callers may be many at once.
/// </summary>
internal sealed class MessagesInHand(TimeProvider clock, TimeSpan hidden)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, MessageInHand> messages = new(StringComparer.Ordinal);

    /// <summary>Full: what is there must be answered first.</summary>
    public bool IsFull
    {
        get
        {
            lock (gate)
            {
                ForgetOld();
                return messages.Values.Count(message => !message.IsOwn) >= QueueCalls.AtOnce;
            }
        }
    }

    /// <summary>Keeps a message this instance put in, which can be deleted without taking it out.</summary>
    /// <param name="receipt">What the queue said.</param>
    /// <param name="id">The order it names.</param>
    /// <param name="version">Any look after this version answers it.</param>
    public void Add(SendReceipt receipt, OrderId id, long version)
    {
        lock (gate)
        {
            ForgetOld();
            if (messages.Count < QueueCalls.AtOnce * 8)
            {
                messages.TryAdd(receipt.MessageId, new MessageInHand(
                    receipt.MessageId, receipt.PopReceipt, "", id, 0, version, IsOwn: true, clock.GetTimestamp()));
            }
        }
    }

    /// <summary>Keeps a message that was taken out; false where it is one of our own, already announced here.</summary>
    public bool Add(QueueMessage message, long version)
    {
        var text = message.Body.ToString();
        lock (gate)
        {
            var isKnown = messages.TryGetValue(message.MessageId, out var known) && known.IsOwn;
            messages[message.MessageId] = new MessageInHand(
                message.MessageId, message.PopReceipt, text, MessageText.Read(text), message.DequeueCount,
                isKnown ? known!.Version : version, IsOwn: false, clock.GetTimestamp());
            return !isKnown;
        }
    }

    /// <summary>Hands out what a look with this ticket has answered; who takes it must see to it.</summary>
    /// <param name="version">The look's ticket.</param>
    /// <param name="answered">Which of them.</param>
    public IReadOnlyList<MessageInHand> Take(long version, Func<MessageInHand, bool> answered)
    {
        lock (gate)
        {
            var taken = messages.Values.Where(message => message.Version < version && answered(message)).ToList();
            taken.ForEach(message => messages.Remove(message.Id));
            return taken;
        }
    }

    // Back in the queue for everybody: it will be taken out again.
    private void ForgetOld()
    {
        foreach (var message in messages.Values.Where(one => clock.GetElapsedTime(one.Since) >= hidden).ToList())
        {
            messages.Remove(message.Id);
        }
    }
}

/// <summary>A message in hand.</summary>
/// <param name="Id">The queue's id of it.</param>
/// <param name="Receipt">What deletes it.</param>
/// <param name="Text">As it lay in the queue.</param>
/// <param name="Order">The order it names; null where it cannot be read.</param>
/// <param name="Dequeued">How often it was taken out.</param>
/// <param name="Version">A look with a later ticket saw the order as the message meant it.</param>
/// <param name="IsOwn">Put in by this instance and not taken out: it still lies there for everybody.</param>
/// <param name="Since">Since when it is in hand.</param>
internal sealed record MessageInHand(
    string Id, string Receipt, string Text, OrderId? Order, long Dequeued, long Version, bool IsOwn, long Since);
