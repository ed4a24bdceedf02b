using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrderConnector.Infra.Tests;

/// <summary>The figures of docs/scale.md, computed from its limits, the production parameters and the options.</summary>
public sealed partial class ScaleTests
{
    private const decimal Branches = 5000;
    private const decimal Orders = 2000;
    private const decimal CallsPerOrder = 4;
    private const decimal WritesPerOrder = 5;
    private const decimal AccountMessages = 20_000;
    private const decimal QueueMessages = 2_000;
    private const decimal RegionMegabytes = 512_000;
    private const decimal PlatformConcurrency = 16;
    private const decimal LogPerVCore = 4.5m;
    private const decimal LogAtMost = 50;
    private const decimal WorkersPerVCore = 75;
    private const decimal MostVCores = 40;

    // Assumptions, marked as such in the document.
    private const decimal CallSeconds = 0.05m;
    private const decimal LogKilobytesPerOrder = 15;
    private const decimal WriteSeconds = 0.012m;
    private const decimal WritesPerVCore = 600;
    private const decimal CallsPerInstance = 400;

    private static readonly string s_document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "scale.md"));
    private static readonly decimal s_vCores = Parameter("sqlMaximumVCores");
    private static readonly decimal s_instances = Parameter("maximumInstanceCount");
    private static readonly decimal s_concurrency = Parameter("httpConcurrency");
    private static readonly decimal s_slowest = Option("QueueOptions.cs", SlowestPoll()) / 1000;
    private static readonly decimal s_longPoll = Option("AgentOptions.cs", CollectWait());

    [Fact]
    public void The_table_of_the_peak_is_what_follows_from_the_limits()
    {
        // The waiting call of a branch is its post's counterpart; the other three are short.
        var held = Branches + (Orders * (CallsPerOrder - 1) * CallSeconds);
        var log = Orders * LogKilobytesPerOrder / 1000;
        var workers = Orders * WritesPerOrder * WriteSeconds;
        var writes = Orders * WritesPerOrder;

        var room = s_instances * s_concurrency;
        var byCalls = Math.Ceiling(held / s_concurrency);
        var byComputing = Orders * CallsPerOrder / CallsPerInstance;
        var account = AccountLoad(Orders);
        var size = $"at {N(s_vCores)} vCores";

        Row("HTTP calls held open", N(held),
            $"{N(room)} with {N(s_instances)} instances of {N(s_concurrency)}", P(held, room));
        Row("instances by calls held open", N(byCalls), N(s_instances), P(byCalls, s_instances));
        Row("instances by computing", N(byComputing), N(s_instances), P(byComputing, s_instances));
        Row("storage account, looks and messages", $"{N(account)}/s", $"{N(AccountMessages)}/s",
            P(account, AccountMessages));
        Row("one branch's queue", $"{N(account / Branches)}/s", $"{N(QueueMessages)}/s",
            P(account / Branches, QueueMessages));
        Row($"database, log, {size}", $"{N(log)} MB/s", $"{N(Log(s_vCores))} MB/s", P(log, Log(s_vCores)));
        Row($"database, workers, {size}", N(workers), N(WorkersPerVCore * s_vCores),
            P(workers, WorkersPerVCore * s_vCores));
        Row($"database, computing, {size}", $"{N(writes)}/s", $"{N(WritesPerVCore * s_vCores)}/s",
            P(writes, WritesPerVCore * s_vCores));
    }

    [Fact]
    public void What_gives_first_follows_too()
    {
        var byLog = LogAtMost * 1000 / LogKilobytesPerOrder;

        Row($"database, computing, at {N(s_vCores)} vCores", N(s_vCores * WritesPerVCore / WritesPerOrder));
        Row($"database, log, at {N(s_vCores)} vCores", N(Log(s_vCores) * 1000 / LogKilobytesPerOrder));
        Row("storage account", N(OrdersOfAccount()));
        Row("database, log, at any size of General Purpose", N(Math.Floor(byLog)));
        Row($"database, computing, at {N(MostVCores)} vCores", N(MostVCores * WritesPerVCore / WritesPerOrder));
        Row("instances, at the most of the template", N(s_instances * CallsPerInstance / CallsPerOrder));
        Says($"24 carry {N(24 * WritesPerVCore / WritesPerOrder)} orders per second");
        Says($"some {N(Math.Floor(1 / WriteSeconds / 10) * 10)} orders per second");
    }

    [Fact]
    public void So_does_what_idling_takes()
    {
        var regionLends = RegionMegabytes / Parameter("instanceMemoryMB");
        var left = Math.Ceiling((Branches + (Orders * (CallsPerOrder - 1) * CallSeconds)) / PlatformConcurrency);

        Row("HTTP calls held open", $"{N(Branches)} in {N(Branches / s_concurrency)} instances",
            P(Branches / s_concurrency, s_instances));
        Row("calls per second", N(Branches / s_longPoll), "");
        Row("storage account", $"{N(Branches / s_slowest)}/s", P(Branches / s_slowest, AccountMessages));
        Says($"need {N(left)}, more than the {N(regionLends)} of 2,048 MB");
        Assert.True(left > regionLends);
        Says($"down to {N(Branches / 5)} per second");
    }

    /// <summary>
    /// One message in, one out, and the looks: 0.1 s after an order was found, then at pauses that double up to the
    /// slowest, until one finds the next.
    /// </summary>
    private static decimal AccountLoad(decimal orders)
    {
        var (at, pause, looks) = (0m, 0.1m, 0);
        for (; at < Branches / orders; pause = Math.Min(pause * 2, s_slowest))
        {
            (at, looks) = (at + pause, looks + 1);
        }

        return (orders * 2) + (Branches * looks / at);
    }

    private static decimal OrdersOfAccount()
    {
        var orders = 100m;
        while (AccountLoad(orders + 1) <= AccountMessages)
        {
            orders++;
        }

        return orders;
    }

    private static decimal Log(decimal vCores) => Math.Min(LogAtMost, LogPerVCore * vCores);

    private static string N(decimal value) => Math.Round(value, MidpointRounding.AwayFromZero).ToString("#,0", CultureInfo.InvariantCulture);

    private static string P(decimal part, decimal whole) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * part / whole, MidpointRounding.AwayFromZero):0} %");

    private static void Row(params string[] cells) =>
        Says(string.Join(" ", cells.Select(cell => cell.Length == 0 ? "|" : $"| {cell}")) + " |");

    private static void Says(string text) =>
        Assert.Contains(text, Space().Replace(s_document, " "), StringComparison.Ordinal);

    private static decimal Parameter(string name) => JsonDocument
        .Parse(File.ReadAllText(Path.Combine(Repository.Infra, "bicep", "prod.parameters.json"))).RootElement
        .GetProperty("parameters").GetProperty(name).GetProperty("value").GetDecimal();

    private static decimal Option(string file, Regex value) => decimal.Parse(
        value.Match(File.ReadAllText(Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "src"), file, SearchOption.AllDirectories).Single())).Groups["value"].Value,
        CultureInfo.InvariantCulture);

    [GeneratedRegex(@"SlowestPoll \{ get; set; \} = TimeSpan\.FromMilliseconds\((?<value>\d+)\)")]
    private static partial Regex SlowestPoll();

    [GeneratedRegex(@"CollectWaitSeconds \{ get; set; \} = (?<value>\d+)")]
    private static partial Regex CollectWait();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
