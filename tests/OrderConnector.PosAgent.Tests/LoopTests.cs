using OrderConnector.Core.Failures;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.Simulators.Journals;
using OrderConnector.Simulators.World;

namespace OrderConnector.PosAgent.Tests;

public sealed class LoopTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_signal_set_while_nobody_waits_is_not_lost()
    {
        using var signal = new Signal();
        signal.Set();
        signal.Set();

        await signal.WaitAsync(null, TimeProvider.System, default);
        var second = signal.WaitAsync(null, TimeProvider.System, new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public async Task A_waiter_wakes_at_its_moment()
    {
        var clock = new SimulatedClock(s_noon);
        using var signal = new Signal();
        var waiting = signal.WaitAsync(s_noon.AddSeconds(5), clock, default);

        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
        await signal.WaitAsync(s_noon, clock, default);
    }

    [Fact]
    public async Task A_loop_ends_between_two_steps()
    {
        using var stop = new CancellationTokenSource();
        var steps = 0;
        var loop = new BranchLoop(
            "test",
            async _ =>
            {
                if (++steps == 3)
                {
                    await stop.CancelAsync();
                }

                return true;
            },
            () => null);

        await loop.RunAsync(TimeProvider.System, stop.Token, CancellationToken.None);

        Assert.Equal(3, steps);
    }

    [Fact]
    public void Failures_in_a_row_lengthen_the_pause_and_success_ends_it()
    {
        var clock = new SimulatedClock(s_noon);
        var retry = new RetryClock(clock, () => 0.5, BackoffOptions.Default);
        retry.Fail();
        retry.Fail();

        Assert.Equal(s_noon.AddSeconds(1), retry.NotBefore);
        Assert.False(retry.TryOpen());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(retry.TryOpen());
        Assert.Equal((2, null), (retry.Failures, retry.NotBefore));
        retry.Succeed();
        Assert.Equal(0, retry.Failures);
    }

    [Fact]
    public async Task Appends_that_hear_of_their_commit_out_of_turn_are_applied_in_turn()
    {
        var journal = new MemoryJournal(new string('a', 32));
        var applied = new List<long>();
        var memory = new BranchMemory(journal, entry => applied.Add(entry.Sequence));

        await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(() => memory.AppendAsync(
            [new JournalFact(JournalKind.Health, null, s_noon, """{"tss":"ok","awaitingHandOver":0,"version":"1"}""")],
            default))));

        Assert.Equal(Enumerable.Range(1, 200).Select(n => (long)n), applied);
        Assert.Equal(200, memory.Look(state => state.Sequence));
    }
}
