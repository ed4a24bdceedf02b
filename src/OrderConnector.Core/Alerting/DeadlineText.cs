using System.Globalization;

namespace OrderConnector.Core.Alerting;

/// <summary>Deadlines as people type them: "90s", "5m", "2h"; spans of a day: "10:00-23:00".</summary>
public static class DeadlineText
{
    private const int MostDigits = 6;

    /// <summary>Reads a deadline; null where it is none, or out of the bounds of <see cref="DeadlineRules"/>.</summary>
    public static TimeSpan? Read(string text)
    {
        var digits = text.AsSpan(0, Math.Max(0, text.Length - 1));
        if (digits.Length > MostDigits
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        TimeSpan? span = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        };
        return span >= DeadlineRules.Least && span <= DeadlineRules.Most ? span : null;
    }

    /// <summary>Reads "10:00-23:00"; null where it is none.</summary>
    public static WatchHours? ReadWatch(string text) =>
        text.Split('-') is [var from, var to] && Minute(from) is { } start && Minute(to) is { } end && start != end
            ? new WatchHours(start, end)
            : null;

    /// <summary>"90s", "5m", "2h".</summary>
    public static string Show(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        var (number, unit) = seconds % 3600 == 0 ? (seconds / 3600, 'h')
            : seconds % 60 == 0 ? (seconds / 60, 'm')
            : (seconds, 's');
        return string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
    }

    /// <summary>"10:00-23:00".</summary>
    public static string Show(WatchHours watch) => string.Create(
        CultureInfo.InvariantCulture,
        $"{watch.From / 60:00}:{watch.From % 60:00}-{watch.To / 60:00}:{watch.To % 60:00}");

    private static int? Minute(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time.Hour * 60) + time.Minute
            : null;
}
