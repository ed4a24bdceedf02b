using OrderConnector.Core.Agents;
using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Branches;
using OrderConnector.Portal.Channels;
using OrderConnector.Portal.Reading;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    [Fact]
    public async Task Branches_are_listed_with_their_newest_seller_and_their_living_agents()
    {
        await Store.AddBranchAsync(new NewBranch("aachen", "Aachen", 1, 10, "Europe/Vienna"), Noon, default);
        await Store.AddSellerDataAsync(Seller("Old Ltd"), Noon, default);
        await Store.AddSellerDataAsync(Seller("New Ltd") with { TimeZone = "Europe/Zurich" }, Noon, default);
        await EnrolAsync("a1");
        await EnrolAsync("a2");
        await Store.RevokeAgentAsync("a1", "user:eva", "lost", Noon, default);
        await AddNewAsync(Order("A"));

        var all = await Queries.ReadBranchLinesAsync(null, default);

        Assert.Equal(
            [
                new BranchLine("aachen", "Aachen", "Europe/Vienna", 1, 10, 1, 0, false, 0),
                new BranchLine(Branch, "Mitte", "Europe/Zurich", 100, 199, 101, 2, true, 1),
            ],
            all);
        Assert.Equal([Branch], (await Queries.ReadBranchLinesAsync([Branch], default)).Select(one => one.Id));
        Assert.Empty(await Queries.ReadBranchLinesAsync([], default));
    }

    [Fact]
    public async Task Versions_of_seller_data_are_read_newest_first_below_any_of_them()
    {
        foreach (var hour in Enumerable.Range(0, 3))
        {
            await Store.AddSellerDataAsync(Seller($"{hour} Ltd"), Noon.AddHours(hour), default);
        }

        var first = await Queries.ReadSellerVersionsAsync(Branch, null, 2, default);
        var second = await Queries.ReadSellerVersionsAsync(Branch, first[^1].Data.Version, 2, default);

        Assert.Equal(["2 Ltd", "1 Ltd"], first.Select(version => version.Data.Company));
        Assert.Equal(
            [new SellerVersion(Seller("0 Ltd") with { Version = 1 }, Noon)], second);
    }

    [Fact]
    public async Task Keys_are_listed_by_what_they_open_newest_first_without_their_secrets()
    {
        var channel = new Channel("webshop", "native", "held", [Branch]);
        await Store.AddChannelAsync(channel, ChannelKey("ch_1", "webshop", Noon), default);
        await Store.AddKeyAsync(ChannelKey("ch_2", "webshop", Noon.AddDays(1)), default);
        await Store.AddKeyAsync(ChannelKey("ch_3", "kiosk", Noon), default);
        await Store.AddKeyAsync(RegistrationKey("rk_1", uses: 4) with { ExpiresAt = Noon.AddDays(3) }, default);

        Assert.Equal(
            ["ch_2", "ch_1"],
            (await Queries.ReadKeyLinesAsync(KeyUse.Channel, "webshop", default)).Select(key => key.Id));
        Assert.Equal(3, (await Queries.ReadKeyLinesAsync(KeyUse.Channel, null, default)).Count);
        Assert.Empty(await Queries.ReadKeyLinesAsync(KeyUse.Operator, null, default));
        var registration = Assert.Single(await Queries.ReadKeyLinesAsync(KeyUse.Registration, null, default));
        Assert.Equal((4, Noon.AddDays(3), KeyStanding.Valid),
            (registration.UsesLeft, registration.ExpiresAt, registration.StandingAt(Noon)));
        Assert.Equal([Branch], registration.Branches);
        var listed = Assert.Single(await Queries.ReadChannelLinesAsync(default));
        Assert.Equal(("webshop", "native", "held"), (listed.Id, listed.Kind, listed.Release));
    }

    [Fact]
    public async Task A_key_is_revoked_once_and_by_whom_and_why_is_on_record()
    {
        await Store.AddKeyAsync(ChannelKey("ch_1", "webshop", Noon), default);
        await EnrolAsync("a1");
        var revoke = new RevokeKey("ch_1", "user:eva", "leaked", Noon.AddDays(1));

        Assert.Equal(RevokeKeyOutcome.Revoked, await Store.RevokeKeyAsync(revoke, default));
        Assert.Equal(RevokeKeyOutcome.RevokedBefore, await Store.RevokeKeyAsync(revoke with { Reason = "x" }, default));
        Assert.Equal(RevokeKeyOutcome.Unknown, await Store.RevokeKeyAsync(revoke with { KeyId = "ag_a1_s" }, default));
        Assert.Equal(RevokeKeyOutcome.Unknown, await Store.RevokeKeyAsync(revoke with { KeyId = "none" }, default));

        Assert.Equal(Noon.AddDays(1), (await Store.FindKeyAsync("ch_1", default))!.RevokedAt);
        Assert.Null((await Store.FindKeyAsync("ag_a1_s", default))!.RevokedAt);
        var log = await ((IAuditStore)Store).ReadAuditAsync(
            new AuditFilter(Action: "key.revoked"), null, null, 10, default);
        var act = Assert.Single(log.Entries).Act;
        Assert.Equal(("user:eva", "ch_1", "leaked"), (act.Actor, act.Subject, act.Reason));
    }

    [Fact]
    public async Task What_a_person_decides_on_is_read_page_by_page_of_the_own_branches()
    {
        await Store.AddBranchAsync(new NewBranch("north", "North", 100, 199, "Europe/Berlin"), Noon, default);
        foreach (var id in (string[])["H1", "H2", "H3"])
        {
            await AddNewAsync(Order(id) with { State = OrderState.Held, HeldReason = "total differs" });
        }

        await AddNewAsync(Order("N1", "north") with { State = OrderState.Held });
        await AddNewAsync(Order("queued"));

        var first = await Queries.ReadHeldOrdersAsync(null, 0, 2, default);
        var second = await Queries.ReadHeldOrdersAsync(null, first.Next!.Value, 2, default);
        var own = await Queries.ReadHeldOrdersAsync(["north", Branch], 0, 10, default);

        Assert.Equal(["H1", "H2"], first.Orders.Select(order => order.ExternalId));
        Assert.Equal(["H3", "N1"], second.Orders.Select(order => order.ExternalId));
        Assert.Null(second.Next);
        Assert.Equal(["H1", "H2", "H3", "N1"], own.Orders.Select(order => order.ExternalId));
        Assert.Equal(
            ["N1"], (await Queries.ReadHeldOrdersAsync(["north"], 0, 10, default)).Orders.Select(o => o.ExternalId));
        Assert.Empty((await Queries.ReadHeldOrdersAsync([], 0, 10, default)).Orders);
        Assert.Equal(
            (Order("H1").Id, 100L, Branch, "webshop", 990L, OrderState.Held, "total differs", Noon), Told(first.Orders[0]));
        Assert.Equal(first.Orders[0], await Queries.FindOrderToDecideAsync(Order("H1").Id, default));
        Assert.Null(await Queries.FindOrderToDecideAsync(Order("none").Id, default));
    }

    [Fact]
    public async Task An_agents_page_tells_its_journal_its_warnings_and_what_it_still_owns()
    {
        await EnrolAsync("a1");
        await CollectedAsync("A");
        await CollectedAsync("B");
        await ReportAsync("a1", Tell(4, "health", null, new
        {
            tss = "outage", detail = "gone", awaitingHandOver = 2, version = "0.2.0",
            warnings = (string[])["certificate-expires: in 20 days"],
        }));
        await ReportAsync("a1", Tell(5, "setAside", "B", new { reason = "no VAT key" }));

        var agent = await Queries.FindAgentDetailAsync("a1", default);
        var collected = await Queries.ReadCollectedOrdersAsync("a1", 0, 10, default);
        var aside = await Queries.ReadSetAsideOrdersAsync([Branch], 0, 10, default);

        Assert.Equal(("a1", "outage", "0.2.0", 1), (agent!.Line.Id, agent.Line.Tss, agent.Line.Version, agent.Collected));
        Assert.Equal(("j-a1", 0L, "h0", 5L),
            (agent.Journal!.Id, agent.Journal.Sequence, agent.Journal.HeadHash, agent.Journal.ReportedTo));
        Assert.Equal(("gone", 2), (agent.Health!.Detail, agent.Health.AwaitingHandOver));
        Assert.Equal(["certificate-expires: in 20 days"], agent.Health.Warnings);
        Assert.Equal(["A"], collected.Orders.Select(order => order.ExternalId));
        Assert.Equal(("B", "no VAT key"), (Assert.Single(aside.Orders).ExternalId, aside.Orders[0].Reason));
        Assert.Null(await Queries.FindAgentDetailAsync("none", default));
        Assert.Equal(["a1"], (await Queries.ReadAgentLinesAsync([Branch], default)).Select(one => one.Id));
        Assert.Empty(await Queries.ReadAgentLinesAsync(["north"], default));
    }

    [Fact]
    public async Task Messages_nobody_decided_on_are_read_page_by_page_of_the_own_branches()
    {
        foreach (var id in (string[])["m1", "m2", "m3"])
        {
            await Store.AddSetAsideAsync(
                new NewSetAsideMessage("q", id == "m2" ? "north" : Branch, id, $"text of {id}", "no order", Noon), default);
        }

        var first = await Queries.ReadStrayMessagesAsync(null, 0, 2, default);
        var second = await Queries.ReadStrayMessagesAsync(null, first.Next!.Value, 2, default);
        await Store.DecideSetAsideAsync(
            new DecideSetAside(first.Messages[0].Id, SetAsideDecision.Dropped, "user:eva", "old", Noon), default);

        Assert.Equal(["text of m1", "text of m2"], first.Messages.Select(message => message.Text));
        Assert.Equal(["text of m3"], second.Messages.Select(message => message.Text));
        Assert.Equal(
            ["text of m3"],
            (await Queries.ReadStrayMessagesAsync([Branch], 0, 2, default)).Messages.Select(message => message.Text));
    }

    [Fact]
    public async Task The_first_number_since_a_moment_is_found_over_gaps()
    {
        foreach (var day in Enumerable.Range(0, 7))
        {
            await AddNewAsync(Order($"day {day}") with { Now = Noon.AddDays(day) });
        }

        await Store.StepOverAsync(new StepOverNumbers(20, "operator:eva", Noon.AddDays(7)), default);
        await AddNewAsync(Order("late") with { Now = Noon.AddDays(9) });

        Assert.Equal(100, await Queries.FindNumberSinceAsync(Branch, Noon.AddDays(-1), default));
        Assert.Equal(103, await Queries.FindNumberSinceAsync(Branch, Noon.AddDays(3), default));
        Assert.Equal(104, await Queries.FindNumberSinceAsync(Branch, Noon.AddDays(3).AddMilliseconds(1), default));
        Assert.Equal(107, await Queries.FindNumberSinceAsync(Branch, Noon.AddDays(8), default));
        Assert.Null(await Queries.FindNumberSinceAsync(Branch, Noon.AddDays(10), default));
        Assert.Null(await Queries.FindNumberSinceAsync("none", Noon, default));
    }

    private static SellerData Seller(string company) => new(
        0, Branch, "Mitte", company, "Street 1", "10115", "Berlin", "DEU", "21/815/08150", null, "Europe/Berlin");

    private static StoredKey ChannelKey(string id, string channel, DateTimeOffset at) => new(
        id, new byte[32], KeyPurpose.Channel, channel, [], 0, at, null, null);

    private static (OrderId, long, string, string, long, OrderState, string?, DateTimeOffset) Told(
        OrderToDecide order) =>
        (order.Id, order.Number, order.BranchId, order.Channel, order.TotalCents, order.State, order.Reason,
            order.Since);
}
