using System.Text.Json.Nodes;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent.Tests.Branches;

/// <summary>A branch that may have one unsigned order; its collect loop runs and sleeps while it has that one.</summary>
public sealed class FullBacklogTests : IDisposable
{
    private readonly Branch _branch = new(maxUnsigned: 1);
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _branch.Dispose();
    }

    [Fact]
    public Task It_asks_again_when_the_order_is_taken_away() =>
        RoomIsFoundAsync(Branch.Order("1"), JournalKind.Dropped, _branch.Cloud.TakeAway);

    [Fact]
    public Task It_asks_again_when_the_order_waits_for_staff()
    {
        var order = Branch.Order("1");
        order["release"] = "held";
        return RoomIsFoundAsync(order, JournalKind.Waiting, _ => { });
    }

    [Fact]
    public Task It_asks_again_when_the_order_is_set_aside()
    {
        var order = Branch.Order("1");
        order["lines"]![0]!["vatRate"] = 16;
        return RoomIsFoundAsync(order, JournalKind.SetAside, _ => { });
    }

    private async Task RoomIsFoundAsync(JsonObject order, JournalKind fate, Action<string> meanwhile)
    {
        var first = _branch.Cloud.Queue(order);
        await _branch.Flow.OpenAsync(default);
        var collecting = _branch.Flow.CollectLoop.RunAsync(_branch.Clock, _stop.Token, _stop.Token);
        await CollectedAsync(first);
        meanwhile(first);
        var second = _branch.Cloud.Queue(Branch.Order("2"));
        // The clock stands still: only the signal can wake the loop.
        Assert.Null(_branch.Flow.CollectLoop.DueAt);

        Assert.True(await _branch.Flow.ConfirmLoop.StepAsync(default));

        Assert.Contains(fate, _branch.KindsOf(first));
        await CollectedAsync(second);
        await _stop.CancelAsync();
        await collecting;
    }

    private async Task CollectedAsync(string orderId)
    {
        var patience = System.Diagnostics.Stopwatch.StartNew();
        while (!_branch.KindsOf(orderId).Contains(JournalKind.OrderCollected))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(10), "The collect loop sleeps on.");
            await Task.Delay(5);
        }
    }
}
