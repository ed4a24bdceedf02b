using OrderConnector.Core.Vat;

namespace OrderConnector.Core.Texts;

/// <summary>The wall clock of a branch.</summary>
public sealed class BranchClock
{
    private const string German = "Europe/Berlin";

    private readonly Func<DateTimeOffset, DateTimeOffset> _convert;

    private BranchClock(Func<DateTimeOffset, DateTimeOffset> convert) => _convert = convert;

    /// <summary>The clock for what belongs to no branch, or to several.</summary>
    public static BranchClock OfGermany { get; } = Of(German);

    /// <summary>
    /// The clock of a time zone; UTC where the machine knows no such zone. The German one needs no database of the
    /// machine.
    /// </summary>
    /// <param name="timeZone">IANA name, "Europe/Berlin".</param>
    public static BranchClock Of(string timeZone)
    {
        if (timeZone == German)
        {
            return new BranchClock(GermanCalendar.TimeOf);
        }

        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var known) ? known : TimeZoneInfo.Utc;
        return new BranchClock(time => TimeZoneInfo.ConvertTime(time, zone));
    }

    /// <summary>The same moment with the branch's offset.</summary>
    public DateTimeOffset At(DateTimeOffset time) => _convert(time);
}
