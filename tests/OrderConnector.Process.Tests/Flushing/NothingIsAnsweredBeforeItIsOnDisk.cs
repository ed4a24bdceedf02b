using System.Globalization;
using OrderConnector.Core.Orders;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Process.Tests.Flushing;

/// <summary>
/// What a kill cannot prove, because the system's cache outlives a process: that the disk was told to flush before
/// anybody was told of success. So the order of system calls is looked at.
/// </summary>
public sealed class NothingIsAnsweredBeforeItIsOnDisk
{
    private const int Shops = 8;
    private const int OrdersEach = 4;
    private const string CloudLog = "orders.db-wal";
    private const string JournalLog = "journal.db-wal";
    private const string TssLog = "tss-simulator.db-wal";

    [StraceFact]
    public async Task The_cloud_answers_201_after_the_flush_of_the_write_that_carries_the_order()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var folder = new TemporaryFolder();
        await using (var served = await ServedBranch.StartAsync(limit.Token, SystemCalls.Wrapper(folder["calls"])))
        {
            // Several at once, so that orders share a commit.
            await Task.WhenAll(Enumerable.Range(0, Shops).Select(async index =>
            {
                using var shop = served.Shop();
                for (var i = 0; i < OrdersEach; i++)
                {
                    Assert.Equal(201, (await shop.PostOrderAsync(Order(Name(index, i)), limit.Token)).Status);
                }
            }));
            await served.Cloud.KillAsync(limit.Token);
        }

        var calls = SystemCalls.Read(folder["calls"]);
        foreach (var name in from index in Enumerable.Range(0, Shops) from i in Enumerable.Range(0, OrdersEach)
                 select Name(index, i))
        {
            var write = calls.Writes(CloudLog).FirstOrDefault(call => Has(call, name));
            Assert.True(write is not null, $"{name} was never written.");
            var flush = calls.FlushAfter(write, CloudLog);
            Assert.True(flush is not null, $"{name} was never flushed.");
            var answer = calls.Sent("HTTP/1.1 201 Created", name);
            Assert.True(answer is not null, $"The answer to {name} is not among the calls.");
            Assert.True(
                flush.Ended < answer.Began,
                $"{name}: written {write.Began}, flushed {flush.Began} to {flush.Ended}, answered {answer.Began}.");
        }
    }

    [StraceFact]
    public async Task The_agent_flushes_its_intent_before_the_TSS_starts_and_the_signature_before_it_reports()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var folder = new TemporaryFolder();
        await using var served = await ServedBranch.StartAsync(limit.Token);
        await using var agent = await served.EnrolAgentAsync("agent", limit.Token);
        agent.Wrapper = SystemCalls.Wrapper(folder["calls"]);
        agent.Start();
        using var shop = served.Shop();
        for (var i = 0; i < OrdersEach; i++)
        {
            // One after the other, so that each write to the TSS belongs to one order.
            var posted = await shop.PostOrderAsync(Order(Name(0, i)), limit.Token);
            await Patience.UntilAsync(
                async () => (await shop.GetAsync("/api/v1/orders/" + posted.Id, limit.Token)).State == "signed",
                limit.Token);
        }

        await agent.KillAsync(limit.Token);
        var calls = SystemCalls.Read(folder["calls"]);
        var signings = Signings(agent.DataFolder);
        Assert.Equal(OrdersEach, signings.Count);
        // The device makes itself ready before the first one, so that one only tells where the second begins.
        var free = calls.Writes(JournalLog).First(call => Has(call, signings[0].Signature)).Ended;
        foreach (var (intent, signature) in signings.Skip(1))
        {
            free = InOrder(calls, intent, signature, free);
        }
    }

    /// <summary>Checks one signing; answers the line on which it was over.</summary>
    private static int InOrder(SystemCalls calls, string intent, string signature, int free)
    {
        var intended = calls.Writes(JournalLog).First(call => Has(call, intent));
        var intendedOnDisk = calls.FlushAfter(intended, JournalLog)!;
        var signed = calls.Writes(JournalLog).First(call => Has(call, signature));
        var signedOnDisk = calls.FlushAfter(signed, JournalLog)!;
        var reported = calls.Sent(signature)!;
        var device = calls.Writes(TssLog).Where(call => call.Began > free && call.Began < signed.Began).ToList();

        Assert.NotEmpty(device);
        Assert.True(
            intendedOnDisk.Ended < device[0].Began,
            $"The TSS was told to start ({device[0].Began}) before the intent was on disk ({intendedOnDisk.Ended}).");
        Assert.True(
            calls.FlushAfter(device[^1], TssLog)!.Ended < signed.Began,
            "The journal has a signature that the TSS had not on disk.");
        Assert.True(
            signedOnDisk.Ended < reported.Began,
            $"Reported ({reported.Began}) before the signature was on disk ({signedOnDisk.Ended}).");
        return signedOnDisk.Ended;
    }

    /// <summary>What is unique in the entries of each order: the intent's reference, and the signature.</summary>
    private static List<(string Intent, string Signature)> Signings(string folder)
    {
        using var journal = SqliteJournal.Open(Path.Combine(folder, "journal.db"), new string('0', 32));
        var entries = journal.Read(1, 1000);
        return
        [
            .. from intent in entries
               where intent.Fact.Kind == JournalKind.SigningIntended
               let signed = entries.Single(entry =>
                   entry.Fact.Kind == JournalKind.Signed && entry.Fact.OrderId == intent.Fact.OrderId)
               select (
                   JournalData.Read<SigningIntent>(intent.Fact).Reference,
                   Plain(JournalData.Read<FiscalSummary>(signed.Fact).Signature!)),
        ];
    }

    // JSON may escape "+" and "/": the longest stretch between them is the same wherever it is written.
    private static string Plain(string base64) => base64.Split('+', '/', '=').MaxBy(part => part.Length)!;

    private static bool Has(SystemCall call, string words) => call.Text.Contains(words, StringComparison.Ordinal);

    private static string Name(int shop, int order) =>
        string.Create(CultureInfo.InvariantCulture, $"FLUSHED-{shop:00}-{order:00}");

    private static byte[] Order(string externalId) => DayOrders.Document(
        externalId, ServedBranch.Branch, TimeProvider.System.GetUtcNow(), "prepaid", "pickup", DayOrders.Lines["weighed"]);
}
