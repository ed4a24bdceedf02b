using OrderConnector.Core.Agents;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    private const string Eva = "operator:eva";

    [Fact]
    public async Task Every_change_of_the_directory_is_on_the_audit_log_and_what_changed_nothing_is_not()
    {
        var north = new NewBranch("north", "North", 500, 502, "Europe/Berlin");
        var channel = new Channel("kiosk", "native", "held", [Branch]);
        var key = RegistrationKey("rk_1");
        var seller = new SellerData(
            0, "north", "North", "GmbH", null, null, null, "DEU", "1/2", null, "Europe/Berlin");

        Assert.True(await Store.AddBranchAsync(north, Eva, Noon, default));
        Assert.False(await Store.AddBranchAsync(north, Eva, Noon, default));
        Assert.NotNull(await Store.AddSellerDataAsync(seller, Eva, Noon, default));
        Assert.Null(await Store.AddSellerDataAsync(seller with { BranchId = "nowhere" }, Eva, Noon, default));
        Assert.True(await Store.WidenRangeAsync("north", 600, Eva, Noon, default));
        Assert.False(await Store.WidenRangeAsync("north", 600, Eva, Noon, default));
        Assert.True(await Store.AddChannelAsync(channel, key with { Id = "ch_1" }, Eva, default));
        Assert.False(await Store.AddChannelAsync(channel, key with { Id = "ch_2" }, Eva, default));
        Assert.True(await Store.AddKeyAsync(key, Eva, default));
        Assert.False(await Store.AddKeyAsync(key with { Subject = "other" }, Eva, default));
        Assert.Equal(key.Subject, (await Store.FindKeyAsync(key.Id, default))!.Subject);
        await Store.StepOverAsync(new StepOverNumbers(10, Eva, Noon), default);

        var acts = await ActsOfAsync(Eva);
        Assert.Equal(
            ["branch.added", "branch.sellerSet", "branch.widened", "channel.added", "key.added", "store.restored"],
            acts.Select(act => act.Action));
        Assert.Equal(("north", "north", "500-502"), (acts[0].Subject, acts[0].BranchId, acts[0].Details!["numbers"]));
        Assert.Equal(("GmbH", "1/2"), (acts[1].Details!["company"], acts[1].Details!["taxNumber"]));
        Assert.Equal(("held", "ch_1"), (acts[3].Details!["release"], acts[3].Details!["key"]));
        Assert.DoesNotContain(acts, act => act.Details?.Values.Any(value => value.Contains("secret")) == true);
    }

    [Fact]
    public async Task An_agents_fate_is_on_the_audit_log()
    {
        await EnrolAsync("a1");
        await CollectedAsync("A");

        Assert.Equal(0, await ReassignAsync("a1"));
        Assert.True(await Store.RevokeAgentAsync("a1", Eva, "stolen", Noon, default));
        Assert.True(await Store.RevokeAgentAsync("a1", Eva, "again", Noon, default));
        Assert.False(await Store.RevokeAgentAsync("nobody", Eva, "stolen", Noon, default));
        Assert.Equal(1, await ReassignAsync("a1"));
        Assert.Equal(0, await ReassignAsync("a1"));

        var acts = await ActsOfAsync(Eva);
        Assert.Equal(
            [("agent.revoked", "a1", Branch, "stolen"), ("agent.ordersReassigned", "a1", Branch, "lost")],
            acts.Select(act => (act.Action, act.Subject, act.BranchId!, act.Reason!)));
        Assert.Equal(["agent.enrolled"], (await ActsOfAsync("agent:a1")).Select(act => act.Action));
    }

    [Fact]
    public async Task What_a_person_does_to_an_order_is_on_the_audit_log_and_what_a_shop_does_is_not()
    {
        var order = await AddNewAsync(Order("A"));
        var flag = new MoveOrder(
            order.Id, [OrderState.Queued], OrderState.TransmittedManually, "user:ina", "line down", Noon);
        await AddNewAsync(Order("B"));

        Assert.Equal(MoveOutcomeKind.Moved, (await Store.MoveAsync(flag, default)).Kind);
        Assert.Equal(MoveOutcomeKind.NotAllowed, (await Store.MoveAsync(flag, default)).Kind);
        Assert.Equal(
            MoveOutcomeKind.Unknown, (await Store.MoveAsync(flag with { Id = Order("nobody").Id }, default)).Kind);
        await Store.MoveAsync(Cancel("B"), default);
        var flagged = (await Store.FindAsync(order.Id, default))!;
        Assert.False(await Store.ErasePersonalAsync(Erase(order), default));
        Assert.True(await Store.ErasePersonalAsync(Erase(flagged), default));
        Assert.True(await Store.AddSetAsideAsync(
            new NewSetAsideMessage("q", Branch, "m", "text", "broken", Noon), default));
        var message = Assert.Single(await Store.ReadSetAsideAsync(10, default));
        var drop = new DecideSetAside(message.Id, SetAsideDecision.Dropped, Eva, "old", Noon);
        Assert.True(await Store.DecideSetAsideAsync(drop, default));
        Assert.False(await Store.DecideSetAsideAsync(drop, default));

        var moved = Assert.Single(await ActsOfAsync("user:ina"));
        Assert.Equal(
            ("order.moved", order.Id.Value, Branch, "line down", "100", "transmittedManually"),
            (moved.Action, moved.Subject, moved.BranchId, moved.Reason, moved.Details!["number"], moved.Details["to"]));
        Assert.Equal(
            [("order.personalDataErased", Branch), ("message.dropped", Branch)],
            (await ActsOfAsync(Eva)).Select(act => (act.Action, act.BranchId!)));
        Assert.Empty(await ActsOfAsync("channel:webshop"));
    }

    private Task<int> ReassignAsync(string agent) => Store.ReassignOrdersAsync(
        new ReassignOrders(agent, OrderState.Queued, Eva, "lost", Noon), default);

    private async Task<List<Act>> ActsOfAsync(string actor)
    {
        var (walk, acts) = (new AuditWalk(), new List<Act>());
        foreach (var entry in await ((IAuditStore)Store).ReadAuditChainAsync(0, 1000, default))
        {
            Assert.Null(walk.Take(entry));
            acts.Add(entry.Act);
        }

        return [.. acts.Where(act => act.Actor == actor)];
    }
}
