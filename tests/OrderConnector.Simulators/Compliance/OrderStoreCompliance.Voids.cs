using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    private static NewOrder VoidOf(string original, string externalId, int seen) =>
        Order(externalId) with { TotalCents = -990, Voids = new VoidsGuard(Order(original).Id, seen, "wrong dish") };

    [Fact]
    public async Task A_counter_order_names_what_it_voids()
    {
        await AddNewAsync(Order("A"));

        var added = await AddNewAsync(VoidOf("A", "V1", 0));

        Assert.Equal((Order("A").Id, 100L, "wrong dish"), (added.Voids!.Value, added.VoidsNumber, added.VoidReason));
        var found = Assert.Single(await Store.FindVoidsOfAsync(Order("A").Id, default));
        Assert.Equal(added with { Payload = found.Payload }, found);
        Assert.Empty(await Store.FindVoidsOfAsync(Order("V1").Id, default));
    }

    [Fact]
    public async Task Of_voids_planned_at_the_same_time_one_wins()
    {
        await AddNewAsync(Order("A"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            i => Task.Run(() => Store.AddAsync(VoidOf("A", $"V{i}", 0), default))));

        Assert.Single(outcomes.OfType<AddOrderOutcome.Added>());
        Assert.Equal(7, outcomes.OfType<AddOrderOutcome.VoidRaced>().Count());
        Assert.Equal(102, (await AddNewAsync(VoidOf("A", "V9", 1))).Number);
    }

    [Fact]
    public async Task A_repeated_void_is_known_whatever_came_after_it()
    {
        await AddNewAsync(Order("A"));
        await AddNewAsync(VoidOf("A", "V1", 0));
        await AddNewAsync(VoidOf("A", "V2", 1));

        Assert.IsType<AddOrderOutcome.AlreadyKnown>(await Store.AddAsync(VoidOf("A", "V1", 0), default));
    }

    [Fact]
    public async Task Another_process_changes_the_mark_and_our_own_writes_do_not()
    {
        await using var other = Open();
        await other.MigrateAsync(default);
        var before = await Store.ReadChangeMarkAsync(default);
        await AddNewAsync(Order("A"));
        Assert.Equal(before, await Store.ReadChangeMarkAsync(default));

        await other.AddKeyAsync(RegistrationKey("rk_other"), default);

        Assert.NotEqual(before, await Store.ReadChangeMarkAsync(default));
        await Store.ProbeAsync(default);
    }
}
