using System.Globalization;
using System.Text.RegularExpressions;

namespace OrderConnector.Simulators.Tss.Faults;

/// <summary>One line of a script.</summary>
/// <param name="Call">Which calls; null is any.</param>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Duration">Of a slow answer, of a Retry-After, of giving nothing back.</param>
/// <param name="Times">How often; null is for ever.</param>
/// <param name="Chance">0 to 1, drawn for each call.</param>
public sealed record FaultRule(SimulatorCall? Call, FaultKind Kind, TimeSpan Duration, int? Times, double Chance);

/// <summary>
/// Faults written down: "finish lost-after", "start slow 3s x2", "* error-before 5%". A rule is used once unless it says
/// how often; with a chance it is used for ever.
/// </summary>
/// <param name="Rules">For each call the first rule that fits and is not used up is played.</param>
public sealed partial record FaultScript(IReadOnlyList<FaultRule> Rules)
{
    public const string Grammar =
        "One rule a line: CALL FAULT [DURATIONs] [xTIMES] [CHANCE%]; * is any call, # begins a remark.";

    /// <summary>Words for every call a rule may name.</summary>
    public static IReadOnlyDictionary<string, SimulatorCall> Calls { get; } = Words<SimulatorCall>();

    /// <summary>Words for every fault.</summary>
    public static IReadOnlyDictionary<string, FaultKind> Kinds { get; } = Words<FaultKind>();

    /// <summary>Reads a script; with every fault in it, by its line.</summary>
    public static (FaultScript Script, IReadOnlyList<string> Faults) Parse(string text)
    {
        List<FaultRule> rules = [];
        List<string> faults = [];
        foreach (var (line, index) in text.Split('\n').Select((line, index) => (line.Split('#')[0].Trim(), index + 1)))
        {
            if (line.Length > 0)
            {
                var (rule, fault) = ParseLine(line);
                rules.AddRange(rule is null ? [] : [rule]);
                faults.AddRange(fault is null ? [] : [$"line {index}: {fault}"]);
            }
        }

        return (new FaultScript(rules), faults);
    }

    private static (FaultRule? Rule, string? Fault) ParseLine(string line)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            return (null, $"'{line}' is not CALL FAULT.");
        }

        SimulatorCall? call = null;
        if (words[0] != "*")
        {
            if (!Calls.TryGetValue(words[0], out var named))
            {
                return (null, $"'{words[0]}' is no call; they are *, {string.Join(", ", Calls.Keys)}.");
            }

            call = named;
        }

        if (!Kinds.TryGetValue(words[1], out var kind))
        {
            return (null, $"'{words[1]}' is no fault; they are {string.Join(", ", Kinds.Keys)}.");
        }

        var rule = new FaultRule(call, kind, TimeSpan.FromSeconds(1), 1, 1);
        foreach (var word in words.Skip(2))
        {
            if (Adorn(rule, word) is not { } adorned)
            {
                return (null, $"'{word}' is neither a duration (3s), nor a count (x2), nor a chance (5%).");
            }

            rule = adorned;
        }

        return (rule, null);
    }

    private static FaultRule? Adorn(FaultRule rule, string word)
    {
        var match = Adornment().Match(word);
        if (!match.Success)
        {
            return null;
        }

        double Number(string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        return match switch
        {
            _ when match.Groups["seconds"].Success => rule with { Duration = TimeSpan.FromSeconds(Number("seconds")) },
            _ when match.Groups["times"].Success => rule with { Times = (int)Number("times") },
            _ => rule with { Chance = Number("percent") / 100, Times = null },
        };
    }

    private static Dictionary<string, T> Words<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => CapitalInside().Replace(value.ToString(), "-$0").ToLowerInvariant());

    [GeneratedRegex(@"^(?:(?<seconds>\d{1,5}(?:\.\d{1,3})?)s|x(?<times>\d{1,6})|(?<percent>\d{1,3}(?:\.\d{1,3})?)%)$")]
    private static partial Regex Adornment();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex CapitalInside();
}
