using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Tests.Branches;

/// <summary>
/// A TSS that signs and refuses to tell what became of transactions, as one whose log needs another user does: it is
/// asked ever less often, people are told, and what can be settled is.
/// </summary>
public sealed class RefusedLooksTests : IDisposable
{
    private readonly Branch _branch = new();
    private readonly Guarded _device;

    public RefusedLooksTests()
    {
        _device = new Guarded(_branch.Tss[0].Port);
        _branch.Tss[0] = _branch.Tss[0] with { Port = _device };
        _branch.Restart();
    }

    public void Dispose() => _branch.Dispose();

    [Fact]
    public async Task It_is_asked_ever_less_often_and_warned_of_until_it_tells()
    {
        var id = await SellWithoutAnswerAsync();
        _device.Asked = 0;

        await WaitAsync(TimeSpan.FromMinutes(10));
        Assert.InRange(_device.Asked, 3, 40);
        Assert.Equal(
            "look-refused: The TSS refuses to tell of transactions that may be open: not-authorised: The log needs "
            + "another user.",
            Assert.Single(_branch.Flow.LookAtTss().Warnings));
        Assert.Equal(1, _branch.Flow.LookAtTss().UnsettledTransactions);

        await WaitAsync(TimeSpan.FromHours(4));
        _device.Asked = 0;
        await WaitAsync(TimeSpan.FromHours(6));
        // Half an hour from one to the next, where chance is fair; before, it was a quarter of a minute.
        Assert.InRange(_device.Asked, 4, 60);
        var next = _branch.Cloud.Queue(Branch.Order("2"));
        await WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("signed", _branch.Progress(next).Fiscal!.Status);

        _device.Refused = _ => false;
        await WaitAsync(TimeSpan.FromHours(1));

        Assert.Single(_branch.KindsOf(id), JournalKind.SignatureFoundLater);
        Assert.Empty(_branch.Flow.LookAtTss().Warnings);
        Assert.Equal(0, _branch.Flow.LookAtTss().UnsettledTransactions);
    }

    [Fact]
    public async Task What_is_refused_of_one_transaction_holds_up_no_other()
    {
        var id = await SellWithoutAnswerAsync();
        _device.Refused = number => number == _branch.Progress(id).Start!.TransactionNumber;
        await _branch.Device.StartAsync(new TssReference(Branch.Eas, new string('9', 32)), default);

        await WaitAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(0, await _branch.OpenTransactionsAsync());
        Assert.Equal(1, _branch.Count(JournalKind.TransactionAborted));
        Assert.Equal(1, _branch.Flow.LookAtTss().UnsettledTransactions);
    }

    [Fact]
    public async Task Who_put_it_right_restarts_the_agent_and_waits_for_no_pause()
    {
        var id = await SellWithoutAnswerAsync();
        await WaitAsync(TimeSpan.FromHours(8));
        _device.Refused = _ => false;

        _branch.Restart();
        await _branch.PassAsync(TimeSpan.FromSeconds(2));

        Assert.Single(_branch.KindsOf(id), JournalKind.SignatureFoundLater);
    }

    [Fact]
    public async Task Open_transactions_that_it_refuses_to_list_or_to_end_are_asked_for_as_seldom()
    {
        await _branch.Device.StartAsync(new TssReference(Branch.Eas, new string('9', 32)), default);
        _device.RefusesToList = true;
        await WaitAsync(TimeSpan.FromHours(4));
        Assert.InRange(_device.Asked, 5, 40);
        Assert.Single(_branch.Flow.LookAtTss().Warnings);

        (_device.RefusesToList, _device.RefusesToEnd) = (false, true);
        await WaitAsync(TimeSpan.FromHours(4));
        Assert.Equal(1, await _branch.OpenTransactionsAsync());
        Assert.Single(_branch.Flow.LookAtTss().Warnings);

        _device.RefusesToEnd = false;
        await WaitAsync(TimeSpan.FromHours(1));
        Assert.Equal(0, await _branch.OpenTransactionsAsync());
        Assert.Empty(_branch.Flow.LookAtTss().Warnings);
    }

    // It signed, its answer was lost, and what became of it is refused: the sale goes on unsigned.
    private async Task<string> SellWithoutAnswerAsync()
    {
        await _branch.SettleAsync();
        _device.Refused = _ => true;
        _device.LosesFinish = true;
        var id = _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal("unsigned", _branch.Progress(id).Fiscal!.Status);
        return id;
    }

    private async Task WaitAsync(TimeSpan time)
    {
        for (var end = _branch.Clock.GetUtcNow() + time; _branch.Clock.GetUtcNow() < end;)
        {
            _branch.Clock.Advance(TimeSpan.FromSeconds(10));
            await _branch.SettleAsync();
        }
    }

    private sealed class Guarded(ITss inner) : ITss
    {
        public int Asked { get; set; }

        public bool LosesFinish { get; set; }

        public bool RefusesToList { get; set; }

        public bool RefusesToEnd { get; set; }

        /// <summary>Of these transactions nothing is told.</summary>
        public Func<long, bool> Refused { get; set; } = _ => false;

        public Task<TssOutcome<StartedTransaction>> StartAsync(
            TssReference reference, CancellationToken cancellationToken) =>
            inner.StartAsync(reference, cancellationToken);

        public async Task<TssOutcome<TssSignature>> FinishAsync(
            StartedTransaction transaction, ProcessData data, CancellationToken cancellationToken)
        {
            if (RefusesToEnd)
            {
                return No<TssSignature>();
            }

            var outcome = await inner.FinishAsync(transaction, data, cancellationToken);
            var lost = LosesFinish;
            LosesFinish = false;
            return lost ? new TssOutcome<TssSignature>.Unknown("The answer was lost.") : outcome;
        }

        public Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpenAsync(
            string clientId, CancellationToken cancellationToken) => RefusesToList
            ? Task.FromResult<TssOutcome<IReadOnlyList<StartedTransaction>>>(No<IReadOnlyList<StartedTransaction>>())
            : inner.FindOpenAsync(clientId, cancellationToken);

        public Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
            string clientId, long transactionNumber, CancellationToken cancellationToken) => Refused(transactionNumber)
            ? Task.FromResult<TssOutcome<TransactionOnRecord>>(No<TransactionOnRecord>())
            : inner.ReadBackAsync(clientId, transactionNumber, cancellationToken);

        public Task<TssOutcome<TssInfo>> InfoAsync(CancellationToken cancellationToken) =>
            inner.InfoAsync(cancellationToken);

        public Task<TssOutcome<long>> ExportLogAsync(
            DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken) =>
            inner.ExportLogAsync(from, to, target, cancellationToken);

        private TssOutcome<T>.Refused No<T>()
        {
            Asked++;
            return new TssOutcome<T>.Refused(TssRefusals.NotAuthorised, "The log needs another user.");
        }
    }
}
