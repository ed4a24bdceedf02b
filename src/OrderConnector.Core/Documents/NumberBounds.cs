using OrderConnector.Core.Orders;

namespace OrderConnector.Core.Documents;

/// <summary>What a number may be.</summary>
/// <param name="Decimals">How many decimals at most.</param>
/// <param name="Min">Least value, times 10 to the power of the decimals.</param>
/// <param name="Max">Greatest value, times 10 to the power of the decimals.</param>
internal sealed record NumberBounds(int Decimals, long Min, long Max)
{
    /// <summary>Reads digits; a fault, or null and the scaled number.</summary>
    public Rejection? Read(ReadOnlySpan<byte> digits, bool withExponent, Place parent, string name, out long scaled) =>
        ExactNumber.Read(digits, withExponent, Decimals, out scaled) switch
        {
            NumberReading.Exact when scaled >= Min && scaled <= Max => null,
            NumberReading.Exact or NumberReading.OutOfRange =>
                DocumentFaults.NumberOutOfRange(parent.Member(name), Unscaled(Min), Unscaled(Max)),
            NumberReading.NotANumber => DocumentFaults.NumberInvalid(parent.Member(name)),
            NumberReading.TooManyDecimals => DocumentFaults.NumberTooManyDecimals(parent.Member(name), Decimals),
        };

    private decimal Unscaled(long value)
    {
        decimal unscaled = value;
        for (var i = 0; i < Decimals; i++)
        {
            unscaled /= 10;
        }

        return unscaled;
    }
}
