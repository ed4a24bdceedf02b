using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;
using OrderConnector.Simulators.Tss;

namespace OrderConnector.PosAgent.Tests.Branches;

public sealed class TssInTroubleTests : IDisposable
{
    private readonly Branch _branch = new();

    public void Dispose() => _branch.Dispose();

    [Theory]
    [InlineData(TssCall.Start, false, 0)]
    [InlineData(TssCall.Start, true, 1)]
    [InlineData(TssCall.Finish, false, 0)]
    [InlineData(TssCall.Finish, true, 0)]
    public async Task A_lost_answer_never_signs_twice(TssCall call, bool afterCommit, int orphans)
    {
        await _branch.SettleAsync();
        _branch.Faults.On(call, afterCommit ? new TssFault.LostAfterCommit() : new TssFault.LostBeforeCommit());
        var id = _branch.Cloud.Queue(Branch.Order("1"));

        await _branch.PassAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(OrderStage.HandedOver, _branch.Progress(id).Stage);
        Assert.Equal("signed", _branch.Progress(id).Fiscal!.Status);
        Assert.Single(_branch.KindsOf(id), JournalKind.Signed);
        Assert.Equal(orphans, _branch.Count(JournalKind.TransactionAborted));
        Assert.Equal(0, await _branch.OpenTransactionsAsync());
        await Signatures(1);
    }

    [Theory]
    [InlineData(TssCall.Start)]
    [InlineData(TssCall.Finish)]
    public async Task While_the_TSS_is_away_orders_are_sold_unsigned_and_never_signed_later(TssCall call)
    {
        await _branch.SettleAsync();
        TssFault[] away = [.. Enumerable.Repeat(new TssFault.Unavailable(), 3)];
        _branch.Faults.On(call, away[0]).On(TssCall.Info, away);
        string[] ids = [_branch.Cloud.Queue(Branch.Order("1")), _branch.Cloud.Queue(Branch.Order("2"))];

        await _branch.PassAsync(TimeSpan.FromSeconds(2));

        Assert.All(ids, id => Assert.Equal("unsigned", _branch.Progress(id).Fiscal!.Status));
        Assert.All(ids, id => Assert.StartsWith(
            "tss-unavailable: ", _branch.Progress(id).Fiscal!.Reason, StringComparison.Ordinal));
        Assert.All(ids, id => Assert.Equal(OrderStage.HandedOver, _branch.Progress(id).Stage));
        Assert.All(ids, id => Assert.Null(_branch.Progress(id).Receipt!.Qr));
        Assert.Equal(1, _branch.Count(JournalKind.OutageBegan));

        await _branch.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(1, _branch.Count(JournalKind.OutageEnded));
        Assert.Equal(0, _branch.Count(JournalKind.Signed));
        Assert.Equal(0, await _branch.OpenTransactionsAsync());
        var later = _branch.Cloud.Queue(Branch.Order("3"));
        await _branch.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Equal("signed", _branch.Progress(later).Fiscal!.Status);
    }

    [Fact]
    public async Task A_refused_finish_sells_unsigned_and_leaves_nothing_open()
    {
        await _branch.SettleAsync();
        _branch.Faults.On(TssCall.Finish, new TssFault.Refused());
        var id = _branch.Cloud.Queue(Branch.Order("1"));

        await _branch.PassAsync(TimeSpan.FromMinutes(2));

        Assert.StartsWith("refused-by-plan", _branch.Progress(id).Fiscal!.Reason, StringComparison.Ordinal);
        Assert.Equal(0, await _branch.OpenTransactionsAsync());
        Assert.Equal(1, _branch.Count(JournalKind.TransactionAborted));
        await Signatures(0);
    }

