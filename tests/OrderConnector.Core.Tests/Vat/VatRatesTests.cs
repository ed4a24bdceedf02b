using System.Globalization;
using OrderConnector.Core.Vat;

namespace OrderConnector.Core.Tests.Vat;

public sealed class VatRatesTests
{
    private static readonly int[] s_everUsed = [0, 500, 550, 700, 780, 840, 900, 950, 1070, 1600, 1900];

    [Theory]
    [InlineData("19", "2020-06-30", 1, VatBucket.General)]
    [InlineData("19", "2020-07-01", null, null)]
    [InlineData("16", "2020-06-30", null, null)]
    [InlineData("16", "2020-07-01", 1, VatBucket.General)]
    [InlineData("16", "2020-12-31", 1, VatBucket.General)]
    [InlineData("16", "2021-01-01", null, null)]
    [InlineData("19", "2021-01-01", 1, VatBucket.General)]
    [InlineData("19", "2006-12-31", null, null)]
    [InlineData("19", "2007-01-01", 1, VatBucket.General)]
    [InlineData("7", "2020-06-30", 2, VatBucket.Reduced)]
    [InlineData("7", "2020-07-01", null, null)]
    [InlineData("5", "2020-12-31", 2, VatBucket.Reduced)]
    [InlineData("5", "2021-01-01", null, null)]
    [InlineData("7", "2026-01-01", 2, VatBucket.Reduced)]
    [InlineData("10.7", "2021-12-31", 3, VatBucket.AverageOther)]
    [InlineData("9.5", "2022-01-01", 3, VatBucket.AverageOther)]
    [InlineData("9.5", "2023-01-01", null, null)]
    [InlineData("9", "2024-12-05", 3, VatBucket.AverageOther)]
    [InlineData("9", "2024-12-06", null, null)]
    [InlineData("8.4", "2024-12-31", 3, VatBucket.AverageOther)]
    [InlineData("8.4", "2025-01-01", null, null)]
    [InlineData("7.8", "2025-01-01", 3, VatBucket.AverageOther)]
    [InlineData("5.5", "2026-01-01", 4, VatBucket.AverageForestry)]
    [InlineData("0", "2022-12-31", null, null)]
    [InlineData("0", "2023-01-01", 8, VatBucket.Zero)]
    [InlineData("18", "2026-01-01", null, null)]
    public void A_rate_is_known_from_its_first_day_to_its_last(string percent, string day, int? key, VatBucket? bucket)
    {
        Assert.True(VatRate.TryFromPercent(decimal.Parse(percent, CultureInfo.InvariantCulture), out var rate));
        var known = VatRates.Find(rate, DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(key, known?.VatKey);
        Assert.Equal(bucket, known?.Bucket);
    }

    [Fact]
    public void No_rate_is_known_twice_on_one_day()
    {
        for (var day = new DateOnly(2007, 1, 1); day < new DateOnly(2027, 1, 1); day = day.AddDays(1))
        {
            var keys = s_everUsed.Select(points => VatRates.Find(new VatRate(points), day)?.VatKey)
                .Where(key => key is not null).ToList();
            Assert.Equal(keys.Distinct(), keys);
        }
    }

    [Fact]
    public void Each_rate_names_its_paragraph() =>
        Assert.Equal("§ 12(2) UStG", VatRates.Find(new VatRate(700), new DateOnly(2026, 1, 1))!.Source);

    [Theory]
    [InlineData("-0.01", false)]
    [InlineData("100.01", false)]
    [InlineData("7.001", false)]
    [InlineData("100", true)]
    [InlineData("0", true)]
    public void A_rate_has_two_decimals_and_lies_between_nothing_and_all(string percent, bool read) =>
        Assert.Equal(read, VatRate.TryFromPercent(decimal.Parse(percent, CultureInfo.InvariantCulture), out _));

    [Theory]
    [InlineData(700, "7")]
    [InlineData(780, "7.8")]
    [InlineData(1070, "10.7")]
    [InlineData(1, "0.01")]
    public void A_rate_is_written_with_as_few_decimals_as_it_needs(int basisPoints, string text) =>
        Assert.Equal(text, new VatRate(basisPoints).ToString());
}
