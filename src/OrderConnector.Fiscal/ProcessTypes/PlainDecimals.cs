using System.Globalization;
using OrderConnector.Core;

namespace OrderConnector.Fiscal.ProcessTypes;

/// <summary>
/// Numbers as Annex I wants them: a point, "-" for negatives, no "+", no exponent, no thousands separator.
/// </summary>
internal static class PlainDecimals
{
    /// <summary>Reads an amount with exactly two decimals; null for anything else.</summary>
    public static Money? TryReadMoney(string text) =>
        text.Length > 3 && text[^3] == '.' && TryRead(text) is { } value && Money.TryFromEuro(value, out var money)
            ? money
            : null;

    /// <summary>Reads a quantity of at most three decimals; null for anything else.</summary>
    public static Quantity? TryReadQuantity(string text) =>
        TryRead(text) is { } value && Quantity.TryFrom(value, out var quantity) ? quantity : null;

    private static decimal? TryRead(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
