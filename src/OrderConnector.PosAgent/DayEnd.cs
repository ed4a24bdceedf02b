using OrderConnector.Core.Vat;

namespace OrderConnector.PosAgent;

/// <summary>The moment of the day at which a branch looks after its TSS, on the branch's own clock.</summary>
internal static class DayEnd
{
    private const string German = "Europe/Berlin";

    /// <summary>The next such moment after another.</summary>
    /// <param name="now">The other.</param>
    /// <param name="at">What the branch's clock shows then; in the night that lacks it, an hour off.</param>
    /// <param name="timeZone">IANA name; the German clock where the machine knows no such zone.</param>
    public static DateTimeOffset After(DateTimeOffset now, TimeOnly at, string timeZone)
    {
        var local = ClockOf(timeZone);
        var today = local(now);
        var day = DateOnly.FromDateTime(today.DateTime);
        var next = InstantOf(day.ToDateTime(at), local, today.Offset);
        return next > now ? next : InstantOf(day.AddDays(1).ToDateTime(at), local, today.Offset);
    }

    /// <summary>The last such moment that has come.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="at">What the branch's clock shows then.</param>
    /// <param name="timeZone">IANA name; the German clock where the machine knows no such zone.</param>
    public static DateTimeOffset LastOf(DateTimeOffset now, TimeOnly at, string timeZone)
    {
        // A day has at most 25 hours.
        var last = After(now.AddHours(-26), at, timeZone);
        for (var next = After(last, at, timeZone); next <= now; next = After(last, at, timeZone))
        {
            last = next;
        }

        return last;
    }

    /// <summary>
    /// The business day a day end belongs to: the date twelve hours before, so that one in the small hours ends the day
    /// that began the morning before.
    /// </summary>
    public static DateOnly BusinessDayOf(DateTimeOffset end, string timeZone) =>
        DateOnly.FromDateTime(ClockOf(timeZone)(end).DateTime.AddHours(-12));

    /// <summary>The first moment of a day on the German clock.</summary>
    public static DateTimeOffset BeginOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return InstantOf(midnight, GermanCalendar.TimeOf, TimeSpan.FromHours(1));
    }

    // The offset may change between now and then.
    private static DateTimeOffset InstantOf(
        DateTime shown, Func<DateTimeOffset, DateTimeOffset> local, TimeSpan offsetNow)
    {
        var offset = local(new DateTimeOffset(shown, offsetNow)).Offset;
        return new DateTimeOffset(shown, offset).ToUniversalTime();
    }

    private static Func<DateTimeOffset, DateTimeOffset> ClockOf(string timeZone) =>
        timeZone != German && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone)
            ? instant => TimeZoneInfo.ConvertTime(instant, zone)
            : GermanCalendar.TimeOf;
}
