using System.Diagnostics;
using System.Globalization;
using OrderConnector.Core.Orders;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.Simulators.World;
using Xunit.Abstractions;

namespace OrderConnector.World.Tests;

/// <summary>
/// Seeded days through each driver, with faults at every call to its device: every order ends signed exactly once or
/// unsigned with a reason, and no transaction stays open. ORDERCONNECTOR_TSS_ORDERS says until how many orders have
/// ended; a failing day is replayed with ORDERCONNECTOR_SEED.
/// </summary>
public sealed class TssCampaignTests(ITestOutputHelper output)
{
    private const int FaultsPerHundredCalls = 15;
    private const int OrdersPerDay = 60;
    private const int UsualOrders = 240;

    public static TheoryData<string> Drivers =>
        [.. TssStand.All.Select(stand => stand.Kind).Where(kind => kind != "simulator")];

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Every_order_ends_signed_once_or_unsigned_with_a_reason(string driver)
    {
        var wanted = SeededPlay.Number("ORDERCONNECTOR_TSS_ORDERS") ?? UsualOrders;
        var replay = SeededPlay.Number("ORDERCONNECTOR_SEED");
        var (signed, unsigned, clock) = (0, new Dictionary<string, int>(), Stopwatch.StartNew());
        Dictionary<string, int> faults = [];
        var seed = replay ?? 1;
        for (; signed + unsigned.Values.Sum() < wanted; seed++)
        {
            var play = await SeededPlay.SignAsync(
                TssStand.Of(driver), seed, FaultsPerHundredCalls, OrdersPerDay);
            Assert.True(
                play.Faults.Count == 0, $"{driver}, ORDERCONNECTOR_SEED={seed}\n{string.Join("\n", play.Faults)}");
            signed += play.Entries.Count(entry => entry.Fact.Kind is JournalKind.Signed);
            Count(unsigned, play.Entries.Where(entry => entry.Fact.Kind is JournalKind.Unsigned)
                .Select(entry => (JournalData.Read<FiscalSummary>(entry.Fact).Reason!.Split(':')[0], 1)));
            Count(faults, play.TssFaults.Select(fault => (fault.Key, fault.Value)));
            if (replay is not null)
            {
                break;
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{driver}: {seed - 1} days, {signed} signed, {unsigned.Values.Sum()} unsigned, {clock.Elapsed.TotalSeconds:0} s"));
        Tell("unsigned", unsigned);
        Tell("faults", faults);
        // A day in which nothing goes wrong proves nothing, nor does one in which nothing goes well.
        Assert.True(replay is not null || (faults.Values.Sum() > wanted / 10 && signed > wanted / 2));
    }

    private static void Count(Dictionary<string, int> sums, IEnumerable<(string Name, int Times)> more)
    {
        foreach (var (name, times) in more)
        {
            sums[name] = sums.GetValueOrDefault(name) + times;
        }
    }

    private void Tell(string what, Dictionary<string, int> counts)
    {
        output.WriteLine($"{what}:");
        foreach (var (name, times) in counts.OrderBy(count => count.Key, StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {times,6} {name}"));
        }
    }
}
