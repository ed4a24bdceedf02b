using System.Text;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    [Fact]
    public async Task Erased_documents_are_replaced_and_who_erased_them_is_on_record()
    {
        var order = await AddNewAsync(Order("A"));
        await AddNewAsync(Order("B"));

        Assert.True(await Store.ErasePersonalAsync(Erase(order) with { Payments = "[]" }, default));

        var erased = await Store.FindAsync(order.Id, default);
        Assert.Equal("""{"erased":true}""", Encoding.UTF8.GetString(erased!.Payload));
        Assert.Equal(order with { Payload = erased.Payload, Payments = "[]" }, erased);
        Assert.Equal(
            [new Erasure(Noon.AddDays(1), "operator:eva", "asked")], await Store.ReadErasuresAsync(order.Id, default));
        Assert.Empty(await Store.ReadErasuresAsync(Order("B").Id, default));
        Assert.Single(await Store.ReadEventsAsync(order.Id, default));
    }

    [Fact]
    public async Task An_order_that_moved_since_it_was_read_keeps_its_documents()
    {
        var order = await AddNewAsync(Order("A"));
        await Store.MoveAsync(Cancel("A"), default);

        Assert.False(await Store.ErasePersonalAsync(Erase(order), default));
        Assert.False(await Store.ErasePersonalAsync(Erase(order) with { Id = Order("nobody").Id }, default));

        Assert.Equal(order.Payload, (await Store.FindAsync(order.Id, default))!.Payload);
        Assert.Empty(await Store.ReadErasuresAsync(order.Id, default));
    }

    [Fact]
    public async Task After_a_restore_every_branch_steps_over_numbers_and_the_register_says_so()
    {
        await Store.AddBranchAsync(new NewBranch("north", "North", 500, 502, "Europe/Berlin"), Noon, default);
        await AddNewAsync(Order("A"));

        var branches = await Store.StepOverAsync(new StepOverNumbers(10, "operator:eva", Noon.AddDays(1)), default);
        var next = await AddNewAsync(Order("B"));
        var register = await Store.ReadNumbersAsync(Branch, 100, 112, 100, default);
        var north = await Store.ReadNumbersAsync("north", 500, 502, 100, default);

        Assert.Equal([(Branch, 111L), ("north", 503L)], branches.Select(branch => (branch.Id, branch.NextNumber)));
        Assert.Equal(111, next.Number);
        Assert.Equal(
            ["queued", .. Enumerable.Repeat("lostByRestore", 10), "queued", "notDrawn"],
            register.Numbers.Select(number => number.Fate));
        Assert.Equal(
            new NumberFate(101, "lostByRestore", Noon.AddDays(1), StepOverNumbers.Reason, null, "operator:eva"),
            register.Numbers[1]);
        Assert.All(north.Numbers, number => Assert.Equal("lostByRestore", number.Fate));
    }

    [Fact]
    public async Task A_range_that_is_used_up_goes_on_when_it_is_widened()
    {
        await Store.AddBranchAsync(new NewBranch("north", "North", 500, 500, "Europe/Berlin"), Noon, default);
        await AddNewAsync(Order("A", "north"));
        Assert.IsType<AddOrderOutcome.NumbersExhausted>(await Store.AddAsync(Order("B", "north"), default));

        Assert.True(await Store.WidenRangeAsync("north", 501, default));
        Assert.False(await Store.WidenRangeAsync("north", 501, default));
        Assert.False(await Store.WidenRangeAsync("north", 400, default));
        Assert.False(await Store.WidenRangeAsync("nowhere", 501, default));

        Assert.Equal(501, (await AddNewAsync(Order("B", "north"))).Number);
    }

    private static ErasePersonal Erase(StoredOrder order) => new(
        order.Id, order.State, order.StateSince, Encoding.UTF8.GetBytes("""{"erased":true}"""), null, "operator:eva",
        "asked", Noon.AddDays(1));
}
