using OrderConnector.Bench.Loading;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.Bench.Measuring;

/// <summary>How many orders a second an agent signs that has more than enough of them.</summary>
internal static class AgentBench
{
    /// <summary>Orders, by how many TSS there are and the latency of each for a start and a finish together.</summary>
    private static readonly (int Tss, int Latency, int Orders)[] s_devices =
        [(1, 0, 6_000), (1, 50, 300), (1, 200, 80), (4, 50, 1_200)];

    private const double LeastWithoutLatency = 400;
    private const double LeastShare = 0.95;

    /// <summary>Answers the rate with a TSS that takes no time.</summary>
    internal static async Task<double> RunAsync(Table table, BenchWorld world)
    {
        List<double> rates = [];
        foreach (var (tss, latency, orders) in s_devices)
        {
            var rate = await MeasureAsync(world, tss, latency, orders);
            rates.Add(rate);
            var ideal = latency == 0 ? 0 : tss * 1000.0 / latency;
            table.Row(
                tss == 1 ? $"agent, TSS of {latency} ms" : $"agent, {tss} TSS of {latency} ms",
                FormattableString.Invariant($"{rate:#,0.0}/s"),
                latency == 0 ? "" : FormattableString.Invariant($"{rate / ideal:0.000} of {(tss == 1 ? "1" : tss)}/L"),
                latency == 0
                    ? FormattableString.Invariant($">= {LeastWithoutLatency}/s, aim 1,000/s")
                    : FormattableString.Invariant($">= {LeastShare * ideal:0.##}/s"));
        }

        return rates[0];
    }

    private static async Task<double> MeasureAsync(BenchWorld world, int tss, int latency, int orders)
    {
        using var shop = world.Shop();
        var first = await shop.PostOrderAsync(LatencyBench.Document(), default);
        var requests = new OrderRequests(world.Cloud.Url, world.ChannelKey, BenchWorld.Branch);
        await Load.PostAsync(world.Cloud.Url, requests, orders);
        var before = LastSequence(world);
        world.StartAgent(latency, tss);
        await UntilSignedAsync(world, first.Number, orders);
        await world.StopAgentAsync();
        var signed = SignedSince(world, before);
        // The first and last tenth are left out: start and end are no steady state.
        var (from, to) = (signed.Count / 10, signed.Count * 9 / 10);
        return (to - from) / (signed[to] - signed[from]).TotalSeconds;
    }

    private static async Task UntilSignedAsync(BenchWorld world, long first, int orders)
    {
        using var office = world.Operator();
        var path = FormattableString.Invariant(
            $"/api/v1/branches/{BenchWorld.Branch}/numbers?from={first}&to={first + orders}");
        while (true)
        {
            await Task.Delay(1000);
            var numbers = await office.GetAsync(path, default);
            if (numbers.Body.GetProperty("numbers").EnumerateArray()
                .All(number => number.GetProperty("fate").GetString() == "signed"))
            {
                return;
            }
        }
    }

    private static long LastSequence(BenchWorld world)
    {
        if (!File.Exists(world.Journal))
        {
            return 0;
        }

        using var journal = Open(world);
        return journal.Head.Sequence;
    }

    private static List<DateTimeOffset> SignedSince(BenchWorld world, long sequence)
    {
        using var journal = Open(world);
        var signed = new List<DateTimeOffset>();
        while (journal.Read(sequence + 1, 1000) is { Count: > 0 } entries)
        {
            signed.AddRange(entries.Where(entry => entry.Fact.Kind == JournalKind.Signed).Select(entry => entry.Fact.At));
            sequence = entries[^1].Sequence;
        }

        return signed;
    }

    private static SqliteJournal Open(BenchWorld world) =>
        SqliteJournal.Open(world.Journal, new string('0', 32));

    private static string JournalOf(BenchWorld world) => Path.Combine(world.Agent.DataFolder, "journal.db");
}
