using System.Text.Json;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Tests.Branches;
using OrderConnector.Simulators.Tss;

namespace OrderConnector.PosAgent.Tests.Journaling;

public sealed class BranchStateTests : IAsyncLifetime
{
    private readonly Branch _branch = new();

    // A day with something of everything: held, set aside, unsigned, for later, sold.
    public async Task InitializeAsync()
    {
        await _branch.SettleAsync();
        var held = Branch.Order("held");
        held["release"] = "held";
        var later = Branch.Order("later");
        later["dueAt"] = "2026-11-20T20:00:00Z";
        var broken = Branch.Order("broken");
        broken["lines"]![0]!["vatRate"] = 16;
        _branch.Faults.On(TssCall.Start, new TssFault.None(), new TssFault.Unavailable());
        _branch.Cloud.Queue(held);
        _branch.Cloud.Queue(Branch.Order("first"));
        _branch.Cloud.Queue(Branch.Order("unsigned"));
        _branch.Cloud.Queue(later);
        _branch.Cloud.Queue(broken);
        await _branch.PassAsync(TimeSpan.FromSeconds(5));
    }

    public Task DisposeAsync()
    {
        _branch.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void The_day_left_something_open() =>
        Assert.Equal([OrderStage.Waiting, OrderStage.Issued], Replay().Open.Values.Select(o => o.Stage).Order());

    [Fact]
    public void Replaying_the_journal_yields_the_same_state_at_every_entry()
    {
        var twice = new BranchState();
        foreach (var entry in _branch.Journal.Read(1, 10_000))
        {
            twice.Apply(entry);
            Assert.Equal(Picture(Replay(entry.Sequence)), Picture(twice));
        }
    }

    [Fact]
    public void A_checkpoint_at_any_entry_yields_the_same_state_at_the_end()
    {
        var whole = Picture(Replay());
        foreach (var entry in _branch.Journal.Read(1, 10_000))
        {
            _branch.Journal.WriteCheckpoint(BranchSnapshot.Take(Replay(entry.Sequence)));

            Assert.Equal(whole, Picture(BranchSnapshot.Load(_branch.Journal)));
        }
    }

    [Fact]
    public void A_checkpoint_of_another_chain_is_not_used()
    {
        _branch.Journal.WriteCheckpoint(BranchSnapshot.Take(Replay(5)) with { Hash = new string('0', 64) });

        Assert.Equal(Picture(Replay()), Picture(BranchSnapshot.Load(_branch.Journal)));
    }

    [Fact]
    public void An_entry_out_of_turn_is_refused() => Assert.Throws<InvalidOperationException>(
        () => new BranchState().Apply(_branch.Journal.Read(2, 1)[0]));

    private BranchState Replay(long to = long.MaxValue)
    {
        var state = new BranchState();
        foreach (var entry in _branch.Journal.Read(1, 10_000).Where(e => e.Sequence <= to))
        {
            state.Apply(entry);
        }

        return state;
    }

    private static string Picture(BranchState state) => JsonSerializer.Serialize(new
    {
        state.Sequence,
        state.Hash,
        Snapshot = state.ToSnapshot(),
        Orders = state.Open.OrderBy(o => o.Key).Select(o => o.Value),
        Stages = Enum.GetValues<OrderStage>().Select(stage => state.At(stage).Select(o => o.OrderId)),
        state.WantedSellers,
    });
}
