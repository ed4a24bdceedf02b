using System.Globalization;

namespace OrderConnector.Core;

/// <summary>How many, in thousandths: three decimals are what Bestellung-V1 may carry (DSFinV-K, Annex I).</summary>
/// <param name="Thousandths">The quantity times 1000; negative when goods come back.</param>
public readonly record struct Quantity(long Thousandths)
{
    /// <summary>One piece.</summary>
    public static Quantity One => new(1000);

    /// <summary>Reads a quantity of at most three decimals and 1,000,000 pieces; anything else is false.</summary>
    public static bool TryFrom(decimal value, out Quantity quantity)
    {
        quantity = default;
        if (value is > 1_000_000m or < -1_000_000m)
        {
            return false;
        }

        var thousandths = value * 1000m;
        if (thousandths != decimal.Truncate(thousandths))
        {
            return false;
        }

        quantity = new Quantity((long)thousandths);
        return true;
    }

    /// <summary>The quantity as a decimal number without needless zeros.</summary>
    public decimal ToDecimal() => Thousandths / 1000m;

    /// <summary>The price of this many; null where it does not fall on a cent.</summary>
    public Money? Times(Money unitPrice)
    {
        var product = (Int128)Thousandths * unitPrice.Cents;
        var cents = product / 1000;
        return product % 1000 == 0 && cents <= long.MaxValue && cents >= long.MinValue ? new Money((long)cents) : null;
    }

    /// <summary>As few decimals as possible, with a point: "1", "0.5", "0.451".</summary>
    public override string ToString() => ToDecimal().ToString("0.###", CultureInfo.InvariantCulture);
}
