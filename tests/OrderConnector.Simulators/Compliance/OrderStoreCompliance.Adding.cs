using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    [Fact]
    public async Task Numbers_are_drawn_in_ascending_order_per_branch()
    {
        await Store.AddBranchAsync(new NewBranch("hamburg", "Hamburg", 500, 599, "Europe/Berlin"), Noon, default);

        Assert.Equal(100, (await AddNewAsync(Order("A"))).Number);
        Assert.Equal(101, (await AddNewAsync(Order("B"))).Number);
        Assert.Equal(500, (await AddNewAsync(Order("C", "hamburg"))).Number);
    }

    [Fact]
    public async Task What_is_answered_on_adding_is_what_is_read_later()
    {
        var order = Order("A") with
        {
            State = OrderState.Held, HeldReason = "total off by a cent", Release = "held",
            DueAt = Noon.AddHours(1), ExpiresAt = Noon.AddMinutes(30), Now = Noon.AddTicks(17),
        };

        var added = await AddNewAsync(order);
        var found = await Store.FindAsync(order.Id, default);

        Assert.NotNull(found);
        Assert.Equal(added with { Payload = found.Payload }, found);
        Assert.Equal(order.Payload.ToArray(), found.Payload);
        Assert.Equal("total off by a cent", found.StateReason);
        Assert.Equal(added.Number, (await Store.FindByNumberAsync(Branch, added.Number, default))!.Number);
        Assert.Equal(added.Id, (await Store.FindByReceiptTokenAsync(order.ReceiptToken, default))!.Id);
        Assert.Null(await Store.FindAsync(OrderId.Derive("webshop", "other"), default));
        Assert.Null(await Store.FindByReceiptTokenAsync("no such token", default));
        Assert.Null(await Store.FindByReceiptTokenAsync(
            ReceiptToken.Make(order.Id, [.. new byte[15], 1]), default));
        Assert.Null(await Store.FindByNumberAsync(Branch, 150, default));
    }

    [Fact]
    public async Task The_first_event_tells_who_posted_the_order()
    {
        await AddNewAsync(Order("A"));

        var only = Assert.Single(await Store.ReadEventsAsync(Order("A").Id, default));

        Assert.Equal(new OrderEvent(null, OrderState.Queued, Noon, "channel:webshop", null), only);
    }

    [Fact]
    public async Task The_same_content_is_known_and_keeps_its_number()
    {
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("B"));

        var known = Assert.IsType<AddOrderOutcome.AlreadyKnown>(await Store.AddAsync(Order("A"), default));

        Assert.Equal(100, known.Order.Number);
        Assert.Equal(102, (await AddNewAsync(Order("C"))).Number);
    }

    [Fact]
    public async Task Other_content_under_the_same_external_id_is_told_apart()
    {
        await AddNewAsync(Order("A"));

        var other = Assert.IsType<AddOrderOutcome.OtherContent>(
            await Store.AddAsync(Order("A") with { ContentHash = "1:other" }, default));

        Assert.Equal(100, other.Order.Number);
    }

    [Fact]
    public async Task An_unknown_branch_takes_no_order()
    {
        Assert.IsType<AddOrderOutcome.BranchUnknown>(await Store.AddAsync(Order("A", "nowhere"), default));
        Assert.Null(await Store.FindAsync(Order("A").Id, default));
    }

    [Fact]
    public async Task A_used_up_range_takes_no_order_but_still_knows_the_old_ones()
    {
        await Store.AddBranchAsync(new NewBranch("tiny", "Tiny", 7, 8, "Europe/Berlin"), Noon, default);
        await AddNewAsync(Order("A", "tiny"));
        await AddNewAsync(Order("B", "tiny"));

        Assert.IsType<AddOrderOutcome.NumbersExhausted>(await Store.AddAsync(Order("C", "tiny"), default));
        Assert.IsType<AddOrderOutcome.AlreadyKnown>(await Store.AddAsync(Order("A", "tiny"), default));
    }

    [Fact]
    public async Task Sixty_four_posts_of_one_order_at_once_make_one_order()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => Task.Run(() => Store.AddAsync(Order("A"), default))));

        Assert.Single(outcomes.OfType<AddOrderOutcome.Added>());
        Assert.Equal(63, outcomes.OfType<AddOrderOutcome.AlreadyKnown>().Count(o => o.Order.Number == 100));
    }

    [Fact]
    public async Task An_order_is_there_after_the_store_was_opened_anew()
    {
        await AddNewAsync(Order("A"));
        await Store.DisposeAsync();
        Store = Open();
        await Store.MigrateAsync(default);

        Assert.Equal(100, (await Store.FindAsync(Order("A").Id, default))!.Number);
        Assert.Equal(101, (await AddNewAsync(Order("B"))).Number);
    }
}
