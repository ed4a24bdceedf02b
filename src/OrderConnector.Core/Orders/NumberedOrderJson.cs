using System.Text.Json;
using OrderConnector.Core.Documents;

namespace OrderConnector.Core.Orders;

/// <summary>The "order" of an agent's delivery: the order as posted plus what storing added.</summary>
public static class NumberedOrderJson
{
    private const int ChannelLength = 100;
    private const int TokenLength = 100;

    private static readonly MemberNames s_names = new([
        .. ShopOrderReader.Members, "id", "number", "channel", "release", "receiptToken", "masterData", "voids",
        "voidsNumber", "reason",
    ]);

    private static readonly NumberBounds s_number = new(0, 1, 999_999_999_999);
    private static readonly NumberBounds s_version = new(0, 0, int.MaxValue);

    /// <summary>Writes the order as an object.</summary>
    public static void Write(Utf8JsonWriter writer, NumberedOrder order)
    {
        writer.WriteStartObject();
        writer.WriteString("id", order.Id.Value);
        writer.WriteNumber("number", order.Number);
        writer.WriteString("channel", order.Channel);
        writer.WriteString("release", order.Release);
        writer.WriteString("receiptToken", order.ReceiptToken);
        writer.WriteNumber("masterData", order.MasterData);
        writer.WriteOptional("voids", order.Voids?.Value);
        if (order.VoidsNumber is { } voidsNumber)
        {
            writer.WriteNumber("voidsNumber", voidsNumber);
        }

        writer.WriteOptional("reason", order.Reason);
        ShopOrderWriter.WriteMembers(writer, order.Order);
        writer.WriteEndObject();
    }

    /// <summary>Reads it back; never throws. Negative amounts are fine: counter orders have them.</summary>
    public static ReadOutcome<NumberedOrder> Read(JsonElement element)
    {
        var faults = new Faults();
        if (!JsonRoot.IsReadable(element, faults)
            || !ObjectReader.TryOpen(element, s_names, Place.Root, faults, out var reader))
        {
            return new ReadOutcome<NumberedOrder>(null, faults.All);
        }

        ShopOrderReader.CurrencyMustBeEur(reader);
        var order = new NumberedOrder(
            ReadId(reader, "id", reader.Text("id", OrderIdLength)),
            reader.Number("number", s_number) ?? 0,
            reader.Text("channel", ChannelLength),
            ReadRelease(reader),
            reader.Text("receiptToken", TokenLength),
            (int)(reader.Number("masterData", s_version) ?? 0),
            ShopOrderReader.Read(reader),
            reader.OptionalText("voids", OrderIdLength) is { } voids ? ReadId(reader, "voids", voids) : null,
            reader.OptionalNumber("voidsNumber", s_number),
            reader.OptionalText("reason", OrderLimits.Reason));
        CounterOrderMustBeWhole(reader, order);
        return new ReadOutcome<NumberedOrder>(faults.Any ? null : order, faults.All);
    }

    private const int OrderIdLength = 32;

    private static OrderId ReadId(ObjectReader reader, string name, string text)
    {
        if (!OrderId.TryParse(text, out var id) && text.Length is > 0 and <= OrderIdLength)
        {
            reader.Faults.Add(IdInvalid(reader.Place.Member(name)));
        }

        return id;
    }

    private static string ReadRelease(ObjectReader reader)
    {
        var release = reader.Text("release", 4);
        if (release.Length is > 0 and <= 4
            && release is not (NumberedOrder.ReleasedAutomatically or NumberedOrder.ReleasedByStaff))
        {
            reader.Faults.Add(DocumentFaults.ValueUnknown(reader.Place.Member("release"), "auto, held"));
        }

        return release;
    }

    private static void CounterOrderMustBeWhole(ObjectReader reader, NumberedOrder order)
    {
        if (order.Voids is not null && !reader.Has("voidsNumber"))
        {
            reader.Faults.Add(DocumentFaults.MemberMissing(reader.Place.Member("voidsNumber")));
        }

        if (order.Voids is not null && order.Reason is null)
        {
            reader.Faults.Add(DocumentFaults.MemberMissing(reader.Place.Member("reason")));
        }
    }

    private static Rejection IdInvalid(Place place) =>
        new(place.ToString(), "id-invalid", "Must be 32 lower-case hex digits.");
}
