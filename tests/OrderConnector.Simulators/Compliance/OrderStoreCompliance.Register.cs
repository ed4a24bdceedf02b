using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    [Fact]
    public async Task Every_number_of_the_span_is_explained()
    {
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("B"));
        await Store.MoveAsync(Cancel("B"), default);

        var page = await Store.ReadNumbersAsync(Branch, 0, 102, 100, default);

        Assert.Null(page.Next);
        Assert.Equal(
            [
                new NumberFate(100, "queued", Noon, null, Order("A").Id.Value, "channel:webshop"),
                new NumberFate(
                    101, "cancelled", Noon.AddMinutes(1), "changed my mind", Order("B").Id.Value, "channel:webshop"),
                new NumberFate(102, "notDrawn", null, null, null, null),
            ],
            page.Numbers);
    }

    [Fact]
    public async Task The_register_comes_in_pages_without_gaps()
    {
        var seen = new List<long>();
        for (long? from = 0; from is { } next;)
        {
            var page = await Store.ReadNumbersAsync(Branch, next, long.MaxValue, 7, default);
            seen.AddRange(page.Numbers.Select(n => n.Number));
            from = page.Next;
        }

        Assert.Equal(Enumerable.Range(100, 100).Select(n => (long)n), seen);
        Assert.Empty((await Store.ReadNumbersAsync(Branch, 200, 300, 7, default)).Numbers);
        Assert.Empty((await Store.ReadNumbersAsync("nowhere", 100, 300, 7, default)).Numbers);
    }

    [Fact]
    public async Task Readiness_is_judged_from_queue_agent_numbers_and_seller_data()
    {
        await EnrolAsync("a1");
        await CollectAsync(Visit("a1", now: Noon.AddSeconds(3)));
        await AddNewAsync(Order("A"));
        await AddNewAsync(Order("B") with { Now = Noon.AddSeconds(9) });

        Assert.Equal(
            new BranchStatus(Noon.AddSeconds(3), "unknown", 2, Noon, 102, 100, 199, false, false),
            await Store.ReadBranchStatusAsync(Branch, Noon, default));
        Assert.Null(await Store.ReadBranchStatusAsync("nowhere", Noon, default));
    }

    [Fact]
    public async Task Seller_data_sets_the_branchs_clock_everywhere()
    {
        var data = new SellerData(
            0, Branch, "Mitte", null, null, null, null, "DEU", null, null, "Asia/Kolkata");

        Assert.Null(await Store.AddSellerDataAsync(data with { BranchId = "nowhere" }, Noon, default));
        await Store.AddSellerDataAsync(data, Noon, default);
        await Emergencies.BeginEmergencyAsync(Switch("no line", 1), default);

        Assert.Equal("Asia/Kolkata", Assert.Single(await Store.ReadBranchesAsync(default)).TimeZone);
        Assert.Equal("Asia/Kolkata", Assert.Single(await Pages.ReadBranchLinesAsync(null, default)).TimeZone);
        Assert.Equal("Asia/Kolkata", Assert.Single(await Pages.ReadGlanceAsync(null, Noon, default)).TimeZone);
        Assert.Equal("Asia/Kolkata", Assert.Single(await Pages.ReadRunningEmergenciesAsync(null, default)).TimeZone);
        Assert.Equal("Asia/Kolkata", Assert.Single((await LookAsync()).Branches).TimeZone);
    }

    [Fact]
    public async Task Seller_data_has_versions_and_the_newest_one_counts()
    {
        var data = new SellerData(
            0, Branch, "Mitte", "Pizza GmbH", "Allee 1", "10115", "Berlin", "DEU", "12/345/67890", null,
            "Europe/Berlin");

        Assert.Null(await Store.FindSellerDataAsync(Branch, null, default));
        Assert.Equal(1, (await Store.AddSellerDataAsync(data, Noon, default))!.Version);
        Assert.Equal(2, (await Store.AddSellerDataAsync(data with { City = "Bonn" }, Noon, default))!.Version);
        Assert.Null(await Store.AddSellerDataAsync(data with { BranchId = "nowhere" }, Noon, default));

        Assert.Equal(data with { Version = 1 }, await Store.FindSellerDataAsync(Branch, 1, default));
        Assert.Equal("Bonn", (await Store.FindSellerDataAsync(Branch, null, default))!.City);
        Assert.Null(await Store.FindSellerDataAsync(Branch, 3, default));
        Assert.True((await Store.ReadBranchStatusAsync(Branch, Noon, default))!.SellerComplete);
    }

    [Fact]
    public async Task Branches_channels_and_keys_are_added_once_and_found()
    {
        var key = new StoredKey("ch_1", [.. Enumerable.Range(0, 32).Select(i => (byte)i)], KeyPurpose.Channel,
            "kiosk", [], 0, Noon, Noon.AddDays(1), null);

        Assert.True(await Store.AddChannelAsync(new Channel("kiosk", "native", "held", [Branch]), key, default));
        Assert.False(await Store.AddChannelAsync(
            new Channel("kiosk", "native", "auto", []), key with { Id = "ch_2" }, default));
        Assert.False(await Store.AddBranchAsync(new NewBranch(Branch, "Again", 1, 2, "Europe/Berlin"), Noon, default));

        Assert.Equal([Branch], (await Store.FindChannelAsync("kiosk", default))!.Branches);
        Assert.Null(await Store.FindChannelAsync("nobody", default));
        var found = await Store.FindKeyAsync("ch_1", default);
        Assert.Equal(key with { Hash = found!.Hash, Branches = found.Branches }, found);
        Assert.Equal(key.Hash, found.Hash);
        Assert.Null(await Store.FindKeyAsync("ch_2", default));
        Assert.Equal(
            new BranchRow(Branch, "Mitte", 100, 199, 100, "Europe/Berlin"),
            Assert.Single(await Store.ReadBranchesAsync(default)));
    }
}
