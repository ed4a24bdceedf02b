using System.Globalization;
using OrderConnector.Core.Texts;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Portal.Glance;

/// <summary>How much a branch needs a person.</summary>
public enum Worry
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A look would do no harm.</summary>
    Attention,

    /// <summary>Now.</summary>
    Trouble,
}

/// <summary>Something about a branch that a person should know.</summary>
/// <param name="Worry">How much.</param>
/// <param name="Text">What, in a sentence.</param>
public sealed record Concern(Worry Worry, Text Text);

/// <summary>A branch as its card shows it.</summary>
/// <param name="Glance">What was read.</param>
/// <param name="Clock">Its clock.</param>
/// <param name="Agent">The agent that called last; null where there is none.</param>
/// <param name="Incidents">Its open incidents, newest first.</param>
/// <param name="Concerns">What a person should know, the worst first.</param>
/// <param name="Signed">Signed today, by the branch's clock.</param>
/// <param name="Unsigned">Sold without a signature today.</param>
/// <param name="Today">Orders received in each hour of today.</param>
/// <param name="WeekAgo">The same, seven days before.</param>
/// <param name="Minute">
/// At which minute of the branch's clock those hours begin. What is counted are hours of UTC: in a time zone that is
/// half an hour off they run from half past to half past, and each belongs to the day it begins on.
/// </param>
public sealed record BranchView(
    BranchGlance Glance,
    BranchClock Clock,
    AgentGlance? Agent,
    IReadOnlyList<IncidentLine> Incidents,
    IReadOnlyList<Concern> Concerns,
    long Signed,
    long Unsigned,
    IReadOnlyList<long> Today,
    IReadOnlyList<long> WeekAgo,
    int Minute)
{
    /// <summary>How long an agent may be silent before a person should know.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromMinutes(3);

    private const int HoursOfDay = 24;

    /// <summary>How much the branch needs a person.</summary>
    public Worry Worry => Concerns.Select(concern => concern.Worry)
        .Concat(Incidents.Select(one => one.AcknowledgedAt is null ? Worry.Trouble : Worry.Attention))
        .DefaultIfEmpty(Worry.None).Max();

    /// <summary>When an hour of the picture begins: "11:00".</summary>
    /// <param name="hour">Its place, 0 to 23.</param>
    public string HourOf(int hour) => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{Minute:00}");

    /// <summary>Judges a branch.</summary>
    /// <param name="glance">What was read of it.</param>
    /// <param name="incidents">Open incidents, of other branches as well.</param>
    /// <param name="now">The moment.</param>
    public static BranchView Of(BranchGlance glance, IEnumerable<IncidentLine> incidents, DateTimeOffset now)
    {
        var clock = BranchClock.Of(glance.TimeZone);
        var today = clock.At(now).Date;
        var agent = glance.Agents.MaxBy(one => one.SeenAt ?? DateTimeOffset.MinValue);
        var unsigned = SumOf("unsigned");
        return new BranchView(
            glance, clock, agent, [.. incidents.Where(one => one.BranchId == glance.Id)],
            [.. Judge(glance, agent, unsigned, now).OrderByDescending(concern => concern.Worry)],
            SumOf("signed"), unsigned, HoursOf(today), HoursOf(today.AddDays(-7)),
            clock.At(new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero)).Minute);

        long SumOf(string what) => glance.Hours
            .Where(hour => hour.What == what && clock.At(hour.Begin).Date == today).Sum(hour => hour.Count);

        IReadOnlyList<long> HoursOf(DateTime day)
        {
            var hours = new long[HoursOfDay];
            foreach (var hour in glance.Hours.Where(hour => hour.What == "received"))
            {
                var begin = clock.At(hour.Begin);
                hours[begin.Hour] += begin.Date == day ? hour.Count : 0;
            }

            return hours;
        }
    }

    private static IEnumerable<Concern> Judge(
        BranchGlance glance, AgentGlance? agent, long unsigned, DateTimeOffset now)
    {
        if (Silence(agent, now) is { } silence)
        {
            yield return new Concern(Worry.Trouble, silence);
        }

        if (agent?.Tss == "outage")
        {
            yield return new Concern(Worry.Trouble, GlanceTexts.TssIsOut);
        }

        if (Counted(glance.Overdue, GlanceTexts.OneIsOverdue, GlanceTexts.AreOverdue) is { } overdue)
        {
            yield return new Concern(Worry.Trouble, overdue);
        }

        if (Counted(glance.Held, GlanceTexts.OneIsHeld, GlanceTexts.AreHeld) is { } held)
        {
            yield return new Concern(Worry.Attention, held);
        }

        if (Counted(unsigned, GlanceTexts.OneUnsigned, GlanceTexts.AreUnsigned) is { } sold)
        {
            yield return new Concern(Worry.Attention, sold);
        }
    }

    private static Text? Silence(AgentGlance? agent, DateTimeOffset now) => agent switch
    {
        null => GlanceTexts.NoAgent,
        { SeenAt: null } => GlanceTexts.AgentNeverSeen,
        { SeenAt: { } seen } when now - seen >= SilentAfter =>
            Filled(GlanceTexts.AgentSilent, language => Times.Span(now - seen, language)),
        _ => null,
    };

    private static Text? Counted(long count, Text one, Text many) => count switch
    {
        <= 0 => null,
        1 => one,
        _ => Filled(many, language => Amounts.Capped(count, BranchGlance.CountCap, language)),
    };

    private static Text Filled(Text text, Func<Language, string> value) => new(
        string.Format(CultureInfo.InvariantCulture, text.German, value(Language.German)),
        string.Format(CultureInfo.InvariantCulture, text.English, value(Language.English)));
}
