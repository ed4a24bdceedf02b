using OrderConnector.Core.Orders;
using OrderConnector.Core.Vat;

namespace OrderConnector.Core.Tests.Orders;

public sealed class VoidingAnOrder
{
    [Fact]
    public void All_of_it_turns_every_sign()
    {
        var original = PizzaOrder.Order() with { Note = "klingeln", DueAt = PizzaOrder.Now };
        var counter = Plan(original, [], null);
        Assert.Equal([-2000L, -1000, -1000], counter.Lines.Select(line => line.Quantity.Thousandths));
        Assert.Equal([990L, 250, 25], counter.Lines.Select(line => line.UnitPrice.Cents));
        Assert.Equal([-1980L, -250, -25], counter.Lines.Select(line => line.Amount.Cents));
        Assert.Equal([700, 1900, 1900], counter.Lines.Select(line => line.VatRate!.Value.BasisPoints));
        Assert.Equal([0, 1, 2], counter.Lines.Select(line => line.VoidsLine));
        Assert.Equal(-2255, counter.Total.Cents);
        Assert.Equal([new Payment(PaymentType.PaymentService, "PayPal", new Money(-2255), "5XY")], counter.Payments);
        Assert.Equal("V", counter.ExternalId);
        Assert.Equal(original.ExternalNumber, counter.ExternalNumber);
        Assert.Equal(original.PlacedAt, counter.PlacedAt);
        Assert.Equal((null, null, null), (counter.Customer, counter.Note, counter.DueAt));
    }

    [Fact]
    public void Part_of_it_takes_back_the_lines_named()
    {
        var counter = Plan(PizzaOrder.Order(), [], [new(1, Quantity.One), new(2, Quantity.One)]);
        Assert.Equal(-275, counter.Total.Cents);
        Assert.Equal([-275L], counter.Payments.Select(payment => payment.Amount.Cents));
        Assert.Equal([1, 2], counter.Lines.Select(line => line.VoidsLine));
    }

    [Fact]
    public void What_is_left_goes_with_the_last_void()
    {
        var first = Plan(PizzaOrder.Order(), [], [new(0, Quantity.One)]);
        var rest = Plan(PizzaOrder.Order(), [first], null);
        Assert.Equal([-1000L, -1000, -1000], rest.Lines.Select(line => line.Quantity.Thousandths));
        Assert.Equal(-1265, rest.Total.Cents);
        Assert.Equal(["void-nothing-left"], Refusals(PizzaOrder.Order(), [first, rest], null));
    }

    [Fact]
    public void Sub_lines_go_along_in_proportion()
    {
        var original = Priced(
            Item("Burger", 3000, 1000, Item("Käse", 3000, 100), Item("Soße", 1000, 50), Item("Ohne", 1000, 0)));
        var first = Plan(original, [], [new(0, Quantity.One)]);
        Assert.Equal(["Käse -1 -100", "Soße -0.333 -16", "Ohne -0.333 0"], first.Lines[0].Lines.Select(Print));
        var second = Plan(original, [first], [new(0, Quantity.One)]);
        Assert.Equal(["Käse -1 -100", "Soße -0.333 -17", "Ohne -0.333 0"], second.Lines[0].Lines.Select(Print));
        var third = Plan(original, [first, second], [new(0, Quantity.One)]);
        Assert.Equal(["Käse -1 -100", "Soße -0.334 -17", "Ohne -0.334 0"], third.Lines[0].Lines.Select(Print));
        Assert.Equal(["void-nothing-left"], Refusals(original, [first, second, third], null));
    }

    [Fact]
    public void An_amount_always_falls_on_a_cent_and_the_last_void_takes_the_rest()
    {
        var original = Priced(Item("Salat", 451, 990) with { Amount = new Money(447) });
        var first = Plan(original, [], [new(0, new Quantity(150))]);
        Assert.Equal(-148, first.Total.Cents);
        Assert.Equal(-299, Plan(original, [first], null).Total.Cents);
    }

    [Fact]
    public void A_part_so_small_that_no_thousandth_of_a_sub_line_goes_takes_none_of_its_money()
    {
        var original = Priced(Item("Teller", 2000, 100, Item("Trüffel", 1, 5000_00) with { Amount = new Money(500) }));
        var first = Plan(original, [], [new(0, Quantity.One)]);
        Assert.Empty(first.Lines[0].Lines);
        Assert.Equal(-100, first.Total.Cents);
        Assert.Equal(-600, Plan(original, [first], null).Total.Cents);
    }

