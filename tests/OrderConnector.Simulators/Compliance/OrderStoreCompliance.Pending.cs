using OrderConnector.Core.Alerting;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Reading;
using Xunit;

namespace OrderConnector.Simulators.Compliance;

public abstract partial class OrderStoreCompliance
{
    private static readonly OrderQuery s_all =
        new(
            null, null, null, OrderGroup.Pending, null, OrderSort.Oldest, null, Noon.AddMinutes(10),
            DeadlineRules.LeadOtherwise);

    private static NewOrder Named(
        string externalId, string customer, long cents = 990, string channel = "webshop", string branch = Branch,
        DateTimeOffset? due = null) => Order(externalId, branch) with
        {
            Id = OrderId.Derive(channel, externalId), Channel = channel, TotalCents = cents, DueAt = due,
            ReceiptToken = ReceiptToken.Make(OrderId.Derive(channel, externalId), new byte[16]),
            Payload = System.Text.Encoding.UTF8.GetBytes(
                $$"""{"lines":[{"name":"x"}],"customer":{"phone":"1","name":"{{customer}}"},"note":"Anna"}"""),
        };

    private async Task<string> ListAsync(OrderQuery query)
    {
        var names = new List<string>();
        for (OrderQuery? page = query; page is not null;)
        {
            var list = await Pages.ReadOrdersAsync(page, default);
            Assert.InRange(list.Orders.Count, 0, query.Max);
            names.AddRange(list.Orders.Select(order => order.ExternalId));
            page = list.Next is { } next ? page with { After = next } : null;
        }

        return string.Join(' ', names);
    }

    private async Task StockAsync()
    {
        await Store.AddBranchAsync(new NewBranch("altona", "Altona", 100, 199, "Europe/Berlin"), Noon, default);
        foreach (var name in (string[])["webshop", "kiosk"])
        {
            await Store.AddChannelAsync(
                new Channel(name, "native", "auto", [Branch, "altona"]),
                new StoredKey("ch_" + name, new byte[32], KeyPurpose.Channel, name, [], 0, Noon, null, null), default);
        }

        await AddNewAsync(Named("A", "Anna Ärmel", 500));
        await AddNewAsync(Named("B", "Bernd", 900, "kiosk", "altona"));
        await AddNewAsync(Named("C", "Hanna", 700, due: Noon.AddHours(5)) with { State = OrderState.Held });
        await AddNewAsync(Named("D", "Doris", 100) with
        {
            State = OrderState.AwaitingPayment, ExpiresAt = Noon.AddMinutes(30),
        });
        await AddNewAsync(Named("E", "Emil", 500, "kiosk", due: Noon.AddHours(3)));
    }

    [Fact]
    public async Task Who_sees_some_branches_is_told_of_the_channels_that_post_to_those_alone()
    {
        await StockAsync();
        await Store.AddChannelAsync(
            new Channel("platform", "native", "auto", ["altona"]),
            new StoredKey("ch_p", new byte[32], KeyPurpose.Channel, "platform", [], 0, Noon, null, null), default);

        Assert.Equal(["kiosk", "platform", "webshop"], await Pages.ReadChannelIdsAsync(null, default));
        Assert.Equal(["kiosk", "webshop"], await Pages.ReadChannelIdsAsync([Branch, "nowhere"], default));
        Assert.Empty(await Pages.ReadChannelIdsAsync([], default));
    }

    [Fact]
    public async Task Pending_orders_are_listed_as_they_were_asked_for()
    {
        await StockAsync();
        await AddNewAsync(Order("gone"));
        await Store.MoveAsync(Cancel("gone"), default);
        foreach (var max in (int[])[1, 2, 50])
        {
            var all = s_all with { Max = max };
            Assert.Equal("A B C D E", await ListAsync(all));
            Assert.Equal("E D C B A", await ListAsync(all with { Sort = OrderSort.Newest }));
            Assert.Equal("A B D E C", await ListAsync(all with { Sort = OrderSort.Due }));
            Assert.Equal("B C A E D", await ListAsync(all with { Sort = OrderSort.Total }));
            Assert.Equal("B", await ListAsync(all with { BranchId = "altona" }));
            Assert.Equal("A C D E", await ListAsync(all with { Scope = [Branch] }));
            Assert.Equal("", await ListAsync(all with { Scope = [Branch], BranchId = "altona" }));
            Assert.Equal("", await ListAsync(all with { Scope = [] }));
            Assert.Equal("B E", await ListAsync(all with { Channel = "kiosk" }));
            Assert.Equal("E", await ListAsync(all with { Channel = "kiosk", Scope = [Branch] }));
            Assert.Equal("A C", await ListAsync(all with { CustomerName = "anna" }));
            Assert.Equal("C A", await ListAsync(all with { CustomerName = "anna", Sort = OrderSort.Newest }));
            Assert.Equal("A", await ListAsync(all with { CustomerName = "äRM" }));
        }
    }

