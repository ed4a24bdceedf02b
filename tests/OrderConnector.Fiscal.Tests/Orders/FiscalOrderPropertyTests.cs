using OrderConnector.Core;
using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.Orders;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Receipts;
using static OrderConnector.Fiscal.Tests.Orders.OrderTable;

namespace OrderConnector.Fiscal.Tests.Orders;

/// <summary>What holds for every order, tried on a thousand that a seed drew.</summary>
public sealed class FiscalOrderPropertyTests
{
    private const int Orders = 1000;

    [Fact]
    public void The_five_sums_are_the_total_and_for_a_receipt_the_payments() => ForEach(PaymentMode.Prepaid, order =>
    {
        var fiscal = Ready(order);

        Assert.True(KassenbelegV1.TryRead(fiscal.Data.Text, out var read));
        Assert.Equal(order.Total, read.Sums.Total);
        Assert.Equal(order.Total.Cents, read.Payments.Sum(payment => payment.Amount.Cents));
    });

    [Fact]
    public void An_order_and_its_void_come_to_nothing_in_every_sum_line_and_tax() => ForEach(PaymentMode.Prepaid, order =>
    {
        var (sold, voided) = (Ready(order), Ready(Void(order)));

        Assert.Equal(default, sold.Sums + voided.Sums);
        Assert.Equal(0, sold.Payments.Concat(voided.Payments).Sum(payment => payment.Amount.Cents));
        Assert.Equal(
            VatBreakdown.Of(sold.Lines).Select(row => (row.VatKey, -row.Net, -row.Tax, -row.Gross)),
            VatBreakdown.Of(voided.Lines).Select(row => (row.VatKey, row.Net, row.Tax, row.Gross)));
    });

    [Fact]
    public void An_order_paid_on_site_is_read_back_line_by_line() => ForEach(PaymentMode.OnSite, order =>
    {
        var fiscal = Ready(order);

        Assert.True(BestellungV1.TryRead(fiscal.Data.Text, out var read));
        Assert.Equal(fiscal.Lines.Count, read.Items.Count);
        Assert.Equal(
            order.Total.Cents, read.Items.Sum(item => item.Quantity.Times(item.UnitPrice)!.Value.Cents));
    });

    [Fact]
    public void Net_and_tax_are_gross_on_every_row() => ForEach(PaymentMode.Prepaid, order => Assert.All(
        VatBreakdown.Of(Ready(order).Lines), row =>
        {
            Assert.Equal(row.Gross, row.Net + row.Tax);
            var exact = row.Gross.Cents * (row.Rate?.ToPercent() ?? 0) / (100 + (row.Rate?.ToPercent() ?? 0));
            Assert.True(Math.Abs(exact - row.Tax.Cents) <= 0.5m);
        }));

    private static void ForEach(PaymentMode payment, Action<ShopOrder> check)
    {
        for (var seed = 0; seed < Orders; seed++)
        {
            var lines = Lines(new Random(seed), depth: 0);
            check(payment == PaymentMode.Prepaid ? Prepaid(lines) : OnSite(lines));
        }
    }

    private static OrderLine[] Lines(Random random, int depth) =>
        [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => OneLine(random, depth))];

    private static OrderLine OneLine(Random random, int depth)
    {
        decimal[] rates = [7, 19, 0, 5.5m, 7.8m];
        var kinds = Enum.GetValues<LineKind>();
        var kind = kinds[random.Next(kinds.Length)];
        var cents = random.Next(1, 5000) * (kind.IsNegative() ? -1 : 1);
        decimal? rate = kind.BearsVat() ? rates[random.Next(rates.Length)] : null;
        var parts = depth < 2 && random.Next(4) == 0 ? Lines(random, depth + 1) : [];
        return Line(kind, $"Artikel {random.Next(100)} \"süß\"; heiß", random.Next(1, 10), cents, rate, parts);
    }

    private static ShopOrder Void(ShopOrder order) => order with
    {
        Lines = [.. order.Lines.Select(Turned)],
        Payments = [.. order.Payments.Select(payment => payment with { Amount = -payment.Amount })],
        Total = -order.Total,
    };

    private static OrderLine Turned(OrderLine line) => line with
    {
        Quantity = new Quantity(-line.Quantity.Thousandths),
        Amount = -line.Amount,
        Lines = [.. line.Lines.Select(Turned)],
    };

    private static FiscalOrder Ready(ShopOrder order) => FiscalOrder.For(order, Day).Match(
        ready => ready,
        faults => throw new InvalidOperationException(string.Join(", ", faults)));
}
