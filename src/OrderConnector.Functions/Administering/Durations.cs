using System.CommandLine;
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
    public static TimeSpan? Read(string text) => DeadlineText.Read(text);

    /// <summary>Reads "10:00-23:00"; null where it is none, or "always".</summary>
    public static WatchHours? ReadWatch(string text) => DeadlineText.ReadWatch(text);

    /// <summary>"90s", "5m", "2h"; "default" where nothing is set.</summary>
    public static string Show(TimeSpan? span) => span is { } value ? DeadlineText.Show(value) : Default;

    /// <summary>"10:00-23:00"; "always" where nothing is set.</summary>
    public static string Show(WatchHours? watch) => watch is null ? Always : DeadlineText.Show(watch);
}
