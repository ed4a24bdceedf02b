using System.Globalization;

namespace OrderConnector.Core.Vat;

/// <summary>A VAT rate in hundredths of a percent: 7 % is 700, 7.8 % is 780.</summary>
/// <param name="BasisPoints">The rate times 10,000.</param>
public readonly record struct VatRate(int BasisPoints)
{
    /// <summary>Reads percent with at most two decimals, 0 to 100; anything else is false.</summary>
    public static bool TryFromPercent(decimal percent, out VatRate rate)
    {
        rate = default;
        var basisPoints = percent * 100m;
        if (percent is < 0m or > 100m || basisPoints != decimal.Truncate(basisPoints))
        {
            return false;
        }

        rate = new VatRate((int)basisPoints);
        return true;
    }

    /// <summary>The rate in percent: 7, 19, 7.8.</summary>
    public decimal ToPercent() => BasisPoints / 100m;

    /// <summary>Percent with as few decimals as possible and a point: "7", "7.8".</summary>
    public override string ToString() => ToPercent().ToString("0.##", CultureInfo.InvariantCulture);
}
