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

    /// <summary>A TSS whose answers carry wrong signatures.</summary>
    private sealed class Spoiling(ITss inner) : ITss
    {
        /// <summary>So many starts are spoiled.</summary>
        public int Starts { get; set; }

        public async Task<TssOutcome<StartedTransaction>> StartAsync(
            TssReference reference, CancellationToken cancellationToken)
        {
            var outcome = await inner.StartAsync(reference, cancellationToken);
            return Starts-- > 0
                ? outcome.Then<StartedTransaction>(started => new TssOutcome<StartedTransaction>.Done(
                    started with { Signature = started.Signature! with { Value = new byte[96] } }))
                : outcome;
        }

        public Task<TssOutcome<TssSignature>> FinishAsync(
            StartedTransaction transaction, ProcessData data, CancellationToken cancellationToken) =>
            inner.FinishAsync(transaction, data, cancellationToken);

        public Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpenAsync(
            string clientId, CancellationToken cancellationToken) => inner.FindOpenAsync(clientId, cancellationToken);

        public Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
            string clientId, long transactionNumber, CancellationToken cancellationToken) =>
            inner.ReadBackAsync(clientId, transactionNumber, cancellationToken);

        public Task<TssOutcome<TssInfo>> InfoAsync(CancellationToken cancellationToken) =>
            inner.InfoAsync(cancellationToken);

        public Task<TssOutcome<long>> ExportLogAsync(
            DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken) =>
            inner.ExportLogAsync(from, to, target, cancellationToken);
    }
}
