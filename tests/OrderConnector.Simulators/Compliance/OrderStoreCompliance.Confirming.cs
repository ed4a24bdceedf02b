using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    [Fact]
    public async Task A_confirmed_order_is_the_agents_and_stays_so_when_asked_again()
    {
        await EnrolAsync("a1");
        var leased = await CollectedAsync("A");

        Assert.Equal(["yours"], await ConfirmAsync("a1", leased.Lease));

        var order = await ReadAsync("A");
        Assert.Equal(OrderState.Collected, order.State);
        Assert.Equal("a1", order.AgentId);
        Assert.Equal(
            new OrderEvent(OrderState.Queued, OrderState.Collected, Noon.AddSeconds(1), "agent:a1", null),
            (await Store.ReadEventsAsync(order.Id, default))[^1]);
        Assert.Equal(2, (await Store.ReadEventsAsync(order.Id, default)).Count);
    }

    [Fact]
    public async Task What_is_gone_is_told_with_its_reason()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("B"));
        var leased = (await CollectAsync(Visit("a1"))).Orders;
        await Store.MoveAsync(Cancel("A"), default);

        Assert.Equal(
            ["cancelled", "unknown", "yours"],
            await ConfirmAsync("a1", leased[0].Lease, "made up", leased[1].Lease));
    }

    [Fact]
    public async Task A_token_of_another_agent_opens_nothing()
    {
        await EnrolAsync("a1");
        await EnrolAsync("a2");
        await AddNewAsync(Order("A"));
        var leased = Assert.Single((await CollectAsync(Visit("a1"))).Orders);

        Assert.Equal(["unknown"], await ConfirmAsync("a2", leased.Lease));
        Assert.Equal(OrderState.Queued, (await ReadAsync("A")).State);
    }

    [Fact]
    public async Task What_is_signed_is_never_given_out_to_be_signed_again()
    {
        await EnrolAsync("a1");
        var leased = await CollectedAsync("A");
        await ReportAsync("a1", Tell(1, "signed", "A", new { status = "signed" }));

        Assert.Equal(["signed"], await ConfirmAsync("a1", leased.Lease));
    }

    [Fact]
    public async Task Flag_and_confirm_at_once_have_one_winner()
    {
        await EnrolAsync("a1");
        for (var i = 0; i < 20; i++)
        {
            var name = $"R{i}";
            await AddNewAsync(Order(name));
            var leased = Assert.Single((await CollectAsync(Visit("a1"))).Orders);
            var confirm = Task.Run(() => ConfirmAsync("a1", leased.Lease));
            var flag = Task.Run(() => Store.MoveAsync(
                new MoveOrder(
                    Order(name).Id, [OrderState.Queued], OrderState.TransmittedManually, "manager:m", "no line", Noon),
                default));

            var agentWon = (await confirm)[0] == "yours";
            Assert.Equal(agentWon ? MoveOutcomeKind.NotAllowed : MoveOutcomeKind.Moved, (await flag).Kind);
        }
    }
}
