using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Intake;

/// <summary>Puts together what is to be numbered and stored.</summary>
public static class NewOrders
{
    /// <summary>Who a channel is in the record of moves.</summary>
    public static string Actor(Channel channel) => "channel:" + channel.Id;

    /// <summary>An order as a shop posted it.</summary>
    public static NewOrder Posted(
        OrderId id, Channel channel, ShopOrder order, string contentHash, ReadOnlyMemory<byte> body,
        IdempotencyKey? key, string receiptToken, DateTimeOffset now, IntakeOptions options)
    {
        var pending = order.Payment == PaymentMode.Pending;
        return new NewOrder(
            id,
            channel.Id,
            order.BranchId,
            order.ExternalId,
            contentHash,
            body,
            order.Total.Cents,
            pending ? OrderState.AwaitingPayment : OrderState.Queued,
            HeldReason: null,
            ExpiresAt: pending ? now + options.PendingPaymentTime : null,
            order.DueAt,
            channel.Release,
            receiptToken,
            now,
            Actor(channel),
            key,
            Voids: null);
    }

    /// <summary>A counter order: of the channel and branch of what it voids, and never held up by a release.</summary>
    public static NewOrder Counter(
        OrderId id, StoredOrder original, ShopOrder counter, string contentHash, string actor, IdempotencyKey? key,
        string receiptToken, DateTimeOffset now, VoidsGuard guard) => new(
            id,
            original.Channel,
            original.BranchId,
            counter.ExternalId,
            contentHash,
            StoredDocuments.Write(counter),
            counter.Total.Cents,
            OrderState.Queued,
            HeldReason: null,
            ExpiresAt: null,
            DueAt: null,
            Release: "auto",
            receiptToken,
            now,
            actor,
            key,
            guard);
}
