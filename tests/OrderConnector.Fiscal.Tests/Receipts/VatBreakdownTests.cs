using OrderConnector.Core;
using OrderConnector.Core.Vat;
using OrderConnector.Fiscal.Receipts;

namespace OrderConnector.Fiscal.Tests.Receipts;

public sealed class VatBreakdownTests
{
    // 1 cent at 100 % is the plainest half cent there is.
    [Theory]
    [InlineData(119, 1900, 19)]
    [InlineData(-119, 1900, -19)]
    [InlineData(1980, 700, 130)]
    [InlineData(275, 1900, 44)]
    [InlineData(3, 1900, 0)]
    [InlineData(4, 1900, 1)]
    [InlineData(1, 10000, 1)]
    [InlineData(-1, 10000, -1)]
    [InlineData(1200, 0, 0)]
    [InlineData(1_000_000_000, 780, 72356215)]
    public void The_tax_inside_a_sum_is_rounded_once_half_a_cent_away_from_zero(long gross, int rate, long tax) =>
        Assert.Equal(new Money(tax), VatBreakdown.Tax(new Money(gross), new VatRate(rate)));
}
