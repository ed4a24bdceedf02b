using System.Globalization;
using OrderConnector.Core.Vat;

namespace OrderConnector.Fiscal.Receipts;

/// <summary>Times as a customer reads them: on the seller's clock, with the offset where it matters.</summary>
internal sealed class LocalTime
{
    private const string German = "Europe/Berlin";

    private readonly Func<DateTimeOffset, DateTimeOffset> _convert;

    private LocalTime(Func<DateTimeOffset, DateTimeOffset> convert) => _convert = convert;

    /// <summary>
    /// The clock of a time zone; UTC where the machine knows no such zone, and the offset says so. The German one
    /// needs no database of the machine.
    /// </summary>
    public static LocalTime Of(string timeZone)
    {
        if (timeZone == German)
        {
            return new LocalTime(GermanCalendar.TimeOf);
        }

        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var known) ? known : TimeZoneInfo.Utc;
        return new LocalTime(time => TimeZoneInfo.ConvertTime(time, zone));
    }

    /// <summary>"14.03.2026 12:22".</summary>
    public string Minutes(DateTimeOffset time) => Text(time, "dd.MM.yyyy HH:mm");

    /// <summary>"14.03.2026 12:22:33 +01:00": unambiguous also in the hour that comes twice.</summary>
    public string Seconds(DateTimeOffset time) => Text(time, "dd.MM.yyyy HH:mm:ss zzz");

    private string Text(DateTimeOffset time, string format) =>
        _convert(time).ToString(format, CultureInfo.InvariantCulture);
}
