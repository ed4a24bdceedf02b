using OrderConnector.Core.Orders;
using static OrderConnector.Core.Orders.OrderState;

namespace OrderConnector.Core.Tests.Orders;

public sealed class MovesOfAnOrder
{
    private static readonly (OrderState From, OrderState To)[] s_allowed =
    [
        (AwaitingPayment, Queued), (AwaitingPayment, Aborted), (AwaitingPayment, Expired), (AwaitingPayment, Held),
        (Expired, Queued), (Expired, Aborted),
        (Held, Queued), (Held, Rejected),
        (Queued, Collected), (Queued, Cancelled), (Queued, TransmittedManually),
        (TransmittedManually, Queued),
        (Collected, Signed), (Collected, Unsigned), (Collected, Rejected), (Collected, SetAside), (Collected, Queued),
        (Collected, TransmittedManually),
        (SetAside, Queued), (SetAside, Rejected),
    ];

    private static readonly OrderState[] s_states = Enum.GetValues<OrderState>();

    [Fact]
    public void Of_all_144_pairs_exactly_the_listed_ones_are_allowed()
    {
        var pairs = s_states.SelectMany(from => s_states.Select(to => (from, to))).ToList();
        Assert.Equal(144, pairs.Count);
        Assert.Equal(s_allowed.Order(), pairs.Where(pair => OrderMoves.IsAllowed(pair.from, pair.to)).Order());
    }

    [Fact]
    public void Nothing_follows_on_these() => Assert.Equal(
        [Aborted, Signed, Unsigned, Cancelled, Rejected], s_states.Where(OrderMoves.IsFinal));

    [Fact]
    public void Each_state_has_its_name_on_the_wire()
    {
        Assert.Equal(
            ["awaitingPayment", "aborted", "expired", "held", "queued", "collected", "setAside", "signed", "unsigned",
                "cancelled", "transmittedManually", "rejected"],
            s_states.Select(state => state.ToWire()));
        Assert.All(s_states, state => Assert.Equal(state, OrderStateNames.FromWire(state.ToWire())));
        Assert.Null(OrderStateNames.FromWire("Queued"));
    }
}
