using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    private static NewOrder Keyed(string externalId, string payloadHash, DateTimeOffset? now = null) =>
        Order(externalId) with { Idempotency = new IdempotencyKey("key-1", payloadHash), Now = now ?? Noon };

    [Fact]
    public async Task The_same_key_with_the_same_payload_gets_the_same_order()
    {
        await AddNewAsync(Keyed("A", "p1"));

        var known = Assert.IsType<AddOrderOutcome.AlreadyKnown>(await Store.AddAsync(Keyed("A", "p1"), default));

        Assert.Equal(100, known.Order.Number);
    }

    [Fact]
    public async Task A_key_with_another_payload_is_refused_before_the_external_id_is_looked_at()
    {
        await AddNewAsync(Keyed("A", "p1"));

        Assert.IsType<AddOrderOutcome.KeyReused>(await Store.AddAsync(Keyed("B", "p2"), default));
        Assert.IsType<AddOrderOutcome.KeyReused>(
            await Store.AddAsync(Keyed("A", "p2") with { ContentHash = "1:other" }, default));
        Assert.Null(await Store.FindAsync(Order("B").Id, default));
    }

    [Fact]
    public async Task A_key_is_the_channels_own()
    {
        await AddNewAsync(Keyed("A", "p1"));
        var id = OrderId.Derive("kiosk", "A");
        var kiosk = Keyed("A", "p2") with
        {
            Channel = "kiosk", Id = id, ReceiptToken = ReceiptToken.Make(id, new byte[16]),
        };

        Assert.Equal(101, (await AddNewAsync(kiosk)).Number);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        await AddNewAsync(Keyed("A", "p1"));

        Assert.IsType<AddOrderOutcome.KeyReused>(
            await Store.AddAsync(Keyed("B", "p2", Noon.AddHours(24).AddSeconds(-1)), default));
        await AddNewAsync(Keyed("B", "p2", Noon.AddHours(24)));
        Assert.IsType<AddOrderOutcome.KeyReused>(await Store.AddAsync(Keyed("C", "p3", Noon.AddHours(25)), default));
    }

    [Fact]
    public async Task A_refused_order_leaves_its_key_free()
    {
        await AddNewAsync(Order("A"));

        Assert.IsType<AddOrderOutcome.OtherContent>(
            await Store.AddAsync(Keyed("A", "p1") with { ContentHash = "1:other" }, default));
        await AddNewAsync(Keyed("B", "p2"));
    }

    [Fact]
    public async Task Many_days_of_keys_do_not_disturb_one_another()
    {
        await Store.AddBranchAsync(new NewBranch("big", "Big", 1, 9999, "Europe/Berlin"), Noon, default);
        for (var i = 0; i < 300; i++)
        {
            var order = Order($"K{i}", "big") with
            {
                Idempotency = new IdempotencyKey($"key-{i % 150}", $"p{i}"), Now = Noon.AddDays(i / 100 * 2),
            };
            Assert.IsType<AddOrderOutcome.Added>(await Store.AddAsync(order, default));
        }
    }
}
