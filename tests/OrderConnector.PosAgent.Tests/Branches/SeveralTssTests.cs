using OrderConnector.Core.Agents;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.Simulators.Tss;

namespace OrderConnector.PosAgent.Tests.Branches;

public sealed class SeveralTssTests : IDisposable
{
    private readonly Branch _branch = new(tss: 2, clients: 2);

    private readonly CancellationTokenSource _ending = new();

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
        _branch.Dispose();
    }

    [Fact]
    public async Task Each_cash_register_counts_its_own_receipts_and_all_of_them_work()
    {
        var ids = Queue(40);

        await _branch.PassAsync(TimeSpan.FromSeconds(3));

        var intents = ids.Select(id => _branch.Progress(id).Intent!).ToList();
        Assert.All(ids, id => Assert.Equal("signed", _branch.Progress(id).Fiscal!.Status));
        Assert.Equal(40, intents.Select(intent => intent.ReceiptId).Distinct().Count());
        var registers = intents.GroupBy(intent => intent.CashRegisterId).ToList();
        Assert.Equal(["OC-1", "OC-2", "OC-3", "OC-4"], registers.Select(group => group.Key).Order());
        Assert.All(registers, group => Assert.Equal(
            Enumerable.Range(1, group.Count()).Select(n => (long)n),
            group.Select(intent => intent.ReceiptNumber).Order()));
        Assert.All(registers, group => Assert.Single(group.Select(i => (i.Tss, i.EasSerialNumber)).Distinct()));
        Assert.Equal(2, _branch.Journal.Read(1, 10_000).Where(e => e.Fact.Kind is JournalKind.TssKeyPinned)
            .Select(e => JournalData.Read<PinnedKey>(e.Fact)).DistinctBy(key => (key.Tss, key.SerialNumber)).Count());
    }

    [Fact]
    public async Task A_TSS_that_is_out_leaves_its_orders_to_the_other()
    {
        await _branch.SettleAsync();
        TakeOut(0);
        var first = Queue(1);
        await _branch.PassAsync(TimeSpan.FromSeconds(2));
        var ids = Queue(20);
        await _branch.PassAsync(TimeSpan.FromSeconds(3));

        Assert.Equal("unsigned", _branch.Progress(first[0]).Fiscal!.Status);
        Assert.All(ids, id => Assert.Equal(("signed", "tss-2"), StatusOf(id)));
        Assert.Equal("ok", _branch.Flow.LookAtTss().State);
    }

    [Fact]
    public async Task While_all_are_out_sales_go_on_and_each_sale_names_its_outage()
    {
        await _branch.SettleAsync();
        TakeOut(0);
        TakeOut(1);
        var ids = Queue(20);

        await _branch.PassAsync(TimeSpan.FromSeconds(3));

        var outages = _branch.Journal.Read(1, 10_000).Where(e => e.Fact.Kind is JournalKind.OutageBegan)
            .Select(e => JournalData.Read<OutageData>(e.Fact)).ToDictionary(outage => outage.Id!);
        Assert.Equal(["tss-1", "tss-2"], outages.Values.Select(outage => outage.Tss).Order());
        Assert.All(ids, id => Assert.Equal(
            outages[_branch.Progress(id).Fiscal!.Outage!].Tss, _branch.Progress(id).Intent!.Tss));
        Assert.Equal("outage", _branch.Flow.LookAtTss().State);
    }

    [Fact]
    public async Task A_TSS_that_hangs_holds_up_no_more_than_what_was_given_to_it()
    {
        await _branch.SettleAsync();
        TssFault[] hangs = [.. Enumerable.Repeat(new TssFault.Hang(AfterCommit: true), 4)];
        _branch.Faults.On(TssCall.Start, hangs).On(TssCall.FindOpen, hangs);
        var ids = Queue(20);
        _branch.Clock.Advance(TimeSpan.FromSeconds(2));
        var sound = _branch.Flow.SignLoops.Skip(2).ToList();
        var running = _branch.Flow.Loops.Except(sound).Select(Run).ToList();
        await UntilAsync(() => _branch.Count(JournalKind.SigningIntended), count => count == 2);
        running.AddRange(sound.Select(Run));

        var held = await UntilAsync(
            () => ids.Where(id => !_branch.KindsOf(id).Contains(JournalKind.Issued)).ToList(), left => left.Count == 2);

        Assert.Equal(2, held.Count);
        Assert.All(held, id => Assert.Equal("tss-1", _branch.Progress(id).Intent!.Tss));
        Assert.All(running, loop => Assert.False(loop.IsCompleted));
    }

    [Fact]
    public async Task What_was_given_to_a_lane_stays_with_it_after_a_restart()
    {
        await _branch.SettleAsync();
        _branch.AllFaults[1].On(TssCall.Finish, new TssFault.LostAfterCommit(), new TssFault.LostAfterCommit())
            .On(TssCall.ReadBack, new TssFault.Unavailable(), new TssFault.Unavailable());
        var ids = Queue(4);
        _branch.Clock.Advance(TimeSpan.FromSeconds(2));
        await _branch.SettleAsync();
        var halfDone = ids.Where(id => _branch.Progress(id).Stage is OrderStage.Started).ToList();
        Assert.Equal(2, halfDone.Count);

        _branch.Restart();
        await _branch.PassAsync(TimeSpan.FromSeconds(3));

        Assert.All(halfDone, id => Assert.Equal(("signed", "tss-2"), StatusOf(id)));
        Assert.All(halfDone, id => Assert.Single(_branch.KindsOf(id), JournalKind.Signed));
        Assert.Equal(0, await _branch.OpenTransactionsAsync());
    }

    [Fact]
    public async Task What_was_given_to_a_TSS_that_is_gone_is_sold_unsigned_for_that_reason()
    {
        await _branch.SettleAsync();
        _branch.AllFaults[1].On(TssCall.Finish, new TssFault.LostAfterCommit(), new TssFault.LostAfterCommit())
            .On(TssCall.ReadBack, new TssFault.Unavailable(), new TssFault.Unavailable());
        var ids = Queue(4);
        _branch.Clock.Advance(TimeSpan.FromSeconds(2));
        await _branch.SettleAsync();
        var halfDone = ids.Where(id => _branch.Progress(id).Stage is OrderStage.Started).ToList();

        var gone = _branch.Tss[1];
        _branch.Tss.RemoveAt(1);
        _branch.Restart();
        await _branch.PassAsync(TimeSpan.FromSeconds(3));

        Assert.All(halfDone, id => Assert.StartsWith(
            "tss-removed: ", _branch.Progress(id).Fiscal!.Reason, StringComparison.Ordinal));
        Assert.Equal(2, _branch.Flow.LookAtTss().UnsettledTransactions);

        // Back again, what became of them is found out; it never leads to a second receipt.
        _branch.Tss.Add(gone);
        _branch.Restart();
        await _branch.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(2, _branch.Count(JournalKind.SignatureFoundLater));
        Assert.All(halfDone, id => Assert.Single(_branch.KindsOf(id), JournalKind.Issued));
    }

    [Fact]
    public async Task At_the_end_of_the_day_each_client_s_orphans_are_finished_as_aborted()
    {
        await _branch.SettleAsync();
        await _branch.Devices[1].StartAsync(
            new TssReference(Branch.Client(3).SerialNumber, new string('9', 32)), default);
        await _branch.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await _branch.OpenTransactionsAsync());

        // The test day is the 20th of November, 12:00 UTC: 4 o'clock in Berlin is 3 o'clock UTC.
        _branch.Clock.Advance(new DateTimeOffset(2026, 11, 21, 3, 0, 1, TimeSpan.Zero) - _branch.Clock.GetUtcNow());
        await _branch.SettleAsync();

        Assert.Equal(0, await _branch.OpenTransactionsAsync());
        Assert.Equal(1, _branch.Count(JournalKind.TransactionAborted));
    }

    private Task Run(BranchLoop loop) => Task.Run(() => loop.RunAsync(_branch.Clock, _ending.Token, _ending.Token));

    private (string Status, string? Tss) StatusOf(string id) =>
        (_branch.Progress(id).Fiscal!.Status, _branch.Progress(id).Intent!.Tss);

    private List<string> Queue(int count) =>
        [.. Enumerable.Range(0, count).Select(n => _branch.Cloud.Queue(Branch.Order($"{Guid.CreateVersion7()}-{n}")))];

    private void TakeOut(int tss)
    {
        TssFault[] away = [.. Enumerable.Repeat(new TssFault.Unavailable(), 50)];
        _branch.AllFaults[tss].On(TssCall.Start, away).On(TssCall.Info, away);
    }

    private static async Task<T> UntilAsync<T>(Func<T> look, Func<T, bool> enough)
    {
        for (var patience = 200; ; patience--)
        {
            var seen = look();
            if (enough(seen) || patience == 0)
            {
                return seen;
            }

            await Task.Delay(50);
        }
    }
}
