using System.Globalization;
using OrderConnector.Core;
using OrderConnector.Core.Vat;

namespace OrderConnector.PosAgent.Showing.Words;

/// <summary>The languages of the page.</summary>
public enum Tongue
{
    /// <summary>German.</summary>
    German,

    /// <summary>English.</summary>
    English,
}

/// <summary>Says things in one language: words, amounts, times on a German clock. Culture is never ambient.</summary>
/// <param name="tongue">The language.</param>
public sealed class Speech(Tongue tongue)
{
    private static readonly NumberFormatInfo s_german = new()
    {
        NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "−",
    };

    private static readonly NumberFormatInfo s_english = new() { NegativeSign = "−" };

    /// <summary>The language.</summary>
    public Tongue Tongue { get; } = tongue;

    /// <summary>BCP 47: "de" or "en".</summary>
    public string Code => Say("de", "en");

    /// <summary>The language of a code; null for one that is not spoken.</summary>
    public static Tongue? Of(string? code) => code switch
    {
        "de" => Words.Tongue.German,
        "en" => Words.Tongue.English,
        _ => null,
    };

    /// <summary>One thing in the language of the page; both stand side by side, so that none is forgotten.</summary>
    public string Say(string german, string english) => Tongue switch
    {
        Tongue.German => german,
        Tongue.English => english,
    };

    /// <summary>"1.234,50 €", "€1,234.50".</summary>
    public string Euro(Money money)
    {
        var number = Math.Abs(money.ToEuro()).ToString("#,##0.00", Numbers);
        var sign = money.Cents < 0 ? "−" : "";
        return Say($"{sign}{number} €", $"{sign}€{number}");
    }

    /// <summary>"2", "0,5".</summary>
    public string Count(Quantity quantity) => quantity.ToDecimal().ToString("0.###", Numbers);

    /// <summary>"14:05" on the day itself, else with the day: "20.11.2026 14:05", "20 Nov 2026, 14:05".</summary>
    public string Time(DateTimeOffset at, DateTimeOffset now)
    {
        var local = GermanCalendar.TimeOf(at);
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return GermanCalendar.DateOf(at) == GermanCalendar.DateOf(now)
            ? clock
            : Say($"{Day(local)} {clock}", $"{Day(local)}, {clock}");
    }

    /// <summary>"20.11.2026 14:05:09", "20 Nov 2026, 14:05:09".</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = GermanCalendar.TimeOf(at);
        var clock = local.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return Say($"{Day(local)} {clock}", $"{Day(local)}, {clock}");
    }

    private NumberFormatInfo Numbers => Tongue switch
    {
        Tongue.German => s_german,
        Tongue.English => s_english,
    };

    private string Day(DateTimeOffset local) =>
        local.ToString(Say("dd.MM.yyyy", "d MMM yyyy"), CultureInfo.InvariantCulture);
}
