using FsCheck;
using FsCheck.Fluent;
using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;

namespace OrderConnector.Core.Tests.Orders;

/// <summary>Whatever the order and whichever voids: all together are nothing, per line, VAT rate and payment.</summary>
public sealed class VoidingAnyOrder
{
    [Fact]
    public void Any_order_and_all_its_voids_add_up_to_nothing() => Prop.ForAll(
        Arb.From(from order in SomeOrders.Signed
                 from picks in Gen.ListOf(Gen.ListOf(Gen.Choose(0, 100_000), 6), 4)
                 select (order, picks)),
        sample => AddsUpToNothing(sample.order, sample.picks)).QuickCheckThrowOnFailure();

    private static void AddsUpToNothing(ShopOrder order, IEnumerable<IReadOnlyList<int>> picks)
    {
        var voids = new List<ShopOrder>();
        foreach (var pick in picks)
        {
            var wanted = pick.Take(3).Select((line, i) => Some(order, line % order.Lines.Count, pick[3 + i]));
            var call = new VoidCall($"V{voids.Count}", "x", [.. wanted.DistinctBy(line => line.Line)]);
            if (VoidPlan.For(order, voids, call).Counter is { } counter)
            {
                IsSound(order, counter);
                voids.Add(counter);
            }
        }

        var last = VoidPlan.For(order, voids, new VoidCall("last", "x", null));
        if (last.Counter is { } rest)
        {
            IsSound(order, rest);
            voids.Add(rest);
        }
        else
        {
            Assert.Equal("void-nothing-left", Assert.Single(last.Rejections).Code);
        }

        Assert.Equal(Money.Zero, order.Total + OrderSumsOf(voids.Select(counter => counter.Total)));
        var takenBack = voids.SelectMany(counter => counter.Lines).ToList();
        Assert.All(Flat(order.Lines.Concat(takenBack)).GroupBy(line => line.VatRate), SumsToZero);
        Assert.All(voids.Prepend(order).SelectMany(one => one.Payments).GroupBy(p => (p.Type, p.Name, p.Reference)),
            group => Assert.Equal(0, group.Sum(payment => payment.Amount.Cents)));
        Assert.All(order.Lines.Select((line, i) => line.Quantity.Thousandths
            + takenBack.Where(taken => taken.VoidsLine == i).Sum(taken => taken.Quantity.Thousandths)),
            sum => Assert.Equal(0, sum));
    }

    private static VoidCallLine Some(ShopOrder order, int line, int pick) =>
        new(line, new Quantity(1 + (pick % Math.Abs(order.Lines[line].Quantity.Thousandths))));

    private static void IsSound(ShopOrder order, ShopOrder counter)
    {
        Assert.Equal(OrderSums.Of(counter.Lines), counter.Total);
        Assert.True(counter.Total <= Money.Zero);
        Assert.Equal(order.Payments.Count == 0 ? Money.Zero : counter.Total, OrderSums.Of(counter.Payments));
        Assert.All(counter.Payments, payment => Assert.True(payment.Amount < Money.Zero));
        Assert.Equal(OrderContent.Hash(counter), OrderContent.Hash(PizzaOrder.Read(PizzaOrder.Write(counter)).Order!));
    }

    private static void SumsToZero(IGrouping<VatRate?, OrderLine> lines) =>
        Assert.Equal(0, lines.Sum(line => line.Amount.Cents));

    private static Money OrderSumsOf(IEnumerable<Money> amounts) => new(amounts.Sum(amount => amount.Cents));

    private static IEnumerable<OrderLine> Flat(IEnumerable<OrderLine> lines) =>
        lines.SelectMany(line => Flat(line.Lines).Prepend(line));
}
