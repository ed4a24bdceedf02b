using System.Text.Json;
using OrderConnector.Core.Documents;
using OrderConnector.Core.Vat;

namespace OrderConnector.Core.Orders;

/// <summary>Reads the lines of one order, sub-lines included; counts them over all levels.</summary>
internal sealed class OrderLinesReader(Faults faults)
{
    private static readonly MemberNames s_line = new(
        "kind", "sku", "name", "quantity", "unitPrice", "amount", "vatRate", "voucherNumber", "lines", "voidsLine");

    private int _count;

    /// <summary>The lines of an order: at least one.</summary>
    public IReadOnlyList<OrderLine> Read(ObjectReader order, string name)
    {
        if (!order.TryArray(name, out var array))
        {
            return [];
        }

        var place = order.Place.Member(name);
        if (array.GetArrayLength() == 0)
        {
            faults.Add(LinesEmpty(place));
        }

        var lines = ReadLines(array, place, 0);
        if (_count > OrderLimits.Lines)
        {
            faults.Add(LinesTooMany(place));
        }

        return lines;
    }

    private OrderLine[] ReadLines(JsonElement array, Place place, int level)
    {
        var length = array.GetArrayLength();
        if (level > OrderLimits.SubLineLevels && length > 0)
        {
            faults.Add(LinesTooDeep(place));
            return [];
        }

        var lines = new List<OrderLine>(Math.Min(length, OrderLimits.Lines));
        var index = 0;
        foreach (var element in array.EnumerateArray())
        {
            // What is beyond the limit is not even looked at: a hostile body buys no work.
            if (++_count > OrderLimits.Lines)
            {
                break;
            }

            if (ObjectReader.TryOpen(element, s_line, place.Item(index++), faults, out var line))
            {
                lines.Add(ReadLine(line, level));
            }
        }

        return [.. lines];
    }

    private OrderLine ReadLine(ObjectReader line, int level)
    {
        var kind = line.Name("kind", OrderNames.LineKinds);
        var sku = line.OptionalText("sku", OrderLimits.Sku);
        var name = line.Text("name", OrderLimits.LineName);
        var quantity = line.Number("quantity", OrderBounds.Quantity);
        var unitPrice = line.Number("unitPrice", OrderBounds.Money);
        var amount = line.Has("amount")
            ? line.OptionalNumber("amount", OrderBounds.Money)
            : AmountMustFallOnACent(line.Place, quantity, unitPrice);
        var vatRate = line.OptionalNumber("vatRate", OrderBounds.Percent);
        return new OrderLine(
            kind,
            sku,
            name,
            new Quantity(quantity ?? 0),
            new Money(unitPrice ?? 0),
            new Money(amount ?? 0),
            vatRate is { } basisPoints ? new VatRate((int)basisPoints) : null,
            line.OptionalText("voucherNumber", OrderLimits.VoucherNumber),
            line.TryOptionalArray("lines", out var array)
                ? ReadLines(array, line.Place.Member("lines"), level + 1)
                : [])
        {
            VoidsLine = (int?)line.OptionalNumber("voidsLine", OrderBounds.LineIndex),
        };
    }

    private long? AmountMustFallOnACent(Place place, long? thousandths, long? cents)
    {
        if (thousandths is null || cents is null)
        {
            return null;
        }

        var amount = new Quantity(thousandths.Value).Times(new Money(cents.Value));
        if (amount is null)
        {
            faults.Add(AmountNotOnACent(place));
        }
        else if (amount > OrderLimits.Amount || amount < -OrderLimits.Amount)
        {
            faults.Add(DocumentFaults.NumberOutOfRange(
                place.Member("amount"), -OrderLimits.Amount.ToEuro(), OrderLimits.Amount.ToEuro()));
        }

        return amount?.Cents;
    }

    private static Rejection LinesEmpty(Place place) =>
        new(place.ToString(), "lines-empty", "Must hold at least one line.");

    private static Rejection LinesTooMany(Place place) =>
        new(place.ToString(), "lines-too-many", $"Must be at most {OrderLimits.Lines}, sub-lines included.");

    private static Rejection LinesTooDeep(Place place) => new(
        place.ToString(), "lines-too-deep", $"Sub-lines may go {OrderLimits.SubLineLevels} levels deep at most.");

    private static Rejection AmountNotOnACent(Place place) => new(
        place.Member("amount").ToString(),
        "amount-not-on-a-cent",
        "Must be given, because quantity times unitPrice does not fall on a cent.");
}