    [Fact]
    public void A_sub_line_that_only_carries_others_goes_without_money_of_its_own()
    {
        var truffle = Item("Trüffel", 1, 5000_00, Item("Teller", 2000, 100)) with { Amount = new Money(500) };
        var first = Plan(Priced(Item("Menü", 2000, 1000, truffle)), [], [new(0, Quantity.One)]);
        Assert.Equal("Trüffel 0 0", Print(first.Lines[0].Lines[0]));
        Assert.Equal("Teller -1 -100", Print(first.Lines[0].Lines[0].Lines[0]));
        Assert.Equal(-1100, first.Total.Cents);
    }

    [Fact]
    public void What_was_negative_comes_back_positive()
    {
        var original = Priced(
            Item("Pizza", 2000, 1000),
            Item("Rabatt", 1000, -300) with { Kind = LineKind.Discount },
            Item("Leergut", -4000, 25) with { Kind = LineKind.DepositReturn });
        var counter = Plan(original, [], [new(0, Quantity.One), new(2, Quantity.One)]);
        Assert.Equal(["Pizza -1 -1000", "Leergut 1 25"], counter.Lines.Select(Print));
        Assert.Equal(
            ["Pizza -1 -1000", "Rabatt -1 300", "Leergut 3 75"], Plan(original, [counter], null).Lines.Select(Print));
    }

    [Theory]
    [InlineData(3, 1000, "/lines/0/line: void-line-unknown")]
    [InlineData(499, 1000, "/lines/0/line: void-line-unknown")]
    [InlineData(0, 2001, "/lines/0/quantity: void-over-left")]
    [InlineData(1, 1001, "/lines/0/quantity: void-over-left")]
    public void What_is_not_there_cannot_be_taken_back(int line, long thousandths, string fault) => Assert.Equal(
        [fault], Faults(PizzaOrder.Order(), [], [new(line, new Quantity(thousandths))]));

    [Fact]
    public void What_has_been_taken_back_cannot_be_taken_back_again()
    {
        var first = Plan(PizzaOrder.Order(), [], [new(0, Quantity.One), new(1, Quantity.One)]);
        Assert.Equal(
            ["/lines/0/quantity: void-over-left", "/lines/1/quantity: void-over-left"],
            Faults(PizzaOrder.Order(), [first], [new(0, new Quantity(1001)), new(1, new Quantity(1))]));
    }

    [Fact]
    public void A_line_is_named_once() => Assert.Equal(
        ["/lines/1/line: void-line-repeated"],
        Faults(PizzaOrder.Order(), [], [new(0, Quantity.One), new(0, Quantity.One)]));

    [Fact]
    public void A_void_cannot_be_voided() => Assert.Equal(
        ["void-of-void"], Refusals(Plan(PizzaOrder.Order(), [], null), [], null));

    [Fact]
    public void A_deduction_alone_cannot_be_taken_back() => Assert.Equal(
        ["void-total-positive"],
        Refusals(Priced(Item("Pizza", 1000, 1000), Item("Rabatt", 1000, -300)), [], [new(1, Quantity.One)]));

    [Fact]
    public void No_more_goes_back_than_was_paid()
    {
        var original = Priced(Item("Pizza", 1000, 1000), Item("Rabatt", 1000, -300));
        Assert.Equal(["void-over-total"], Refusals(original, [], [new(0, Quantity.One)]));
        Assert.Equal(-700, Plan(original, [], [new(0, Quantity.One), new(1, Quantity.One)]).Total.Cents);
        var aCentOff = Priced(Item("Pizza", 1000, 1000), Item("Rabatt", 1000, -1));
        Assert.Equal(["void-over-total"], Refusals(aCentOff, [], [new(0, Quantity.One)]));
    }

    [Fact]
    public void What_went_back_before_counts()
    {
        var original = Priced(Item("Pizza", 2000, 1000), Item("Rabatt", 1000, -300));
        var first = Plan(original, [], [new(0, Quantity.One)]);
        Assert.Equal(["void-over-total"], Refusals(original, [first], [new(0, Quantity.One)]));
        Assert.Equal(-700, Plan(original, [first], null).Total.Cents);
    }

