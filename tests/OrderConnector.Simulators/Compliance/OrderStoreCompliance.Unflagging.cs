using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Emergencies;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    [Fact]
    public async Task A_form_sent_again_after_the_agent_got_its_order_says_that_the_agent_was_faster()
    {
        await EnrolAsync("a1");
        await AddNewAsync(Order("A"));
        await FlagAsync("A");
        await UnflagAsync("A");
        var leased = Assert.Single((await CollectAsync(Visit("a1", now: Noon.AddMinutes(6)))).Orders);
        Assert.Equal(["yours"], await ConfirmAsync("a1", leased.Lease));

        var again = await FlagAsync("A");

        Assert.Equal((FlagResult.Collected, "agent:a1"), (again.Result, again.By));
        Assert.Equal(OrderState.Collected, (await ReadAsync("A")).State);
        Assert.Empty(await WorkListAsync());
    }

    [Fact]
    public async Task A_form_sent_again_after_another_flagged_its_order_says_that_it_is_flagged()
    {
        await AddNewAsync(Order("A"));
        await FlagAsync("A");
        await UnflagAsync("A");
        await FlagAsync("A", "slip 2", 2);

        Assert.Equal(FlagResult.Flagged, (await FlagAsync("A")).Result);
        Assert.Equal(2, (await Pages.ReadFlagsAsync(Order("A").Id, default)).Count);
    }

    [Fact]
    public async Task What_a_lost_agent_may_have_signed_is_handed_out_again_by_an_administrator_alone()
    {
        await EnrolAsync("a1");
        await ConfirmAsync("a1", (await CollectedAsync("lost")).Lease);
        await Store.RevokeAgentAsync("a1", "operator:o", "burnt", Noon, default);
        await Store.ReassignOrdersAsync(
            new ReassignOrders("a1", OrderState.TransmittedManually, "operator:o", "burnt", Noon.AddMinutes(2)),
            default);
        Assert.Equal("a1", Assert.Single(await Pages.ReadFlagsAsync(Order("lost").Id, default)).LostAgent);

        Assert.Equal(UnflagResult.AgentLost, await UnflagAsync("lost"));
        Assert.Equal(OrderState.TransmittedManually, (await ReadAsync("lost")).State);
        Assert.Equal(["lost"], await WorkListAsync());

        Assert.Equal(UnflagResult.Withdrawn, await Emergencies.UnflagAsync(
            new UnflagOrder(
                Order("lost").Id, "user:eva", "its journal shows no signature", Noon.AddMinutes(5),
                EvenOfLostAgent: true),
            default));
        Assert.Equal(OrderState.Queued, (await ReadAsync("lost")).State);
        Assert.Null(Assert.Single(await Pages.ReadFlagsAsync(Order("lost").Id, default)).LostAgent);
        // Nobody's any more: flagged and taken back once more, it is like any other.
        await FlagAsync("lost", batch: 7);
        Assert.Equal(UnflagResult.Withdrawn, await UnflagAsync("lost"));
    }
}
