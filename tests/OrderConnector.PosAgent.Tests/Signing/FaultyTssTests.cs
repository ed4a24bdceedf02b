using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Simulator;
using OrderConnector.Simulators.Tss;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests.Signing;

/// <summary>A TSS whose calls go wrong must go wrong exactly as its plan says.</summary>
public sealed class FaultyTssTests : IDisposable
{
    private static readonly ProcessData s_data = new(KassenbelegV1.ProcessType, KassenbelegV1.Aborted);

    private readonly TempFolder _folder = new();
    private readonly SimulatedClock _clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly SimulatedTss _inner;
    private readonly ScriptedTssFaults _plan = new();
    private readonly FaultyTss _tss;

    public FaultyTssTests()
    {
        _inner = SimulatedTss.Open(_folder.Path, new SimulatedTssOptions(), _clock);
        _tss = new FaultyTss(_inner, _plan, _clock);
    }

    public void Dispose()
    {
        _inner.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Lost_before_it_was_done_leaves_nothing_behind()
    {
        _plan.On(TssCall.Start, new TssFault.LostBeforeCommit());

        Assert.IsType<TssOutcome<StartedTransaction>.Unknown>(await Start());
        Assert.Empty(await Open());
        Assert.Equal(1, _tss.Faults);
    }

    [Fact]
    public async Task Lost_after_it_was_done_leaves_the_deed_behind()
    {
        _plan.On(TssCall.Start, new TssFault.None(), new TssFault.LostAfterCommit())
            .On(TssCall.Finish, new TssFault.LostAfterCommit());
        var started = Assert.IsType<TssOutcome<StartedTransaction>.Done>(await Start()).Value;

        Assert.IsType<TssOutcome<TssSignature>.Unknown>(await _tss.FinishAsync(started, s_data, default));
        Assert.IsType<TssOutcome<StartedTransaction>.Unknown>(await Start());

        Assert.Equal([2L], (await Open()).Select(open => open.Number));
        var record = Assert.IsType<TssOutcome<TransactionOnRecord>.Done>(
            await _tss.ReadBackAsync("TILL 1", started.Number, default)).Value;
        Assert.NotNull(record.Signature);
    }

    [Fact]
    public async Task Out_of_order_and_refused_do_nothing_and_say_so()
    {
        _plan.On(TssCall.Start, new TssFault.Unavailable(), new TssFault.Refused());

        Assert.IsType<TssOutcome<StartedTransaction>.Unavailable>(await Start());
        Assert.IsType<TssOutcome<StartedTransaction>.Refused>(await Start());
        Assert.Empty(await Open());
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_hanging_call_ends_only_when_its_caller_gives_up(bool afterCommit, int open)
    {
        _plan.On(TssCall.Start, new TssFault.Hang(afterCommit));
        using var patience = new CancellationTokenSource();
        var start = _tss.StartAsync(Reference(), patience.Token);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.False(start.IsCompleted);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        Assert.Equal(open, (await Open()).Count);
    }

    [Fact]
    public async Task A_slow_call_is_done_after_its_delay()
    {
        _plan.On(TssCall.Start, new TssFault.Slow(TimeSpan.FromSeconds(3)));
        var start = Start();
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(start.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.IsType<TssOutcome<StartedTransaction>.Done>(await start);
    }

    [Fact]
    public void The_same_seed_gives_the_same_faults()
    {
        var calls = Enumerable.Repeat(TssCall.Start, 300).ToList();
        List<TssFault> Draw(int seed, double rate)
        {
            var plan = new SeededTssFaults(new Random(seed), rate, refusals: true);
            return calls.ConvertAll(plan.Next);
        }

        Assert.Equal(Draw(7, 0.5), Draw(7, 0.5));
        Assert.NotEqual(Draw(7, 0.5), Draw(8, 0.5));
        Assert.All(Draw(7, 0), fault => Assert.IsType<TssFault.None>(fault));
        Assert.Equal(7, Draw(7, 0.9).Select(fault => fault.GetType()).Distinct().Count());
    }

    private Task<TssOutcome<StartedTransaction>> Start() => _tss.StartAsync(Reference(), default);

    private static TssReference Reference() => new("TILL 1", new string('0', 32));

    private async Task<IReadOnlyList<StartedTransaction>> Open() =>
        Assert.IsType<TssOutcome<IReadOnlyList<StartedTransaction>>.Done>(
            await _tss.FindOpenAsync("TILL 1", default)).Value;
}
