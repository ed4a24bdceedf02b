using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Documents;

namespace OrderConnector.Core.Orders;

/// <summary>
/// Reads the bodies of the calls on an order that is already there; faults as in <see cref="ShopOrderReader"/>.
/// </summary>
public static class OrderCallReader
{
    internal static readonly WireNames<PaymentOutcome> Outcomes = new(ToWire);

    private static readonly MemberNames s_payment = new("outcome", "payments");
    private static readonly MemberNames s_cancel = new("reason");
    private static readonly MemberNames s_void = new("externalId", "reason", "lines");
    private static readonly MemberNames s_staffVoid = new("externalId", "reason", "lines", "actor");
    private static readonly MemberNames s_voidLine = new("line", "quantity");

    private delegate T Reading<out T>(ObjectReader reader);

    /// <summary>"paid", "failed", "aborted".</summary>
    public static string ToWire(this PaymentOutcome outcome) => outcome switch
    {
        PaymentOutcome.Paid => "paid",
        PaymentOutcome.Failed => "failed",
        PaymentOutcome.Aborted => "aborted",
    };

    /// <summary>Reads the body of POST …/payment.</summary>
    public static ReadOutcome<PaymentCall> ReadPayment(ReadOnlyMemory<byte> utf8) => Read(utf8, s_payment, call =>
        new PaymentCall(call.Name("outcome", Outcomes), PaymentsReader.Read(call, "payments")));

    /// <summary>Reads the body of POST …/cancel.</summary>
    public static ReadOutcome<CancelCall> ReadCancel(ReadOnlyMemory<byte> utf8) => Read(utf8, s_cancel, call =>
        new CancelCall(call.Text("reason", OrderLimits.Reason)));

    /// <summary>Reads the body of POST …/void.</summary>
    public static ReadOutcome<VoidCall> ReadVoid(ReadOnlyMemory<byte> utf8) => Read(utf8, s_void, ReadVoid);

    /// <summary>Reads the body of an agent's void for staff.</summary>
    public static ReadOutcome<StaffVoidCall> ReadStaffVoid(ReadOnlyMemory<byte> utf8) => Read(
        utf8, s_staffVoid, call => new StaffVoidCall(ReadVoid(call), ReadActor(call)));

    private static VoidCall ReadVoid(ObjectReader call) => new(
        call.Text("externalId", OrderLimits.ExternalId),
        call.Text("reason", OrderLimits.Reason),
        ReadVoidLines(call));

    private static string? ReadActor(ObjectReader call)
    {
        var actor = call.OptionalText("actor", StaffActor.Prefix.Length + StaffActor.NameLength);
        if (actor is not null && !StaffActor.IsValid(actor))
        {
            call.Faults.Add(ActorMalformed(call.Place.Member("actor")));
        }

        return actor;
    }

    private static ReadOutcome<T> Read<T>(ReadOnlyMemory<byte> utf8, MemberNames names, Reading<T> read)
        where T : class
    {
        var faults = new Faults();
        using var document = JsonRoot.Open(utf8, faults);
        if (document is null
            || !ObjectReader.TryOpen(document.RootElement, names, Place.Root, faults, out var reader))
        {
            return new ReadOutcome<T>(null, faults.All);
        }

        var value = read(reader);
        return new ReadOutcome<T>(faults.Any ? null : value, faults.All);
    }

    private static List<VoidCallLine>? ReadVoidLines(ObjectReader call)
    {
        if (!call.TryOptionalArray("lines", out var array))
        {
            return null;
        }

        var place = call.Place.Member("lines");
        if (array.GetArrayLength() is 0 or > OrderLimits.Lines)
        {
            call.Faults.Add(VoidLinesCount(place));
            return null;
        }

        var lines = new List<VoidCallLine>(array.GetArrayLength());
        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            if (ObjectReader.TryOpen(element, s_voidLine, place.Item(index++), call.Faults, out var line))
            {
                lines.Add(new VoidCallLine(
                    (int)(line.Number("line", OrderBounds.LineIndex) ?? 0),
                    new Quantity(line.Number("quantity", OrderBounds.VoidQuantity) ?? 0)));
            }
        }

        return lines;
    }

    private static Rejection ActorMalformed(Place place) => new(
        place.ToString(),
        "actor-malformed",
        $"Must be \"staff:\" and 1 to {StaffActor.NameLength} of A-Z a-z 0-9 . _ -");

    private static Rejection VoidLinesCount(Place place) => new(
        place.ToString(),
        "void-lines-count",
        $"Must hold 1 to {OrderLimits.Lines} lines, or be left out to void all that is left.");
}
