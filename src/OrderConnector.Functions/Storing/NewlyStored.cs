using System.Runtime.InteropServices;

namespace OrderConnector.Functions.Storing;

/// <summary>An order that was added, as every later read will give it; the same for each engine.</summary>
internal static class NewlyStored
{
    /// <summary>The order as it stands in the store now.</summary>
    /// <param name="order">What was added.</param>
    /// <param name="number">The number it drew.</param>
    /// <param name="original">Number of the order it voids.</param>
    public static StoredOrder AsStored(this NewOrder order, long number, long? original) => new(
        order.Id, number, order.Channel, order.BranchId, order.ExternalId, order.ContentHash,
        order.Payload.AsArray(), null, order.TotalCents, order.State, order.HeldReason, Cut(order.Now), Cut(order.Now),
        Cut(order.ExpiresAt), Cut(order.DueAt), order.Release, order.ReceiptToken, null, false, null, null, null,
        order.Voids?.Original, original, order.Voids?.Reason);

    /// <summary>The bytes; copied only where they are a part of something larger.</summary>
    public static byte[] AsArray(this ReadOnlyMemory<byte> payload) =>
        MemoryMarshal.TryGetArray(payload, out var segment) && segment.Offset == 0
            && segment.Array is { } array && array.Length == segment.Count
            ? array
            : payload.ToArray();

    // What is answered now must equal what is read later.
    private static DateTimeOffset Cut(DateTimeOffset moment) => StoredTime.FromStored(moment.ToStored());

    private static DateTimeOffset? Cut(DateTimeOffset? moment) => StoredTime.FromStored(moment.ToStored());
}
