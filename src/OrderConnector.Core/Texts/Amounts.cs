using System.Globalization;

namespace OrderConnector.Core.Texts;

/// <summary>Money and counts as people of a language write them; the culture of the machine has no say.</summary>
public static class Amounts
{
    // A minus sign as typographers and screen readers know it, and a space at which no line breaks.
    private const string Minus = "\u2212";
    private const string Space = "\u00a0";

    private static readonly NumberFormatInfo s_german = Separators(".", ",");
    private static readonly NumberFormatInfo s_english = Separators(",", ".");

    /// <summary>"1.234,50 €", "€1,234.50"; below nothing "−12,50 €", "−€12.50".</summary>
    public static string Of(Money money, Language language)
    {
        var sign = money < Money.Zero ? Minus : "";
        var amount = Math.Abs(money.ToEuro()).ToString("#,##0.00", Format(language));
        return language switch
        {
            Language.German => $"{sign}{amount}{Space}€",
            Language.English => $"{sign}€{amount}",
        };
    }

    /// <summary>"10.000", "10,000".</summary>
    public static string Of(long count, Language language) => count.ToString("#,##0", Format(language));

    /// <summary>A count that was not followed beyond a cap: "10.000+".</summary>
    /// <param name="count">What was counted, at most <paramref name="cap"/>.</param>
    /// <param name="cap">Where counting stopped.</param>
    /// <param name="language">Whose way of writing.</param>
    public static string Capped(long count, long cap, Language language) =>
        count < cap ? Of(count, language) : Of(cap, language) + "+";

    /// <summary>A rate or a quantity, with as many decimals as it has, three at most: "2,5", "2.5".</summary>
    public static string Of(decimal value, Language language) =>
        (value < 0 ? Minus : "") + Math.Abs(value).ToString("#,##0.###", Format(language));

    private static NumberFormatInfo Format(Language language) => language switch
    {
        Language.German => s_german,
        Language.English => s_english,
    };

    private static NumberFormatInfo Separators(string thousands, string point) =>
        NumberFormatInfo.ReadOnly(new NumberFormatInfo
        {
            NumberGroupSeparator = thousands,
            NumberDecimalSeparator = point,
        });
}