    [Fact]
    public void An_order_a_voucher_paid_for_gives_the_voucher_back_and_no_money()
    {
        var redemption = Item("Gutschein", 1000, -2255) with
        {
            Kind = LineKind.MultiPurposeVoucherRedemption, VatRate = null,
        };
        var original = PizzaOrder.Order() with
        {
            Lines = [.. PizzaOrder.Order().Lines, redemption], Total = Money.Zero, Payments = [],
        };
        var counter = Plan(original, [], null);
        Assert.Equal(Money.Zero, counter.Total);
        Assert.Empty(counter.Payments);
        Assert.Equal(2255, counter.Lines[3].Amount.Cents);
    }

    [Fact]
    public void An_order_paid_on_site_gives_no_money_back_here()
    {
        var original = PizzaOrder.Order() with { Payment = PaymentMode.OnSite, Payments = [] };
        var counter = Plan(original, [], null);
        Assert.Equal(PaymentMode.OnSite, counter.Payment);
        Assert.Empty(counter.Payments);
        Assert.Equal(-2255, counter.Total.Cents);
    }

    [Fact]
    public void Money_goes_back_on_the_payment_of_which_most_is_left()
    {
        var original = PizzaOrder.Order() with
        {
            Payments =
            [
                Payment("A", 500), Payment("B", 1000), Payment("C", 500), Payment("free", 0), Payment("A", 255),
            ],
        };
        var first = Plan(original, [], [new(0, Quantity.One)]);
        Assert.Equal(["B -990"], first.Payments.Select(Print));
        var second = Plan(original, [first], [new(0, Quantity.One)]);
        Assert.Equal(["A -755", "C -235"], second.Payments.Select(Print));
        var third = Plan(original, [first, second], null);
        Assert.Equal(["C -265", "B -10"], third.Payments.Select(Print));
    }

    [Fact]
    public void At_a_tie_the_first_payment_goes_first()
    {
        var original = PizzaOrder.Order() with { Payments = [Payment("B", 1127), Payment("A", 1127), Payment("C", 1)] };
        Assert.Equal(["B -990"], Plan(original, [], [new(0, Quantity.One)]).Payments.Select(Print));
    }

    private static ShopOrder Plan(ShopOrder original, ShopOrder[] earlier, VoidCallLine[]? lines)
    {
        var outcome = VoidPlan.For(original, earlier, new VoidCall("V", "x", lines));
        Assert.Empty(outcome.Rejections);
        Assert.True(outcome.IsPlanned);
        return outcome.Counter;
    }

    private static IEnumerable<string> Refusals(ShopOrder original, ShopOrder[] earlier, VoidCallLine[]? lines)
    {
        var outcome = VoidPlan.For(original, earlier, new VoidCall("V", "x", lines));
        Assert.False(outcome.IsPlanned);
        Assert.All(outcome.Rejections, fault => Assert.Equal("", fault.Pointer));
        return outcome.Rejections.Select(fault => fault.Code);
    }

    private static IEnumerable<string> Faults(ShopOrder original, ShopOrder[] earlier, VoidCallLine[] lines) =>
        VoidPlan.For(original, earlier, new VoidCall("V", "x", lines)).Rejections
            .Select(fault => $"{fault.Pointer}: {fault.Code}");

    private static ShopOrder Priced(params OrderLine[] lines) => PizzaOrder.Order() with
    {
        Lines = lines, Total = OrderSums.Of(lines), Payments = [Payment("A", OrderSums.Of(lines).Cents)],
    };

    private static OrderLine Item(string name, long thousandths, long cents, params OrderLine[] lines) => new(
        LineKind.Item, null, name, new Quantity(thousandths), new Money(cents), new Money(thousandths * cents / 1000),
        new VatRate(700), null, lines);

    private static Payment Payment(string name, long cents) => new(PaymentType.Other, name, new Money(cents), null);

    private static string Print(OrderLine line) => $"{line.Name} {line.Quantity} {line.Amount.Cents}";

    private static string Print(Payment payment) => $"{payment.Name} {payment.Amount.Cents}";
}
