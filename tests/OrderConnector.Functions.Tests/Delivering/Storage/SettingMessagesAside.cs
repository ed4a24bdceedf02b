using OrderConnector.Core.Orders;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Delivering.Storage;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Functions.Tests.Delivering.Storage;

/// <summary>What lies in a queue and helps nobody.</summary>
public sealed class SettingMessagesAside(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);
    private static readonly LookResult s_more = new(Served: true, [], MoreMayWait: true);

    [AzuriteTheory]
    [InlineData("not base64 at all")]
    [InlineData("bm90IGFuIG9yZGVy")]
    [InlineData("{\"id\":1}")]
    public async Task What_names_no_order_is_kept_for_a_person_as_it_lay_there(string text)
    {
        await using var queues = await MakeAsync();
        var queue = queues.NewInstance();
        await queues.PutAsync("mitte", text);
        Assert.True(await WaitAsync(queue));

        await queue.SettleAsync(queue.Watch("mitte"), s_more, default);

        var kept = Assert.Single(await queues.Store.ReadSetAsideAsync(10, default));
        Assert.Equal(
            (queues.Names.Of("mitte"), "mitte", text, "The message names no order."),
            (kept.Queue, kept.BranchId, kept.Text, kept.Reason));
        Assert.Equal(0, await queues.CountAsync("mitte"));
    }

    [AzuriteFact]
    public async Task A_message_that_was_replayed_comes_again_as_it_was()
    {
        await using var queues = await MakeAsync();
        var queue = queues.NewInstance();
        await queues.PutAsync("mitte", "rubbish");
        Assert.True(await WaitAsync(queue));
        await queue.SettleAsync(queue.Watch("mitte"), s_more, default);
        var kept = Assert.Single(await queues.Store.ReadSetAsideAsync(10, default));

        Assert.True(await queue.ReplayAsync(kept, default));
        Assert.True(await WaitAsync(queue));
        await queue.SettleAsync(queue.Watch("mitte"), s_more, default);

        Assert.Equal(["rubbish", "rubbish"], (await queues.Store.ReadSetAsideAsync(10, default)).Select(m => m.Text));
    }

    [AzuriteFact]
    public async Task A_message_that_comes_too_often_without_its_order_being_offered_is_set_aside()
    {
        await using var queues = await MakeAsync();
        var order = StorageQueues.Order("A");
        await queues.PutAsync("mitte", MessageText.Write(order.Id));
        var direct = queues.Service.GetQueueClient(queues.Names.Of("mitte"));
        for (var i = 0; i < 5; i++)
        {
            var taken = (await direct.ReceiveMessageAsync()).Value;
            await direct.UpdateMessageAsync(taken.MessageId, taken.PopReceipt, visibilityTimeout: TimeSpan.Zero);
        }

        var queue = queues.NewInstance();
        Assert.True(await WaitAsync(queue));
        await queue.SettleAsync(queue.Watch("mitte"), s_more, default);

        var kept = Assert.Single(await queues.Store.ReadSetAsideAsync(10, default));
        Assert.Equal("The message came 6 times, and its order was never offered.", kept.Reason);
        Assert.Equal(0, await queues.CountAsync("mitte"));
    }

    [AzuriteFact]
    public async Task A_message_that_comes_often_is_kept_in_the_queue_while_a_look_may_still_answer_it()
    {
        await using var queues = await MakeAsync();
        var order = StorageQueues.Order("A");
        var queue = queues.NewInstance();
        await queues.PutAsync("mitte", MessageText.Write(order.Id));
        Assert.True(await WaitAsync(queue));

        await queue.SettleAsync(queue.Watch("mitte"), s_more, default);
        Assert.Equal(1, await queues.CountAsync("mitte"));
        await queue.SettleAsync(queue.Watch("mitte"), s_more with { Offered = [order.Id] }, default);

        Assert.Equal(0, await queues.CountAsync("mitte"));
        Assert.Empty(await queues.Store.ReadSetAsideAsync(10, default));
    }

    private async Task<StorageQueues> MakeAsync()
    {
        var queues = azurite.NewQueues();
        await queues.Store.MigrateAsync(default);
        return queues;
    }

    private static Task<bool> WaitAsync(StorageDeliveryQueue queue) =>
        queue.WaitAsync(queue.Watch("mitte"), s_long, default);
}
