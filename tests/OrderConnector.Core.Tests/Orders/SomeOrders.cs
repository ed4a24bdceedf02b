using FsCheck;
using FsCheck.Fluent;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;

namespace OrderConnector.Core.Tests.Orders;

/// <summary>Orders of all shapes that keep to the rules, for what must hold of every one.</summary>
internal static class SomeOrders
{
    private static readonly VatRate?[] s_rates = [new(1900), new(700), new(780), new(550), new(0)];

    private static readonly string[] s_texts =
        ["Pizza \"Diavolo\"", "Käse 🍕", "a\\b/c~d", "<b>&amp;</b>", " blank ", "0", "null", "\u00a0x", "\u2028x", "x"];

    public static Gen<string> Text => Gen.Elements(s_texts);

    public static Gen<string?> OptionalText =>
        Gen.OneOf(Gen.Constant<string?>(null), Text.Select(text => (string?)text));

    public static Gen<ShopOrder> All =>
        from lines in Lines(3)
        from mode in Gen.Elements(Enum.GetValues<PaymentMode>())
        from payments in Payments(OrderSums.Of(lines))
        from type in Gen.Elements(Enum.GetValues<FulfilmentType>())
        from texts in Gen.ListOf(OptionalText, 9)
        from externalId in Text
        from ticks in Gen.Choose(0, 1_000_000_000)
        from due in Gen.Choose(-1, 1000)
        let placedAt = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(1)).AddTicks(ticks)
        let customer = new Customer(texts[0], texts[1], texts[2], texts[3])
        select new ShopOrder(
            externalId, texts[4], "berlin", placedAt, due < 0 ? null : placedAt.AddMinutes(due),
            new Fulfilment(type, texts[5], texts[6]), mode, mode == PaymentMode.Prepaid ? payments : [],
            lines, OrderSums.Of(lines), customer == new Customer(null, null, null, null) ? null : customer, texts[7]);

    /// <summary>Orders that can be voided: prepaid or on site.</summary>
    public static Gen<ShopOrder> Signed => All.Where(order => order.Payment != PaymentMode.Pending);

    private static Gen<OrderLine[]> Lines(int levels) =>
        from lines in Gen.NonEmptyListOf(Line(levels)).Select(lines => lines.Take(5).ToArray())
        let sum = OrderSums.Of(lines)
        // What is missing for a total that is not negative comes as one more line.
        select sum >= Money.Zero ? lines : [.. lines, Item(LineKind.MultiPurposeVoucher, -sum)];

    private static Gen<OrderLine> Line(int levels) =>
        from kind in Gen.Elements(Enum.GetValues<LineKind>())
        from thousandths in Gen.OneOf(Gen.Choose(1, 5).Select(pieces => pieces * 1000), Gen.Choose(1, 5000))
        from price in Gen.OneOf(Gen.Choose(0, 2000), Gen.Constant(1), Gen.Constant(999_99))
        from up in Gen.Elements(true, false)
        from rate in Gen.Elements(s_rates)
        from name in Text
        from sku in OptionalText
        from voucher in OptionalText
        from sub in levels == 0
            ? Gen.Constant(Array.Empty<OrderLine>())
            : Gen.Frequency(
                (3, Gen.Constant(Array.Empty<OrderLine>())),
                (1, Gen.ListOf(Line(levels - 1)).Select(lines => lines.Take(3).ToArray())))
        let sign = kind.IsNegative() ? -1 : 1
        let cents = ((long)thousandths * Math.Max(price, kind.IsNegative() ? 1000 : 0) / 1000)
            + (up && thousandths * price % 1000 != 0 && price >= 1000 ? 1 : 0)
        select new OrderLine(
            kind, sku, name, new Quantity(thousandths), new Money(sign * Math.Max(price, kind.IsNegative() ? 1000 : 0)),
            new Money(sign * Math.Max(cents, kind.IsNegative() ? 1 : 0)), kind.BearsVat() ? rate : null,
            kind.IsVoucher() ? voucher : null, sub);

    private static OrderLine Item(LineKind kind, Money amount) =>
        new(kind, null, "x", Quantity.One, amount, amount, null, null, []);

    private static Gen<Payment[]> Payments(Money total) =>
        from count in Gen.Choose(1, 4)
        from type in Gen.ListOf(Gen.Elements(Enum.GetValues<PaymentType>()), count)
        from names in Gen.ListOf(OptionalText, count)
        from references in Gen.ListOf(OptionalText, count)
        from shares in Gen.ListOf(Gen.Choose(0, 100), count)
        select Split(total, shares).Select((cents, i) =>
            new Payment(type[i], names[i], new Money(cents), references[i])).ToArray();

    private static IEnumerable<long> Split(Money total, IReadOnlyList<int> shares)
    {
        var left = total.Cents;
        for (var i = 0; i < shares.Count - 1; i++)
        {
            var part = left * shares[i] / 100;
            left -= part;
            yield return part;
        }

        yield return left;
    }
}
