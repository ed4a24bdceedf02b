using System.Globalization;

namespace OrderConnector.Core.Texts;

/// <summary>Moments and durations as people of a language write them.</summary>
public static class Times
{
    private static readonly string[] s_months =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private static readonly Text s_now = new("gerade eben", "just now");
    private static readonly Text s_soon = new("gleich", "in a moment");
    private static readonly Text s_ago = new("vor {0}", "{0} ago");
    private static readonly Text s_in = new("in {0}", "in {0}");
    private static readonly Text s_seconds = new("{0} Sek.", "{0} s");
    private static readonly Text s_minutes = new("{0} Min.", "{0} min");
    private static readonly Text s_hours = new("{0} Std.", "{0} h");
    private static readonly Text s_hoursAndMinutes = new("{0} Std. {1} Min.", "{0} h {1} min");
    private static readonly Text s_oneDay = new("1 Tag", "1 day");
    private static readonly Text s_days = new("{0} Tage", "{0} days");
    private static readonly Text s_daysAgo = new("{0} Tagen", "{0} days");

    /// <summary>"21.11.2026", "21 Nov 2026".</summary>
    public static string Date(DateTimeOffset time, BranchClock clock, Language language)
    {
        var local = clock.At(time);
        return language switch
        {
            Language.German => Written(local, "dd.MM.yyyy"),
            Language.English => Filled(
                "{0} {1} {2}", local.Day, s_months[local.Month - 1], Written(local, "yyyy")),
        };
    }

    /// <summary>"16:49".</summary>
    public static string Clock(DateTimeOffset time, BranchClock clock) => Written(clock.At(time), "HH:mm");

    /// <summary>"16:49:07".</summary>
    public static string ClockSeconds(DateTimeOffset time, BranchClock clock) =>
        Written(clock.At(time), "HH:mm:ss");

    /// <summary>"21.11.2026, 16:49", "21 Nov 2026, 16:49".</summary>
    public static string Minutes(DateTimeOffset time, BranchClock clock, Language language) =>
        $"{Date(time, clock, language)}, {Clock(time, clock)}";

    /// <summary>"21.11.2026, 16:49:07", "21 Nov 2026, 16:49:07".</summary>
    public static string Seconds(DateTimeOffset time, BranchClock clock, Language language) =>
        $"{Date(time, clock, language)}, {ClockSeconds(time, clock)}";

    /// <summary>The moment for machines, as the attribute datetime of HTML wants it: "2026-11-21T15:49:07Z".</summary>
    public static string Machine(DateTimeOffset time) => Written(time.ToUniversalTime(), "yyyy-MM-dd'T'HH:mm:ss'Z'");

    /// <summary>
    /// How long ago: "gerade eben", "vor 3 Min.", "vor 2 Std. 5 Min.", "vor 3 Tagen"; of what is to come "in 3 Min.".
    /// The script keeps the texts going in the same words.
    /// </summary>
    public static string Ago(DateTimeOffset time, DateTimeOffset now, Language language)
    {
        var past = now - time;
        return past.Duration() < TimeSpan.FromMinutes(1)
            ? (past < TimeSpan.Zero ? s_soon : s_now)[language]
            : Filled((past < TimeSpan.Zero ? s_in : s_ago)[language], Long(past.Duration(), language, s_daysAgo));
    }

    /// <summary>How long: "45 Sek.", "3 Min.", "2 Std. 5 Min.", "3 Tage"; rounded down.</summary>
    public static string Span(TimeSpan span, Language language) => span < TimeSpan.FromMinutes(1)
        ? Filled(s_seconds[language], Math.Max(0, (int)span.TotalSeconds))
        : Long(span, language, s_days);

    private static string Long(TimeSpan span, Language language, Text days) => span switch
    {
        { TotalMinutes: < 60 } => Filled(s_minutes[language], span.Minutes),
        { TotalHours: < 24, Minutes: 0 } => Filled(s_hours[language], span.Hours),
        { TotalHours: < 24 } => Filled(s_hoursAndMinutes[language], span.Hours, span.Minutes),
        { Days: 1 } => s_oneDay[language],
        _ => Filled(days[language], span.Days),
    };

    private static string Written(DateTimeOffset time, string format) =>
        time.ToString(format, CultureInfo.InvariantCulture);

    private static string Filled(string format, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, format, values);
}