    [Fact]
    public async Task A_listed_order_tells_what_staff_must_know()
    {
        await StockAsync();

        var list = await Pages.ReadOrdersAsync(s_all with { BranchId = "altona" }, default);

        Assert.Equal((null, false), (list.Next, list.IsCapped));
        var order = Assert.Single(list.Orders);
        Assert.Equal(
            new OrderRow(
                order.Row, OrderId.Derive("kiosk", "B"), 100, "altona", "kiosk", "B", 900, OrderState.Queued, Noon, Noon,
                null, false, "native", null, "Bernd"),
            order);
        Assert.Equal("Emil", (await Pages.ReadOrdersAsync(s_all with { Sort = OrderSort.Due }, default)).Orders[3].Customer);
    }

    [Fact]
    public async Task Late_orders_are_those_that_waited_longer_than_they_should()
    {
        await StockAsync();
        var late = s_all with { Group = OrderGroup.Overdue };

        Assert.Equal("", await ListAsync(late with { Now = Noon.AddMinutes(5).AddSeconds(-1) }));
        Assert.Equal("A B", await ListAsync(late with { Now = Noon.AddMinutes(5) }));
        Assert.Equal("A B", await ListAsync(late with { Now = Noon.AddHours(2).AddSeconds(-1) }));
        Assert.Equal("A B E", await ListAsync(late with { Now = Noon.AddHours(2) }));
        Assert.Equal("A B E", await ListAsync(late with { Now = Noon.AddMinutes(5), Lead = TimeSpan.FromHours(3) }));
    }

    [Fact]
    public async Task Each_channel_has_its_own_deadline()
    {
        await StockAsync();
        await Store.AddChannelAsync(
            new Channel("wolt", "wolt", "auto", [Branch]),
            new StoredKey("ch_wolt", new byte[32], KeyPurpose.Channel, "wolt", [], 0, Noon, null, null), default);
        await AddNewAsync(Named("W", "Wanda", channel: "wolt"));
        await AddNewAsync(Named("V", "Vera", channel: "wolt", due: Noon.AddHours(5)));
        await AddNewAsync(Named("X", "Xenia", channel: "forgotten"));
        Assert.True(await Alerts.SetChannelAsync("kiosk", null, TimeSpan.FromMinutes(9), Act("channel.changed"), default));
        var late = s_all with { Group = OrderGroup.Overdue };

        Assert.Equal("W", await ListAsync(late with { Now = Noon.AddMinutes(2) }));
        Assert.Equal("A W X", await ListAsync(late with { Now = Noon.AddMinutes(5) }));
        Assert.Equal("A B W X", await ListAsync(late with { Now = Noon.AddMinutes(9) }));
        Assert.Equal("A B W V X", await ListAsync(late with { Now = Noon.AddMinutes(14) }));
        var found = Assert.Single(await Pages.FindOrdersAsync(null, "B", default));
        Assert.Equal(("native", TimeSpan.FromMinutes(9)), (found.ChannelKind, found.OverdueAfter));
    }

    [Fact]
    public async Task What_the_branch_has_is_listed_until_it_is_signed()
    {
        await EnrolAsync("a1");
        foreach (var name in (string[])["A", "B", "C"])
        {
            await ConfirmAsync("a1", (await CollectedAsync(name)).Lease);
        }

        await ReportAsync("a1", Tell(1, "waiting", "B", new { }), Tell(2, "signed", "C", new { status = "signed" }));

        Assert.Equal("A", await ListAsync(s_all with { Group = OrderGroup.Collected }));
        Assert.Equal("B", await ListAsync(s_all with { Group = OrderGroup.Waiting, Sort = OrderSort.Newest }));
        Assert.Equal("", await ListAsync(s_all with { Group = OrderGroup.Waiting, Scope = ["altona"] }));
    }

    [Fact]
    public async Task One_order_is_found_by_its_number_its_id_and_its_shops_id_whatever_state_it_is_in()
    {
        await StockAsync();
        await AddNewAsync(Named("A", "Other", channel: "kiosk", branch: "altona"));
        await Store.MoveAsync(Cancel("A"), default);

        Assert.Equal("B A", await FindAsync(null, "100"));
        Assert.Equal("A", await FindAsync([Branch], "100"));
        Assert.Equal("A A", await FindAsync(null, "A"));
        Assert.Equal("A", await FindAsync([Branch], "A"));
        Assert.Equal("E", await FindAsync(null, OrderId.Derive("kiosk", "E").Value));
        Assert.Equal("", await FindAsync([], "A"));
        Assert.Equal("", await FindAsync(null, "no such"));
        Assert.Equal("", await FindAsync(null, new string('x', 5000)));
    }

    private async Task<string> FindAsync(IReadOnlyList<string>? scope, string text) =>
        string.Join(' ', (await Pages.FindOrdersAsync(scope, text, default)).Select(order => order.ExternalId));
}
