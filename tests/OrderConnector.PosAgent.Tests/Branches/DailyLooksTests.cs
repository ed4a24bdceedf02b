using OrderConnector.Core.Agents;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.Simulators.Tss;

namespace OrderConnector.PosAgent.Tests.Branches;

/// <summary>The branch looks at its TSS at the start and each day, and tells early what will become trouble.</summary>
public sealed class DailyLooksTests : IDisposable
{
    // A minute past the end of the branch's day, whichever of the two offsets holds.
    private static readonly TimeSpan s_day = TimeSpan.FromHours(25);

    private readonly Branch _branch = new();
    private Forgetful _device = null!;

    public void Dispose() => _branch.Dispose();

    [Fact]
    public async Task A_sound_tss_is_warned_of_by_nobody()
    {
        await SellAsync();
        await NextDayAsync();

        Assert.Empty(_branch.Flow.LookAtTss().Warnings);
        Assert.Null(LastHealth().Warnings);
    }

    [Fact]
    public async Task What_the_start_finds_is_reported_and_shown_at_once()
    {
        await StartAsync();
        _device.Change = info => info with { LogMemoryUsedPercent = 95 };
        _branch.Restart();
        await _branch.SettleAsync();

        Assert.StartsWith("log-memory-over-90: ", Assert.Single(LastHealth().Warnings!), StringComparison.Ordinal);
        Assert.Equal(LastHealth().Warnings, _branch.Flow.LookAtTss().Warnings);
    }

    [Fact]
    public async Task What_begins_later_is_found_within_a_day_and_is_gone_when_it_is_mended()
    {
        await StartAsync();
        _device.Change = info => info with { LogMemoryUsedPercent = 95 };
        await _branch.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(_branch.Flow.LookAtTss().Warnings);

        await NextDayAsync();
        Assert.Single(LastHealth().Warnings!);

        _device.Change = info => info;
        await NextDayAsync();
        Assert.Null(LastHealth().Warnings);
    }

