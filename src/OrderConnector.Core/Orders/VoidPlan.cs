using OrderConnector.Core.Documents;

namespace OrderConnector.Core.Orders;

/// <summary>
/// Plans the counter order of a void: the lines taken back with their signs turned, and the money that goes back. It
/// keeps the original's time of order, because what is taken back bears the VAT rate of the day it was sold
/// (§ 17(1) UStG), and carries no customer and no note. An order and all its voids never add up to less than zero, and
/// a void of all that is left makes them exactly zero, per line, VAT rate and payment.
/// </summary>
public static class VoidPlan
{
    /// <summary>Plans a void.</summary>
    /// <param name="original">The order as it was signed, with the payments it has by then.</param>
    /// <param name="earlier">All its counter orders so far; the store must guard that none came in between.</param>
    /// <param name="call">What is to be taken back.</param>
    public static VoidOutcome For(ShopOrder original, IReadOnlyList<ShopOrder> earlier, VoidCall call)
    {
        var faults = new Faults();
        CounterOrdersAreFinal(original, faults);
        var left = LineLeft.Of(original.Lines, earlier.SelectMany(counter => counter.Lines));
        SomethingMustBeLeft(left, faults);
        if (faults.Any)
        {
            return new VoidOutcome(null, faults.All);
        }

        var lines = call.Lines is null ? TakeAll(left) : Take(left, call.Lines, faults);
        var total = OrderSums.Of(lines);
        if (!faults.Any)
        {
            MoneyMustGoBack(total, faults);
            NoMoreThanTheTotalGoesBack(original, earlier, total, faults);
        }

        return faults.Any
            ? new VoidOutcome(null, faults.All)
            : new VoidOutcome(Counter(original, earlier, call.ExternalId, lines, total), []);
    }

    private static List<OrderLine> TakeAll(IReadOnlyList<LineLeft> left) =>
        [.. left.Where(line => !line.IsNothing).Select(line => line.TakeAll())];

    private static List<OrderLine> Take(IReadOnlyList<LineLeft> left, IReadOnlyList<VoidCallLine> wanted, Faults faults)
    {
        var lines = new List<OrderLine>(wanted.Count);
        var seen = new HashSet<int>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var place = Place.Root.Member("lines").Item(i);
            var (index, quantity) = wanted[i];
            if (index >= left.Count)
            {
                faults.Add(LineUnknown(place, left.Count));
            }
            else if (!seen.Add(index))
            {
                faults.Add(LineRepeated(place));
            }
            else if (quantity.Thousandths > Math.Abs(left[index].Quantity.Thousandths))
            {
                faults.Add(OverWhatIsLeft(place, left[index].Quantity));
            }
            else
            {
                lines.Add(Take(left[index], quantity.Thousandths));
            }
        }

        return lines;
    }

    private static OrderLine Take(LineLeft left, long thousandths)
    {
        var whole = Math.Abs(left.Quantity.Thousandths);
        return thousandths == whole ? left.TakeAll() : left.TakeShare(thousandths, whole);
    }

    private static ShopOrder Counter(
        ShopOrder original,
        IReadOnlyList<ShopOrder> earlier,
        string externalId,
        IReadOnlyList<OrderLine> lines,
        Money total) =>
        original with
        {
            ExternalId = externalId,
            DueAt = null,
            Payments = PaymentsLeft.PayBack(
                original.Payments, earlier.SelectMany(counter => counter.Payments), -total),
            Lines = lines,
            Total = total,
            Customer = null,
            Note = null,
        };

    private static void CounterOrdersAreFinal(ShopOrder original, Faults faults)
    {
        if (original.Lines.Any(line => line.VoidsLine is not null))
        {
            faults.Add(VoidOfVoid());
        }
    }

    private static void SomethingMustBeLeft(IReadOnlyList<LineLeft> left, Faults faults)
    {
        if (left.All(line => line.IsNothing))
        {
            faults.Add(NothingLeft());
        }
    }

    private static void MoneyMustGoBack(Money total, Faults faults)
    {
        // Zero is fine: so was the order, where a voucher paid for all of it.
        if (total > Money.Zero)
        {
            faults.Add(TotalPositive(total));
        }
    }

    private static void NoMoreThanTheTotalGoesBack(
        ShopOrder original, IReadOnlyList<ShopOrder> earlier, Money total, Faults faults)
    {
        var left = original.Total + new Money(earlier.Sum(counter => counter.Total.Cents));
        if (left + total < Money.Zero)
        {
            faults.Add(OverTotal(total, left));
        }
    }

    private static Rejection VoidOfVoid() =>
        new("", "void-of-void", "This order is itself a void.");

    private static Rejection NothingLeft() =>
        new("", "void-nothing-left", "All of this order has been voided.");

    private static Rejection LineUnknown(Place line, int count) =>
        new(line.Member("line").ToString(), "void-line-unknown", $"The order has {count} lines, counted from 0.");

    private static Rejection LineRepeated(Place line) =>
        new(line.Member("line").ToString(), "void-line-repeated", "Must be named only once.");

    private static Rejection OverWhatIsLeft(Place line, Quantity left) =>
        new(line.Member("quantity").ToString(), "void-over-left", $"Only {left} of this line is left.");

    private static Rejection TotalPositive(Money total) => new(
        "", "void-total-positive", $"These lines take back {-total}: void what they belong to along with them.");

    private static Rejection OverTotal(Money total, Money left) => new(
        "",
        "void-over-total",
        $"{-total} would go back, but only {left} is left of the total: void the deductions along with it.");
}
