namespace OrderConnector.Core.Vat;

/// <summary>A rate the law knows, from when to when, and where it stands in the fiscal records.</summary>
/// <param name="Rate">The rate.</param>
/// <param name="VatKey">USt-Schlüssel of DSFinV-K (Annex I, "Steuersätze") while the rate is in force.</param>
/// <param name="Bucket">The gross sum of Kassenbeleg-V1 it counts into.</param>
/// <param name="From">First day, German calendar.</param>
/// <param name="To">Last day, null while in force.</param>
/// <param name="Source">The paragraph.</param>
public sealed record KnownVatRate(
    VatRate Rate, int VatKey, VatBucket Bucket, DateOnly From, DateOnly? To, string Source);

/// <summary>The German VAT rates by date. A rate that is not listed for a day does not exist on it.</summary>
public static class VatRates
{
    /// <summary>USt-Schlüssel 5, not taxable: employee tips and multi-purpose vouchers.</summary>
    public const int NotTaxableKey = 5;

    private static readonly KnownVatRate[] s_known =
    [
        new(new(1900), 1, VatBucket.General, new(2007, 1, 1), new(2020, 6, 30), "§ 12(1) UStG"),
        new(new(1600), 1, VatBucket.General, new(2020, 7, 1), new(2020, 12, 31), "§ 28(1) UStG"),
        new(new(1900), 1, VatBucket.General, new(2021, 1, 1), null, "§ 12(1) UStG"),
        new(new(700), 2, VatBucket.Reduced, new(2007, 1, 1), new(2020, 6, 30), "§ 12(2) UStG"),
        new(new(500), 2, VatBucket.Reduced, new(2020, 7, 1), new(2020, 12, 31), "§ 28(2) UStG"),
        new(new(700), 2, VatBucket.Reduced, new(2021, 1, 1), null, "§ 12(2) UStG"),
        new(new(1070), 3, VatBucket.AverageOther, new(2007, 1, 1), new(2021, 12, 31), "§ 24(1) no. 3 UStG"),
        new(new(950), 3, VatBucket.AverageOther, new(2022, 1, 1), new(2022, 12, 31), "§ 24(1) no. 3 UStG"),
        new(new(900), 3, VatBucket.AverageOther, new(2023, 1, 1), new(2024, 12, 5), "§ 24(1) no. 3 UStG"),
        new(new(840), 3, VatBucket.AverageOther, new(2024, 12, 6), new(2024, 12, 31), "§ 24(1) no. 3 UStG"),
        new(new(780), 3, VatBucket.AverageOther, new(2025, 1, 1), null, "§ 24(1) no. 3 UStG"),
        new(new(550), 4, VatBucket.AverageForestry, new(2007, 1, 1), null, "§ 24(1) no. 1 UStG"),
        new(new(0), 8, VatBucket.Zero, new(2023, 1, 1), null, "§ 12(3) UStG"),
    ];

    /// <summary>What the law knows of a rate on a day; null where it knows none such.</summary>
    public static KnownVatRate? Find(VatRate rate, DateOnly day)
    {
        foreach (var known in s_known)
        {
            if (known.Rate == rate && known.From <= day && (known.To is null || day <= known.To))
            {
                return known;
            }
        }

        return null;
    }
}
