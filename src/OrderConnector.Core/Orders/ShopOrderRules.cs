using OrderConnector.Core.Documents;
using OrderConnector.Core.Vat;

namespace OrderConnector.Core.Orders;

/// <summary>
/// Stage 3 of the order's way: what a readable order must keep to, or be refused (422) with every fault named. Written
/// for posted orders; counter orders come from <see cref="VoidPlan"/> and keep to its rules.
/// </summary>
public static class ShopOrderRules
{
    /// <summary>How far a shop's clock may run ahead.</summary>
    public static readonly TimeSpan PlacedAhead = TimeSpan.FromDays(1);

    /// <summary>How old an order may be when it comes.</summary>
    public static readonly TimeSpan PlacedAgo = TimeSpan.FromDays(366);

    /// <summary>How far ahead an order may be wanted.</summary>
    public static readonly TimeSpan DueAhead = TimeSpan.FromDays(366);

    /// <summary>Due times are often whole quarters of an hour: that much before the order means at once.</summary>
    public static readonly TimeSpan DueBefore = TimeSpan.FromHours(1);

    /// <summary>Every rule an order breaks; empty when it may be taken.</summary>
    /// <param name="order">The order as posted.</param>
    /// <param name="now">The moment, for the times' plausibility.</param>
    public static IReadOnlyList<Rejection> Check(ShopOrder order, DateTimeOffset now)
    {
        var faults = new Faults();
        PlacedAtMustBePlausible(order, now, faults);
        DueAtMustFollowPlacedAt(order, faults);
        TotalMustEqualLines(order, faults);
        TotalMustNotBeNegative(order, faults);
        OnlyPrepaidOrdersHavePayments(order, faults);
        if (order.Payment == PaymentMode.Prepaid)
        {
            PaymentRules.PaymentsMustEqualTotal(order.Payments, order.Total, faults);
            PaymentRules.PaymentsMustNotBeNegative(order.Payments, faults);
        }

        CheckLines(order.Lines, Place.Root.Member("lines"), GermanCalendar.DateOf(order.PlacedAt), faults);
        return faults.All;
    }

    private static void PlacedAtMustBePlausible(ShopOrder order, DateTimeOffset now, Faults faults)
    {
        if (order.PlacedAt > now + PlacedAhead)
        {
            faults.Add(PlacedInFuture());
        }

        if (order.PlacedAt < now - PlacedAgo)
        {
            faults.Add(PlacedTooLongAgo());
        }
    }

    private static void DueAtMustFollowPlacedAt(ShopOrder order, Faults faults)
    {
        if (order.DueAt < order.PlacedAt - DueBefore)
        {
            faults.Add(DueBeforePlaced());
        }

        if (order.DueAt > order.PlacedAt + DueAhead)
        {
            faults.Add(DueTooFarAhead());
        }
    }

    private static void TotalMustEqualLines(ShopOrder order, Faults faults)
    {
        var sum = OrderSums.Of(order.Lines);
        if (sum != order.Total)
        {
            faults.Add(TotalDiffersFromLines(sum, order.Total));
        }
    }

    private static void TotalMustNotBeNegative(ShopOrder order, Faults faults)
    {
        // Zero is fine: a voucher may pay for all of it.
        if (order.Total < Money.Zero)
        {
            faults.Add(TotalNegative());
        }
    }

    private static void OnlyPrepaidOrdersHavePayments(ShopOrder order, Faults faults)
    {
        if (order.Payment != PaymentMode.Prepaid && order.Payments.Count > 0)
        {
            faults.Add(PaymentsNotExpected());
        }
    }

    private static void CheckLines(IReadOnlyList<OrderLine> lines, Place place, DateOnly day, Faults faults)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            var here = place.Item(i);
            if (line.Kind.BearsVat())
            {
                VatRateMustBeKnown(line, here, day, faults);
            }
            else
            {
                VatRateMustBeLeftOut(line, here, faults);
            }

            AmountMustBeQuantityTimesUnitPrice(line, here, faults);
            if (line.Kind.IsNegative())
            {
                AmountMustBeNegative(line, here, faults);
            }
            else
            {
                NothingMustBeNegative(line, here, faults);
            }

