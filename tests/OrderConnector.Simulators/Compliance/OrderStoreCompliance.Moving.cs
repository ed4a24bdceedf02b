using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    private static MoveOrder Cancel(string externalId, string reason = "changed my mind") => new(
        Order(externalId).Id, [OrderState.Queued], OrderState.Cancelled, "channel:webshop", reason, Noon.AddMinutes(1));

    [Fact]
    public async Task A_move_changes_the_state_and_leaves_an_event()
    {
        await AddNewAsync(Order("A"));

        var outcome = await Store.MoveAsync(Cancel("A"), default);

        Assert.Equal(MoveOutcomeKind.Moved, outcome.Kind);
        Assert.Equal(OrderState.Cancelled, outcome.Order!.State);
        Assert.Equal("changed my mind", outcome.Order.StateReason);
        Assert.Equal(Noon.AddMinutes(1), outcome.Order.StateSince);
        Assert.Equal(
            new OrderEvent(
                OrderState.Queued, OrderState.Cancelled, Noon.AddMinutes(1), "channel:webshop", "changed my mind"),
            (await Store.ReadEventsAsync(Order("A").Id, default))[^1]);
    }

    [Fact]
    public async Task An_order_that_stands_elsewhere_is_not_moved()
    {
        await AddNewAsync(Order("A"));
        await Store.MoveAsync(Cancel("A"), default);

        var again = await Store.MoveAsync(Cancel("A", "twice"), default);

        Assert.Equal(MoveOutcomeKind.NotAllowed, again.Kind);
        Assert.Equal("changed my mind", again.Order!.StateReason);
        Assert.Equal(2, (await Store.ReadEventsAsync(Order("A").Id, default)).Count);
        Assert.Equal(new MoveOutcome(MoveOutcomeKind.Unknown, null), await Store.MoveAsync(Cancel("B"), default));
    }

    [Fact]
    public async Task A_move_that_the_states_do_not_allow_is_a_bug()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.MoveAsync(
            Cancel("A") with { From = [OrderState.Queued, OrderState.Signed] }, default));
    }

    [Fact]
    public async Task A_late_payment_brings_an_expired_order_back_with_its_number_and_payments()
    {
        var waiting = Order("A") with { State = OrderState.AwaitingPayment, ExpiresAt = Noon.AddMinutes(30) };
        await AddNewAsync(waiting);
        await AddNewAsync(Order("B") with { State = OrderState.AwaitingPayment, ExpiresAt = Noon.AddMinutes(60) });

        Assert.Equal(0, await Store.ExpireAsync(Noon.AddMinutes(29), 10, default));
        Assert.Equal(1, await Store.ExpireAsync(Noon.AddMinutes(30), 10, default));
        Assert.Equal("timer", (await Store.ReadEventsAsync(waiting.Id, default))[^1].Actor);
        var paid = await Store.MoveAsync(
            new MoveOrder(
                waiting.Id, [OrderState.AwaitingPayment, OrderState.Expired], OrderState.Queued, "channel:webshop",
                null, Noon.AddMinutes(40), """[{"type":"paymentService"}]"""),
            default);

        Assert.Equal(MoveOutcomeKind.Moved, paid.Kind);
        Assert.Equal(100, paid.Order!.Number);
        Assert.Equal("""[{"type":"paymentService"}]""", paid.Order.Payments);
        Assert.Equal(OrderState.Expired, (await Store.ReadEventsAsync(waiting.Id, default))[^1].From);
    }

    [Fact]
    public async Task Of_many_moves_at_once_one_wins()
    {
        await AddNewAsync(Order("A"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(
            i => Task.Run(() => Store.MoveAsync(Cancel("A", $"try {i}"), default))));

        Assert.Single(outcomes, o => o.Kind == MoveOutcomeKind.Moved);
        Assert.Equal(2, (await Store.ReadEventsAsync(Order("A").Id, default)).Count);
    }

    [Fact]
    public async Task Held_orders_are_listed_oldest_first()
    {
        await AddNewAsync(Order("A") with { State = OrderState.Held });
        await AddNewAsync(Order("B"));
        await AddNewAsync(Order("C") with { State = OrderState.Held });

        Assert.Equal(["A", "C"], (await Store.ReadHeldAsync(default)).Select(o => o.ExternalId));
    }
}
