using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrderConnector.Infra.Tests.Parsing;

namespace OrderConnector.Infra.Tests;

/// <summary>A rule that asks for an event nobody writes, or a function that is not there, would never fire.</summary>
public sealed partial class AlertsTests
{
    private static readonly string s_product = Path.Combine(Repository.Root, "src", "OrderConnector.Functions");

    [BicepFact]
    public void Every_event_a_rule_asks_for_is_one_the_product_writes()
    {
        var asked = Queries().SelectMany(query => EventIds().Matches(query))
            .SelectMany(match => match.Groups["ids"].Value.Split(',', StringSplitOptions.TrimEntries)).ToList();

        Assert.True(asked.Count >= 3);
        Assert.Empty(asked.Except(Written().Select(written => written.Id)));
    }

    /// <summary>What the product alerts of, and what it could not do for good, reaches people by mail as well.</summary>
    [BicepFact]
    public void Every_error_the_product_writes_and_every_alert_it_raises_has_a_rule()
    {
        var queries = string.Join('\n', Queries());
        var owed = Written().Where(written => written.Level is "Error" or "Critical"
            || (written.Level is "Warning" && written.File.Contains("/Alerting/", StringComparison.Ordinal)));

        Assert.Empty(owed.Where(written => !Regex.IsMatch(queries, $@"\b{written.Id}\b"))
            .Select(written => $"{written.Id} in {written.File}"));
    }

    [BicepFact]
    public void Every_function_a_rule_asks_for_is_there()
    {
        var asked = Queries().SelectMany(query => FunctionNames().Matches(query)).Select(match => match.Value).ToList();

        Assert.Contains("fn-minute", asked);
        Assert.DoesNotContain(asked, name => !File.Exists(Path.Combine(s_product, "functions", name, "function.json")));
    }

    /// <summary>A sample of the log would drop the one line that somebody must hear of.</summary>
    [Fact]
    public void No_line_of_the_log_is_left_out_by_sampling()
    {
        var sampling = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_product, "host.json"))).RootElement
            .GetProperty("logging").GetProperty("applicationInsights").GetProperty("samplingSettings");

        Assert.Contains("Trace", sampling.GetProperty("excludedTypes").GetString()!.Split(';'));
    }

    private static IEnumerable<string> Queries() => ((BicepValue.Many)Repository.Template("alerts").Variables
            .Single(variable => variable.Name == "rules").Value!).Items
        .Select(rule => ((BicepValue.Text)rule["query"]!).Value);

    private static IEnumerable<(string Id, string Level, string File)> Written() => Directory
        .EnumerateFiles(s_product, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
        .SelectMany(file => LogEvent().Matches(File.ReadAllText(file)).Select(match => (
            int.Parse(match.Groups["id"].Value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
            match.Groups["level"].Value,
            Repository.Name(file))));

    [GeneratedRegex(@"toint\(line\.EventId\) in \((?<ids>[\d, ]+)\)")]
    private static partial Regex EventIds();

    [GeneratedRegex(@"\bfn-[\w-]+")]
    private static partial Regex FunctionNames();

    [GeneratedRegex(@"LoggerMessage\(\s*(?<id>\d+),\s*LogLevel\.(?<level>\w+)")]
    private static partial Regex LogEvent();
}
