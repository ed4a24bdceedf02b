using System.Globalization;

namespace OrderConnector.Core;

/// <summary>
/// An amount of euro in whole cents; negative amounts are returns. Never a double, never a fraction of a cent.
/// </summary>
/// <param name="Cents">The amount in cents.</param>
public readonly record struct Money(long Cents) : IComparable<Money>
{
    /// <summary>No money at all.</summary>
    public static Money Zero => default;

    /// <summary>Reads euro that must fall on a cent and fit; anything else is false.</summary>
    public static bool TryFromEuro(decimal euro, out Money money)
    {
        money = default;
        if (euro is > 9_000_000_000_000_000m or < -9_000_000_000_000_000m)
        {
            return false;
        }

        var cents = euro * 100m;
        if (cents != decimal.Truncate(cents))
        {
            return false;
        }

        money = new Money((long)cents);
        return true;
    }

    /// <summary>The amount in euro, exact, with two decimals.</summary>
    public decimal ToEuro() => new((int)(Magnitude & 0xFFFFFFFF), (int)(Magnitude >> 32), 0, Cents < 0, 2);

    private ulong Magnitude => Cents < 0 ? (ulong)(-(Cents + 1)) + 1 : (ulong)Cents;

    /// <inheritdoc />
    public int CompareTo(Money other) => Cents.CompareTo(other.Cents);

    /// <summary>
    /// Exactly two decimals, a point, no thousands separator, "-" only where not zero: "0.00", "-19.80".
    /// </summary>
    public override string ToString() => ToEuro().ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Adds; an overflow is a bug and throws.</summary>
    public static Money operator +(Money left, Money right) => new(checked(left.Cents + right.Cents));

    /// <summary>Subtracts; an overflow is a bug and throws.</summary>
    public static Money operator -(Money left, Money right) => new(checked(left.Cents - right.Cents));

    /// <summary>Turns the sign.</summary>
    public static Money operator -(Money value) => new(checked(-value.Cents));

    /// <summary>Compares amounts.</summary>
    public static bool operator <(Money left, Money right) => left.Cents < right.Cents;

    /// <summary>Compares amounts.</summary>
    public static bool operator >(Money left, Money right) => left.Cents > right.Cents;

    /// <summary>Compares amounts.</summary>
    public static bool operator <=(Money left, Money right) => left.Cents <= right.Cents;

    /// <summary>Compares amounts.</summary>
    public static bool operator >=(Money left, Money right) => left.Cents >= right.Cents;
}
