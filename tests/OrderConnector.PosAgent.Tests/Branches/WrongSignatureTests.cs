using Microsoft.Extensions.Logging.Abstractions;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent.Tests.Branches;

/// <summary>A device signs wrongly: the sale goes on without it, and nothing stays open or is asked for ever.</summary>
public sealed class WrongSignatureTests : IDisposable
{
    private readonly Branch _branch = new();
    private readonly Spoiling _device;

    public WrongSignatureTests()
    {
        _device = new Spoiling(_branch.Tss[0].Port);
        _branch.Tss[0] = _branch.Tss[0] with
        {
            Port = new VerifyingTss(_device, production: false, NullLogger<VerifyingTss>.Instance),
        };
        _branch.Restart();
    }

    public void Dispose() => _branch.Dispose();

    [Fact]
    public async Task A_start_that_does_not_verify_leaves_the_sale_unsigned_and_nothing_open()
    {
        await _branch.SettleAsync();
        _device.Starts = 1;
        var id = _branch.Cloud.Queue(Branch.Order("1"));

        await _branch.PassAsync(TimeSpan.FromSeconds(2));

        Assert.StartsWith(
            TssRefusals.SignatureInvalid, _branch.Progress(id).Fiscal!.Reason, StringComparison.Ordinal);
        Assert.Equal(OrderStage.HandedOver, _branch.Progress(id).Stage);
        Assert.Equal(1, _branch.Count(JournalKind.OutageBegan));

        await _branch.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(0, await _branch.OpenTransactionsAsync());
        var next = _branch.Cloud.Queue(Branch.Order("2"));
        await _branch.PassAsync(TimeSpan.FromSeconds(3));
        Assert.Equal("signed", _branch.Progress(next).Fiscal!.Status);
        Assert.Equal(1, _branch.Count(JournalKind.TransactionAborted));
    }

    [Fact]
    public async Task A_finish_that_does_not_verify_is_recorded_once_and_not_asked_for_again()
    {
        await _branch.SettleAsync();
        _device.Wrong = signature => signature.Data.Text.StartsWith("Beleg", StringComparison.Ordinal);
        var id = _branch.Cloud.Queue(Branch.Order("1"));

        await _branch.PassAsync(TimeSpan.FromMinutes(3));

        Assert.StartsWith(
            TssRefusals.SignatureInvalid, _branch.Progress(id).Fiscal!.Reason, StringComparison.Ordinal);
        var recorded = JournalData.Read<InvalidSignatureData>(Assert.Single(
            _branch.Journal.ReadOrder(id), entry => entry.Fact.Kind is JournalKind.SignatureFoundInvalid).Fact);
        Assert.Equal(
            (_branch.Progress(id).Start!.TransactionNumber, TssHistory.OnlyTss, TssRefusals.SignatureInvalid),
            (recorded.TransactionNumber, recorded.Tss, recorded.Code));
        Assert.Equal(0, _branch.Flow.LookAtTss().UnsettledTransactions);
        Assert.Single(_branch.KindsOf(id), JournalKind.Issued);
        var asked = _device.ReadBacks;

        _branch.Restart();
        await _branch.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(asked, _device.ReadBacks);
        Assert.Equal(1, _branch.Count(JournalKind.SignatureFoundInvalid));
        Assert.Equal(0, await _branch.OpenTransactionsAsync());
    }

    [Fact]
    public async Task A_record_spoiled_on_its_way_is_read_again_and_found_later()
    {
        await _branch.SettleAsync();
        _device.Wrong = signature => signature.Data.Text.StartsWith("Beleg", StringComparison.Ordinal)
            && _device.ReadBacks < 4;
        var id = _branch.Cloud.Queue(Branch.Order("1"));

        await _branch.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Equal("unsigned", _branch.Progress(id).Fiscal!.Status);
        Assert.Single(_branch.KindsOf(id), JournalKind.SignatureFoundLater);
        Assert.Equal(0, _branch.Count(JournalKind.SignatureFoundInvalid));
        Assert.Equal(0, _branch.Flow.LookAtTss().UnsettledTransactions);
    }

    [Fact]
    public async Task A_record_that_does_not_verify_keeps_no_other_transaction_from_being_ended()
    {
        await _branch.SettleAsync();
        _device.Wrong = signature => signature.Data.Text.StartsWith("Beleg", StringComparison.Ordinal);
        _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.PassAsync(TimeSpan.FromSeconds(1));
        await _branch.Device.StartAsync(new TssReference(Branch.Eas, new string('9', 32)), default);

        await _branch.PassAsync(TimeSpan.FromMinutes(3));

        Assert.Equal(0, await _branch.OpenTransactionsAsync());
        Assert.Equal(1, _branch.Count(JournalKind.TransactionAborted));
    }

    [Fact]
    public async Task An_abort_whose_signature_does_not_verify_is_recorded_and_ends_the_look()
    {
        _device.Wrong = _ => true;
        await _branch.Device.StartAsync(new TssReference(Branch.Eas, new string('9', 32)), default);

        await _branch.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(0, await _branch.OpenTransactionsAsync());
        var entry = Assert.Single(
            _branch.Journal.Read(1, 100), entry => entry.Fact.Kind is JournalKind.SignatureFoundInvalid);
        Assert.Null(entry.Fact.OrderId);
    }

    /// <summary>A TSS whose answers carry wrong signatures.</summary>
    private sealed class Spoiling(ITss inner) : ITss
    {
        /// <summary>So many starts are spoiled.</summary>
        public int Starts { get; set; }

        /// <summary>These signatures are spoiled whenever they are given.</summary>
        public Func<TssSignature, bool> Wrong { get; set; } = _ => false;

        /// <summary>How often a transaction was read back.</summary>
        public int ReadBacks { get; private set; }

        public async Task<TssOutcome<StartedTransaction>> StartAsync(
            TssReference reference, CancellationToken cancellationToken)
        {
            var outcome = await inner.StartAsync(reference, cancellationToken);
            return Starts-- > 0
                ? outcome.Then<StartedTransaction>(started => new TssOutcome<StartedTransaction>.Done(
                    started with { Signature = started.Signature! with { Value = new byte[96] } }))
                : outcome;
        }

        public async Task<TssOutcome<TssSignature>> FinishAsync(
            StartedTransaction transaction, ProcessData data, CancellationToken cancellationToken) =>
            (await inner.FinishAsync(transaction, data, cancellationToken)).Then<TssSignature>(
                signature => new TssOutcome<TssSignature>.Done(Spoil(signature)));

        public Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpenAsync(
            string clientId, CancellationToken cancellationToken) => inner.FindOpenAsync(clientId, cancellationToken);

        public async Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
            string clientId, long transactionNumber, CancellationToken cancellationToken)
        {
            ReadBacks++;
            return (await inner.ReadBackAsync(clientId, transactionNumber, cancellationToken))
                .Then<TransactionOnRecord>(record => new TssOutcome<TransactionOnRecord>.Done(
                    record with { Signature = record.Signature is { } signature ? Spoil(signature) : null }));
        }

        public Task<TssOutcome<TssInfo>> InfoAsync(CancellationToken cancellationToken) =>
            inner.InfoAsync(cancellationToken);

        public Task<TssOutcome<long>> ExportLogAsync(
            DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken) =>
            inner.ExportLogAsync(from, to, target, cancellationToken);

        private TssSignature Spoil(TssSignature signature) =>
            Wrong(signature) ? signature with { Value = new byte[96] } : signature;
    }
}