    [Fact]
    public async Task An_outcome_unknown_for_too_long_is_sold_unsigned_and_the_signature_found_later_recorded()
    {
        await _branch.SettleAsync();
        _branch.Faults.On(TssCall.Finish, new TssFault.LostAfterCommit());
        TssFault[] silence = [.. Enumerable.Repeat(new TssFault.Unavailable(), 60)];
        _branch.Faults.On(TssCall.ReadBack, silence);
        var id = _branch.Cloud.Queue(Branch.Order("1"));

        await _branch.PassAsync(TimeSpan.FromSeconds(16));

        Assert.StartsWith("outcome-unknown", _branch.Progress(id).Fiscal!.Reason, StringComparison.Ordinal);
        Assert.Equal(OrderStage.HandedOver, _branch.Progress(id).Stage);

        await _branch.PassAsync(TimeSpan.FromMinutes(40));

        Assert.Equal(1, _branch.Count(JournalKind.SignatureFoundLater));
        Assert.Single(_branch.KindsOf(id), JournalKind.Issued);
        Assert.Equal("unsigned", _branch.Progress(id).Fiscal!.Status);
    }

    [Fact]
    public async Task A_hanging_TSS_holds_up_the_sale_no_longer_than_the_deadline()
    {
        await _branch.SettleAsync();
        TssFault[] hangs = [.. Enumerable.Repeat(new TssFault.Hang(AfterCommit: true), 20)];
        _branch.Faults.On(TssCall.Start, hangs).On(TssCall.FindOpen, hangs).On(TssCall.Info, hangs);
        var id = _branch.Cloud.Queue(Branch.Order("1"));

        var settled = RunWithTimeAsync(TimeSpan.FromSeconds(60));
        await settled;

        Assert.StartsWith("outcome-unknown", _branch.Progress(id).Fiscal!.Reason, StringComparison.Ordinal);
        var intended = _branch.Journal.ReadOrder(id).Single(e => e.Fact.Kind is JournalKind.SigningIntended);
        var sold = _branch.Journal.ReadOrder(id).Single(e => e.Fact.Kind is JournalKind.Unsigned);
        Assert.InRange(sold.Fact.At - intended.Fact.At, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(17));
    }

    [Fact]
    public async Task A_transaction_no_order_claims_is_finished_as_aborted_at_the_start()
    {
        await _branch.Device.StartAsync(new TssReference(Branch.Eas, new string('9', 32)), default);

        await _branch.SettleAsync();

        Assert.Equal(0, await _branch.OpenTransactionsAsync());
        var entry = Assert.Single(_branch.Journal.Read(1, 100), e => e.Fact.Kind is JournalKind.TransactionAborted);
        Assert.Null(entry.Fact.OrderId);
        Assert.StartsWith(
            "AVBelegabbruch^", JournalData.Read<AbortedData>(entry.Fact).ProcessData, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_pinned_at_the_first_signature_and_only_then()
    {
        _branch.Cloud.Queue(Branch.Order("1"));
        _branch.Cloud.Queue(Branch.Order("2"));
        await _branch.SettleAsync();
        _branch.Restart();
        var id = _branch.Cloud.Queue(Branch.Order("3"));
        await _branch.PassAsync(TimeSpan.FromSeconds(2));

        var pinned = Assert.Single(_branch.Journal.Read(1, 1000), e => e.Fact.Kind is JournalKind.TssKeyPinned);
        Assert.Equal(
            _branch.Progress(id).Fiscal!.TssSerialNumber, JournalData.Read<PinnedKey>(pinned.Fact).SerialNumber);
    }

    // Steps in the background while time passes: a hanging call ends by its own time-out.
    private async Task RunWithTimeAsync(TimeSpan time)
    {
        var settling = _branch.SettleAsync();
        for (var passed = TimeSpan.Zero; passed < time || !settling.IsCompleted; passed += TimeSpan.FromSeconds(1))
        {
            if (settling.IsCompleted)
            {
                await settling;
                settling = _branch.SettleAsync();
            }

            await Task.Delay(2);
            _branch.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await settling;
    }

    private async Task Signatures(int expected)
    {
        var signed = _branch.Journal.Read(1, 10_000).Where(e => e.Fact.Kind is JournalKind.Signed)
            .Select(e => SignedSummary.Read(JournalData.Read<Core.Orders.FiscalSummary>(e.Fact))!).ToList();
        Assert.Equal(expected, signed.Count);
        Assert.All(signed, signature => Assert.Equal(SignatureVerdict.Valid, SignatureCheck.Check(signature)));
        Assert.IsType<TssOutcome<TssInfo>.Done>(await _branch.Device.InfoAsync(default));
    }
}