    [Fact]
    public async Task A_warning_is_told_once_and_not_again_each_day()
    {
        await StartAsync();
        _device.Change = info => info with { LogMemoryUsedPercent = 95 };
        await NextDayAsync();
        var told = _branch.Count(JournalKind.Health);

        await NextDayAsync();

        Assert.Equal(told, _branch.Count(JournalKind.Health));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_device_that_gives_nothing_back_is_found(bool otherData)
    {
        await StartAsync();
        await SellAsync();
        _device.Forget = otherData
            ? record => record with { Signature = record.Signature! with { SignatureCounter = 99 } }
            : _ => new TransactionOnRecord(false, null);

        await NextDayAsync();

        Assert.StartsWith("read-back-missing: ", Assert.Single(LastHealth().Warnings!), StringComparison.Ordinal);
        Assert.Null(_branch.Flow.LookAtTss().Outage);
    }

    [Fact]
    public async Task What_the_process_before_signed_last_is_read_back_too()
    {
        await StartAsync();
        await SellAsync();
        _device.Forget = _ => new TransactionOnRecord(false, null);

        _branch.Restart();
        await _branch.SettleAsync();

        var number = _branch.Journal.Read(1, 1000).Last(entry => entry.Fact.Kind is JournalKind.SigningStarted);
        Assert.StartsWith(
            FormattableString.Invariant($"read-back-missing: Transaction {NumberOf(number)} of {Branch.Eas} "),
            Assert.Single(LastHealth().Warnings!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tss_in_the_place_of_another_is_not_asked_for_what_that_one_signed()
    {
        await StartAsync();
        await SellAsync();
        _device.Change = info => info with { Key = info.Key with { PublicKey = [4, 1, 2] } };
        _device.Forget = _ => new TransactionOnRecord(false, null);

        _branch.Restart();
        await _branch.SettleAsync();

        Assert.Empty(_branch.Flow.LookAtTss().Warnings);
    }

    [Fact]
    public async Task Transactions_of_a_day_are_counted_across_restarts_and_warned_of_until_the_day_is_over()
    {
        _branch.Tss[0] = _branch.Tss[0] with { MaximumTransactionsPerDay = 5 };
        await StartAsync();
        await SellAsync("1");
        await SellAsync("2");
        await SellAsync("3");
        Assert.Empty(_branch.Flow.LookAtTss().Warnings);
        _branch.Restart();
        await SellAsync("4");

        Assert.StartsWith(
            "many-transactions-today: ", Assert.Single(LastHealth().Warnings!), StringComparison.Ordinal);
        await SellAsync("5");
        Assert.StartsWith(
            "transactions-per-day-reached: ", Assert.Single(LastHealth().Warnings!), StringComparison.Ordinal);

        await NextDayAsync();
        await SellAsync("6");
        Assert.Null(LastHealth().Warnings);
    }

    [Fact]
    public async Task A_look_without_an_answer_is_repeated_and_alarms_nobody()
    {
        await StartAsync();
        await SellAsync();
        _branch.Faults.On(TssCall.Info, new TssFault.LostBeforeCommit())
            .On(TssCall.ReadBack, new TssFault.LostBeforeCommit());
        _device.Change = info => info with { LogMemoryUsedPercent = 95 };

        await NextDayAsync();
        await _branch.PassAsync(TimeSpan.FromMinutes(10));

        Assert.StartsWith("log-memory-over-90: ", Assert.Single(LastHealth().Warnings!), StringComparison.Ordinal);
    }

    private async Task StartAsync()
    {
        _device = new Forgetful(_branch.Tss[0].Port);
        _branch.Tss[0] = _branch.Tss[0] with { Port = _device };
        _branch.Restart();
        await _branch.SettleAsync();
    }

    private async Task SellAsync(string externalId = "1")
    {
        var id = _branch.Cloud.Queue(Branch.Order(externalId));
        await _branch.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Contains(JournalKind.Signed, _branch.KindsOf(id));
    }

    private async Task NextDayAsync()
    {
        _branch.Clock.Advance(s_day);
        await _branch.PassAsync(TimeSpan.FromSeconds(2));
    }

    private static long NumberOf(JournalEntry started) =>
        JournalData.Read<SigningStart>(started.Fact).TransactionNumber;

    private HealthReport LastHealth() => JournalData.Read<HealthReport>(
        _branch.Journal.Read(1, 100_000).Last(entry => entry.Fact.Kind == JournalKind.Health).Fact);

    /// <summary>A TSS that describes itself differently, or does not give back what it signed.</summary>
    private sealed class Forgetful(ITss inner) : ITss
    {
        public Func<TssInfo, TssInfo> Change { get; set; } = info => info;

        public Func<TransactionOnRecord, TransactionOnRecord> Forget { get; set; } = record => record;

        public Task<TssOutcome<StartedTransaction>> StartAsync(
            TssReference reference, CancellationToken cancellationToken) =>
            inner.StartAsync(reference, cancellationToken);

        public Task<TssOutcome<TssSignature>> FinishAsync(
            StartedTransaction transaction, ProcessData data, CancellationToken cancellationToken) =>
            inner.FinishAsync(transaction, data, cancellationToken);

        public Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpenAsync(
            string clientId, CancellationToken cancellationToken) => inner.FindOpenAsync(clientId, cancellationToken);

        public async Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
            string clientId, long transactionNumber, CancellationToken cancellationToken) =>
            (await inner.ReadBackAsync(clientId, transactionNumber, cancellationToken))
                .Then<TransactionOnRecord>(record => new TssOutcome<TransactionOnRecord>.Done(Forget(record)));

        public async Task<TssOutcome<TssInfo>> InfoAsync(CancellationToken cancellationToken) =>
            (await inner.InfoAsync(cancellationToken))
                .Then<TssInfo>(info => new TssOutcome<TssInfo>.Done(Change(info)));

        public Task<TssOutcome<long>> ExportLogAsync(
            DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken) =>
            inner.ExportLogAsync(from, to, target, cancellationToken);
    }
}
