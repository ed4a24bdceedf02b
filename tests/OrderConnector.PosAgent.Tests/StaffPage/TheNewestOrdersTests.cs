using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Tests.Branches;

namespace OrderConnector.PosAgent.Tests.StaffPage;

public sealed class TheNewestOrdersTests : IDisposable
{
    private readonly Branch _branch = new();

    public void Dispose() => _branch.Dispose();

    [Fact]
    public async Task Only_the_newest_fifty_are_kept_the_newest_first()
    {
        var ids = Enumerable.Range(1, 55).Select(n => _branch.Cloud.Queue(Branch.Order($"{n}"))).ToList();
        await _branch.PassAsync(TimeSpan.FromSeconds(3));

        var recent = _branch.Flow.Glance().Recent;

        Assert.Equal(ids.Skip(5).Reverse(), recent.Select(order => order.Order.OrderId));
        Assert.All(recent, order => Assert.Equal(OrderStage.HandedOver, order.Order.Stage));
        Assert.Equal(50, recent.Select(order => order.Arrival).Distinct().Count());
    }

    [Fact]
    public async Task They_are_the_same_after_a_restart_with_and_without_a_checkpoint()
    {
        foreach (var n in Enumerable.Range(1, 3))
        {
            _branch.Cloud.Queue(Branch.Order($"{n}"));
        }

        await _branch.PassAsync(TimeSpan.FromSeconds(3));
        var before = Seen();
        _branch.Restart();
        var folded = Seen();
        await _branch.Flow.CloseAsync(default);
        _branch.Restart();

        Assert.Equal(before, folded);
        Assert.Equal(before, Seen());
        Assert.NotNull(_branch.Journal.ReadCheckpoint());
    }

    [Fact]
    public async Task An_order_that_went_elsewhere_never_arrives()
    {
        var id = _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.Flow.OpenAsync(default);
        await _branch.Flow.CollectLoop.StepAsync(default);
        _branch.Cloud.TakeAway(id);
        await _branch.SettleAsync();

        var order = Assert.Single(_branch.Flow.Glance().Recent);
        Assert.Equal((0, OrderStage.Dropped), (order.Arrival, order.Order.Stage));
    }

    [Fact]
    public async Task An_erased_customer_is_not_kept_among_the_newest_either()
    {
        _branch.Cloud.Queue(Branch.Order("1"));
        await _branch.PassAsync(TimeSpan.FromSeconds(2));
        var order = Assert.Single(_branch.Flow.Glance().Recent).Order;
        Assert.NotNull(order.Personal);
        await _branch.Flow.EraseAsync(order.Header.Number, [], "staff:anna", "wish", default);

        Assert.Null(Assert.Single(_branch.Flow.Glance().Recent).Order.Personal);
    }

    private List<(long, DateTimeOffset, string, OrderStage)> Seen() => [.. _branch.Flow.Glance().Recent.Select(
        recent => (recent.Arrival, recent.CollectedAt, recent.Order.OrderId, recent.Order.Stage))];
}
