using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Tests.Branches;
using Xunit.Abstractions;

namespace OrderConnector.PosAgent.Tests.StaffPage;

/// <summary>What is stored must not make the page slow: 100,000 entries, and the newest fifty.</summary>
public sealed class MuchIsStoredTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Orders = 20_000;
    private const int FirstNumber = 40_000_000;
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(50);

    private readonly TempFolder _folder = new();
    private CountingJournal _journal = null!;
    private BranchFlow _flow = null!;
    private PageBench _bench = null!;

    public async Task InitializeAsync()
    {
        using (var writer = SqliteJournal.Open(_folder.File("journal.db"), new string('a', 32)))
        {
            var branch = new Branch();
            for (var first = 0; first < Orders; first += 2000)
            {
                await writer.AppendAsync(
                    [.. Enumerable.Range(first, 2000).SelectMany(n => Sold(n, branch.Clock.GetUtcNow()))], default);
            }

            Assert.Equal(100_000, writer.Head.Sequence);
            writer.WriteCheckpoint(BranchSnapshot.Take(BranchSnapshot.Load(writer)));
            branch.Dispose();
        }

        _journal = new CountingJournal(SqliteJournal.Open(_folder.File("journal.db"), new string('a', 32)));
        var bench = new Branch();
        _flow = new BranchFlow(
            new BranchPorts(bench.Cloud, _journal, [.. bench.Tss], bench.Till),
            new BranchSettings
            {
                AgentId = new string('b', 32), Session = new string('c', 32), Version = "0.1.0",
                Cloud = new Uri("https://cloud.example/"),
            },
            bench.Clock, new BranchChance(() => 0, count => new byte[count]), NullLogger<BranchFlow>.Instance);
        _bench = await PageBench.OpenAsync(bench, _flow);
    }

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        _flow.Dispose();
        _journal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_page_shows_the_newest_after_a_start_and_reads_nothing_from_the_journal()
    {
        _journal.TakeReads();
        var page = await _bench.ReadAsync("/");

        Assert.Equal(0, _journal.TakeReads());
        Assert.Contains($"id=\"order-{FirstNumber + Orders - 1}\"", page, StringComparison.Ordinal);
        Assert.Contains($"id=\"order-{FirstNumber + Orders - 50}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"id=\"order-{FirstNumber + Orders - 51}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_an_old_order_reads_that_order_alone()
    {
        _journal.TakeReads();
        var page = await _bench.ReadAsync($"/orders/{FirstNumber + 7}");

        Assert.Equal(2, _journal.TakeReads());
        Assert.Contains($"Bestellung {FirstNumber + 7}", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/orders/40000007")]
    public async Task A_page_takes_less_than_50_milliseconds(string path)
    {
        var (best, worst) = (TimeSpan.MaxValue, TimeSpan.Zero);
        for (var n = 0; n < 20; n++)
        {
            var begun = Stopwatch.GetTimestamp();
            await _bench.ReadAsync(path);
            var taken = Stopwatch.GetElapsedTime(begun);
            (best, worst) = (taken < best ? taken : best, taken > worst ? taken : worst);
        }

        output.WriteLine(
            $"{path}: {best.TotalMilliseconds:0.0} to {worst.TotalMilliseconds:0.0} ms, {_journal.Head.Sequence} entries");
        Assert.True(best < s_longest, $"{path} takes {best.TotalMilliseconds:0.0} ms.");
    }

    private static IEnumerable<JournalFact> Sold(int n, DateTimeOffset at)
    {
        var order = Branch.Order($"{n}");
        var id = OrderId.Derive("web", $"{n}").Value;
        (order["id"], order["number"], order["channel"]) = (id, FirstNumber + n, "web");
        (order["release"], order["masterData"], order["receiptToken"]) = ("auto", 1, "token");
        var (fiscal, personal) = OrderDocument.Part(JsonSerializer.SerializeToElement(order), "00");
        yield return JournalData.Fact(
            JournalKind.OrderCollected, id, at, new OrderCollectedData($"lease-{n}", fiscal), personal);
        yield return JournalData.Fact(JournalKind.Confirmed, id, at, new LeaseData($"lease-{n}"));
        yield return JournalData.Fact(JournalKind.Waiting, id, at, new ReportNote("agent", null));
        yield return JournalData.Fact(JournalKind.Released, id, at, new ReportNote("staff:anna", null));
        yield return JournalData.Fact(JournalKind.HandedOver, id, at, new ReportNote("agent", null));
    }
}
