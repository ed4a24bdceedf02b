using System.Buffers;
using System.Text;
using System.Text.Json;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Intake;

/// <summary>Between what the store keeps, which is text, and what the rules know, which is orders.</summary>
public static class StoredDocuments
{
    /// <summary>The order with the payments it has by now.</summary>
    public static ShopOrder Read(StoredOrder stored)
    {
        var order = ReadPosted(stored);
        return ReadPaidLater(stored) is { } payments ? PaymentRules.Paid(order, payments) : order;
    }

    /// <summary>Both documents of an order without personal data; unknown members are left out with it.</summary>
    public static (ReadOnlyMemory<byte> Payload, string? Payments) WithoutPersonalData(StoredOrder stored) => (
        Write(PersonalData.Without(ReadPosted(stored))),
        ReadPaidLater(stored) is { } payments ? Write(PersonalData.Without(payments)) : null);

    /// <summary>An order as a document.</summary>
    public static ReadOnlyMemory<byte> Write(ShopOrder order) => Write(json => ShopOrderWriter.Write(json, order));

    /// <summary>Payments as a JSON array, always written the same way, so that repeats can be compared.</summary>
    public static string Write(IReadOnlyList<Payment> payments) =>
        Encoding.UTF8.GetString(Write(json => ShopOrderWriter.WritePayments(json, payments)).Span);

    private static ShopOrder ReadPosted(StoredOrder stored) => ShopOrderReader.Read(stored.Payload).Order
        ?? throw new InvalidDataException($"Order {stored.Id} was stored and cannot be read any more.");

    private static IReadOnlyList<Payment>? ReadPaidLater(StoredOrder stored)
    {
        if (stored.Payments is null)
        {
            return null;
        }

        var paid = OrderCallReader.ReadPayment(
            Encoding.UTF8.GetBytes($"{{\"outcome\":\"paid\",\"payments\":{stored.Payments}}}"));
        return paid.Value?.Payments
            ?? throw new InvalidDataException($"The payments of order {stored.Id} cannot be read any more.");
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }
}