            VoucherNumberIsForVouchers(line, here, faults);
            OnlyCounterOrdersVoidLines(line, here, faults);
            if (line.Lines.Count > 0)
            {
                CheckLines(line.Lines, here.Member("lines"), day, faults);
            }
        }
    }

    private static void VatRateMustBeKnown(OrderLine line, Place place, DateOnly day, Faults faults)
    {
        if (line.VatRate is not { } rate)
        {
            faults.Add(VatRateMissing(place, line.Kind));
        }
        else if (VatRates.Find(rate, day) is null)
        {
            faults.Add(VatRateUnknown(place, rate, day));
        }
    }

    private static void VatRateMustBeLeftOut(OrderLine line, Place place, Faults faults)
    {
        if (line.VatRate is not null)
        {
            faults.Add(VatRateNotAllowed(place, line.Kind));
        }
    }

    private static void AmountMustBeQuantityTimesUnitPrice(OrderLine line, Place place, Faults faults)
    {
        // Both sides in thousandths of a cent. Where the product falls on a cent, less than a cent off is equal.
        var product = (Int128)line.Quantity.Thousandths * line.UnitPrice.Cents;
        if (Int128.Abs(product - ((Int128)line.Amount.Cents * 1000)) >= 1000)
        {
            faults.Add(AmountDiffers(place));
        }
    }

    private static void AmountMustBeNegative(OrderLine line, Place place, Faults faults)
    {
        if (line.Quantity.Thousandths == 0)
        {
            faults.Add(QuantityZero(place));
        }
        else if (line.Amount >= Money.Zero)
        {
            faults.Add(AmountNotNegative(place, line.Kind));
        }
    }

    private static void NothingMustBeNegative(OrderLine line, Place place, Faults faults)
    {
        if (line.Quantity.Thousandths == 0)
        {
            faults.Add(QuantityZero(place));
        }
        else if (line.Quantity.Thousandths < 0)
        {
            faults.Add(QuantityNegative(place, line.Kind));
        }

        if (line.UnitPrice < Money.Zero)
        {
            faults.Add(UnitPriceNegative(place, line.Kind));
        }

        if (line.Amount < Money.Zero)
        {
            faults.Add(AmountNegative(place, line.Kind));
        }
    }

    private static void VoucherNumberIsForVouchers(OrderLine line, Place place, Faults faults)
    {
        // A number on goods is most likely a voucher sold as an item, and so at a wrong rate.
        if (line.VoucherNumber is not null && !line.Kind.IsVoucher())
        {
            faults.Add(VoucherNumberNotAllowed(place, line.Kind));
        }
    }

    private static void OnlyCounterOrdersVoidLines(OrderLine line, Place place, Faults faults)
    {
        if (line.VoidsLine is not null)
        {
            faults.Add(VoidsLineNotAllowed(place));
        }
    }

    private static Rejection PlacedInFuture() =>
        new("/placedAt", "placed-in-future", "Lies more than a day ahead.");

    private static Rejection PlacedTooLongAgo() =>
        new("/placedAt", "placed-too-long-ago", "Lies more than a year back.");

    private static Rejection DueBeforePlaced() =>
        new("/dueAt", "due-before-placed", "Lies before placedAt.");

    private static Rejection DueTooFarAhead() =>
        new("/dueAt", "due-too-far-ahead", "Lies more than a year after placedAt.");

    private static Rejection TotalDiffersFromLines(Money lines, Money total) =>
        new("/total", "total-differs-from-lines", $"The lines add up to {lines}, total says {total}.");

    private static Rejection TotalNegative() =>
        new("/total", "total-negative", "Must not be negative; money goes back by a void.");

    private static Rejection PaymentsNotExpected() =>
        new("/payments", "payments-not-expected", "Must be left out unless payment is prepaid.");

    private static Rejection VatRateMissing(Place line, LineKind kind) =>
        new(line.Member("vatRate").ToString(), "vat-rate-missing", $"A line of kind {kind.ToWire()} needs a VAT rate.");

    private static Rejection VatRateUnknown(Place line, VatRate rate, DateOnly day) => new(
        line.Member("vatRate").ToString(), "vat-rate-unknown", $"There is no VAT rate of {rate} % on {day:O}.");

    private static Rejection VatRateNotAllowed(Place line, LineKind kind) => new(
        line.Member("vatRate").ToString(),
        "vat-rate-not-allowed",
        $"A line of kind {kind.ToWire()} bears no VAT: leave the rate out.");

    private static Rejection AmountDiffers(Place line) => new(
        line.Member("amount").ToString(),
        "amount-differs",
        "Must be quantity times unitPrice, or less than a cent off where that does not fall on a cent.");

    private static Rejection AmountNotNegative(Place line, LineKind kind) => new(
        line.Member("amount").ToString(), "amount-not-negative", $"A line of kind {kind.ToWire()} must be negative.");

    private static Rejection AmountNegative(Place line, LineKind kind) => new(
        line.Member("amount").ToString(), "amount-negative", $"A line of kind {kind.ToWire()} must not be negative.");

    private static Rejection UnitPriceNegative(Place line, LineKind kind) => new(
        line.Member("unitPrice").ToString(),
        "unit-price-negative",
        $"A line of kind {kind.ToWire()} must not have a negative price.");

    private static Rejection QuantityNegative(Place line, LineKind kind) => new(
        line.Member("quantity").ToString(),
        "quantity-negative",
        $"A line of kind {kind.ToWire()} must not have a negative quantity.");

    private static Rejection QuantityZero(Place line) =>
        new(line.Member("quantity").ToString(), "quantity-zero", "Must not be zero.");

    private static Rejection VoucherNumberNotAllowed(Place line, LineKind kind) => new(
        line.Member("voucherNumber").ToString(),
        "voucher-number-not-allowed",
        $"A line of kind {kind.ToWire()} neither sells nor redeems a voucher.");

    private static Rejection VoidsLineNotAllowed(Place line) => new(
        line.Member("voidsLine").ToString(), "voids-line-not-allowed", "Is set by voids only; post one instead.");
}
