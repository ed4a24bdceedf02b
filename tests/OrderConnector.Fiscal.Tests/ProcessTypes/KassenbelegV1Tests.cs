using OrderConnector.Core;
using OrderConnector.Core.Vat;
using OrderConnector.Fiscal.ProcessTypes;

namespace OrderConnector.Fiscal.Tests.ProcessTypes;

public sealed class KassenbelegV1Tests
{
    private static readonly VatSums s_mixed = Sums(275, 1980);

    // The first four are the official examples of DSFinV-K, Annex I.
    [Theory]
    [InlineData("Beleg^60.00_0.00_0.00_0.00_0.00^60.00:Unbar")]
    [InlineData("Beleg^75.33_7.99_0.00_0.00_0.00^10.00:Bar_5.00:Bar:CHF_5.00:Bar:USD_64.30:Unbar")]
    [InlineData("AVTransfer^100.00_0.00_0.00_0.00_-100.00^")]
    [InlineData("AVBelegabbruch^0.00_0.00_0.00_0.00_0.00^")]
    [InlineData("Beleg^2.75_19.80_0.00_0.00_2.00^24.55:Unbar")]
    [InlineData("Beleg^2.50_19.80_0.00_0.00_0.00^-3.70:Bar_25.00:Bar:CHF")]
    [InlineData("Beleg^0.00_0.00_0.00_0.00_0.00^")]
    [InlineData("AVTraining^10.00_0.00_0.00_0.00_0.00^4.00:Bar_6.00:Unbar")]
    public void What_the_specification_allows_is_read_and_written_again_unchanged(string text)
    {
        Assert.True(KassenbelegV1.TryRead(text, out var read));
        Assert.Equal(text, KassenbelegV1.Write(read.Type, read.Sums, read.Payments));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Beleg")]
    [InlineData("Beleg^2.00_0.00_0.00_0.00_0.00")]
    [InlineData("Beleg^2.00_0.00_0.00_0.00_0.00^2.00:Bar^")]
    [InlineData("Beleg^3,000.00_20.00_0.00_0.00_0.00^3,020.00:Bar")]
    [InlineData("Beleg^0,00_84,20_0,00_0,00_0,00^84,20:Bar")]
    [InlineData("Beleg^15.45_0.00_0.00_0.00_0.00_0.00_0.00^15.45:Unbar")]
    [InlineData("Beleg^15.45_0.00_0.00_0.00^15.45:Unbar")]
    [InlineData("Beleg^1.5_0.00_0.00_0.00_0.00^1.5:Bar")]
    [InlineData("Beleg^1.505_0.00_0.00_0.00_0.00^1.50:Bar")]
    [InlineData("Beleg^1.50_0.00_0.00_0.00_0.00^1.50:Bar_0.00:Unbar")]
    [InlineData("Beleg^1.50_0.00_0.00_0.00_0.00^1.50:Bar:EUR")]
    [InlineData("Beleg^1.50_0.00_0.00_0.00_0.00^1.50:Bar:chf")]
    [InlineData("Beleg^1.50_0.00_0.00_0.00_0.00^1.50:Bar:CHF:1")]
    [InlineData("Beleg^1.50_0.00_0.00_0.00_0.00^1.50")]
    [InlineData("Beleg^1.50_0.00_0.00_0.00_0.00^1.50:Karte")]
    [InlineData("Beleg^1.50_0.00_0.00_0.00_0.00^x:Bar")]
    [InlineData("Beleg^2.00_0.00_0.00_0.00_0.00^1.00:Unbar_1.00:Bar")]
    [InlineData("Beleg^2.00_0.00_0.00_0.00_0.00^1.00:Bar_1.00:Bar")]
    [InlineData("Beleg^2.00_0.00_0.00_0.00_0.00^1.00:Bar:USD_1.00:Bar:CHF")]
    [InlineData("Beleg^+2.00_0.00_0.00_0.00_0.00^2.00:Bar")]
    [InlineData("Beleg^02.00_0.00_0.00_0.00_0.00^2.00:Bar")]
    [InlineData("Beleg^ 2.00_0.00_0.00_0.00_0.00^2.00:Bar")]
    [InlineData("Beleg^.00_0.00_0.00_0.00_0.00^")]
    [InlineData("Beleg^-0.00_2.00_0.00_0.00_0.00^2.00:Bar")]
    [InlineData("Beleg^1e2.00_0.00_0.00_0.00_0.00^")]
    [InlineData("Beleg^99999999999999999999999999999999.00_0.00_0.00_0.00_0.00^")]
    [InlineData("AVBestellung^2.00_0.00_0.00_0.00_0.00^2.00:Bar")]
    [InlineData("AVBelegstorno^-2.00_0.00_0.00_0.00_0.00^")]
    [InlineData("Rechnung^2.00_0.00_0.00_0.00_0.00^2.00:Bar")]
    [InlineData("beleg^2.00_0.00_0.00_0.00_0.00^2.00:Bar")]
    [InlineData("0^2.00_0.00_0.00_0.00_0.00^2.00:Bar")]
    [InlineData("\uFEFFBeleg^2.00_0.00_0.00_0.00_0.00^2.00:Bar")]
    [InlineData("Beleg^2.00_0.00_0.00_0.00_0.00^2.00:Bar\n")]
    public void What_is_only_nearly_right_is_refused(string text) => Assert.False(KassenbelegV1.TryRead(text, out _));

    [Fact]
    public void Payments_of_one_kind_and_currency_are_added_up() => Assert.Equal(
        "Beleg^2.75_19.80_0.00_0.00_0.00^22.55:Unbar",
        Write(s_mixed, Paid(Tender.Unbar, 1255), Paid(Tender.Unbar, 1000)));

    [Fact]
    public void Cash_goes_first_and_euro_before_other_currencies() => Assert.Equal(
        "Beleg^75.33_7.99_0.00_0.00_0.00^10.00:Bar_5.00:Bar:CHF_5.00:Bar:USD_64.30:Unbar",
        Write(
            Sums(7533, 799),
            Paid(Tender.Unbar, 6430), Paid(Tender.Bar, 500, "USD"), Paid(Tender.Bar, 500, "CHF"), Paid(Tender.Bar, 1000)));

    [Fact]
    public void Payments_that_come_to_nothing_are_left_out() => Assert.Equal(
        "Beleg^0.00_0.00_0.00_0.00_0.00^", Write(default, Paid(Tender.Bar, 300), Paid(Tender.Bar, -300)));

    [Fact]
    public void A_full_void_is_the_same_with_every_sign_turned() => Assert.Equal(
        "Beleg^-2.75_-19.80_0.00_0.00_0.00^-22.55:Unbar", Write(-s_mixed, Paid(Tender.Unbar, -2255)));

    [Fact]
    public void What_leads_nowhere_is_finished_with_five_zeros() =>
        Assert.Equal("AVBelegabbruch^0.00_0.00_0.00_0.00_0.00^", KassenbelegV1.Aborted);

    [Theory]
    [InlineData("7.999", 799)]
    [InlineData("-7.999", -799)]
    [InlineData("-0.004", 0)]
    public void Decimals_beyond_the_cent_are_cut_off_and_never_rounded(string euro, long cents) =>
        Assert.Equal(new Money(cents), KassenbelegV1.Truncate(
            decimal.Parse(euro, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_payment_on_a_type_that_takes_none_is_a_bug_of_the_caller() => Assert.Throws<ArgumentException>(
        () => KassenbelegV1.Write(ReceiptType.AVTransfer, s_mixed, [Paid(Tender.Bar, 1)]));

    [Fact]
    public void A_currency_that_is_none_is_a_bug_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => Write(s_mixed, Paid(Tender.Bar, 1, "Euro")));

    [Theory]
    [InlineData(VatBucket.General)]
    [InlineData(VatBucket.Reduced)]
    [InlineData(VatBucket.AverageOther)]
    [InlineData(VatBucket.AverageForestry)]
    [InlineData(VatBucket.Zero)]
    public void Each_bucket_is_a_sum_of_its_own(VatBucket bucket)
    {
        var sums = new VatSums(new(1), new(2), new(3), new(4), new(5)).Plus(bucket, new Money(100));

        Assert.Equal(new Money(100 + (int)bucket), sums[bucket]);
        Assert.Equal(new Money(115), sums.Total);
        Assert.Equal(default, sums + -sums);
    }

    private static VatSums Sums(long general, long reduced) => new(new(general), new(reduced), default, default, default);

    private static TenderAmount Paid(Tender kind, long cents, string currency = TenderAmount.Euro) =>
        new(kind, new Money(cents), currency);

    private static string Write(VatSums sums, params TenderAmount[] payments) =>
        KassenbelegV1.Write(ReceiptType.Beleg, sums, payments);
}
