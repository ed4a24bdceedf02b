namespace OrderConnector.Core.Vat;

/// <summary>
/// The German date of an instant, by the rule itself: CET, and CEST from the last Sunday of March to the last Sunday of
/// October, both at 01:00 UTC (Directive 2000/84/EC; in force since 1996, older than any rate we know). A time zone
/// database would be a file on a machine, and may be missing or old there.
/// </summary>
public static class GermanCalendar
{
    /// <summary>The date on which something happened in Germany.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeOf(instant).DateTime);

    /// <summary>The instant as a German clock showed it.</summary>
    public static DateTimeOffset TimeOf(DateTimeOffset instant)
    {
        var summer = ChangeIn(instant.UtcDateTime.Year, 3) <= instant.UtcDateTime
            && instant.UtcDateTime < ChangeIn(instant.UtcDateTime.Year, 10);
        return instant.ToOffset(TimeSpan.FromHours(summer ? 2 : 1));
    }

    private static DateTime ChangeIn(int year, int month)
    {
        // March and October both have 31 days.
        var last = new DateTime(year, month, 31, 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
