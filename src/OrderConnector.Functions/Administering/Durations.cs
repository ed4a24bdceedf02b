using System.CommandLine;
using System.Globalization;
using OrderConnector.Core.Alerting;

namespace OrderConnector.Functions.Administering;

/// <summary>Times as people type them: "90s", "5m", "2h"; spans of a day: "10:00-23:00".</summary>
public static class Durations
{
    /// <summary>Stands for the product's own value.</summary>
    public const string Default = "default";

    private const string Always = "always";

    /// <summary>An option for a time that is within the bounds of deadlines, or "default".</summary>
    public static Option<string?> Option(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value != Default && Read(token.Value) is null))
            {
                result.AddError(
                    $"{name} is a time from {Show(DeadlineRules.Least)} to {Show(DeadlineRules.Most)}, for example "
                    + $"90s, 5m or 2h, or {Default}.");
            }
        });
        return option;
    }

    /// <summary>--watch.</summary>
    public static Option<string?> Watch()
    {
        var option = new Option<string?>("--watch")
        {
            Description = "When the agent is expected to be on, by the branch's clock: 10:00-23:00, or always.",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value != Always && ReadWatch(token.Value) is null))
            {
                result.AddError($"--watch is HH:MM-HH:MM, for example 10:00-23:00, or {Always}.");
            }
        });
        return option;
    }

    /// <summary>Reads a time; null where it is none, or "default".</summary>
    public static TimeSpan? Read(string text)
    {
        var unit = text.Length > 1 ? text[^1] : ' ';
        if (!int.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.None,
            CultureInfo.InvariantCulture, out var number) || number > 100_000)
        {
            return null;
        }

        TimeSpan? span = unit switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        };
        return span >= DeadlineRules.Least && span <= DeadlineRules.Most ? span : null;
    }

    /// <summary>Reads "10:00-23:00"; null where it is none, or "always".</summary>
    public static WatchHours? ReadWatch(string text) =>
        text.Split('-') is [var from, var to] && Minute(from) is { } start && Minute(to) is { } end && start != end
            ? new WatchHours(start, end)
            : null;

    /// <summary>"90s", "5m", "2h"; "default" where nothing is set.</summary>
    public static string Show(TimeSpan? span)
    {
        if (span is not { } value)
        {
            return Default;
        }

        var seconds = (long)value.TotalSeconds;
        var (number, unit) = seconds % 3600 == 0 ? (seconds / 3600, 'h')
            : seconds % 60 == 0 ? (seconds / 60, 'm')
            : (seconds, 's');
        return string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
    }

    /// <summary>"10:00-23:00"; "always" where nothing is set.</summary>
    public static string Show(WatchHours? watch) => watch is null
        ? Always
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{watch.From / 60:00}:{watch.From % 60:00}-{watch.To / 60:00}:{watch.To % 60:00}");

    private static int? Minute(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time.Hour * 60) + time.Minute
            : null;
}
