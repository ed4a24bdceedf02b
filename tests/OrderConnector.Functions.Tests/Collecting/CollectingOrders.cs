using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Core.Agents;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Collecting;

public sealed class CollectingOrders : IAsyncLifetime
{
    private CloudUnderTest _cloud = null!;
    private HttpClient _shop = null!;
    private BranchAgent _agent = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync(null, null, CloudUnderTest.SleepLong);
        _shop = _cloud.Shop();
        _agent = await BranchAgent.EnrolAsync(_cloud);
    }

    public async Task DisposeAsync()
    {
        _agent.Dispose();
        _shop.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task The_order_comes_as_posted_with_what_storing_added()
    {
        var order = Calls.Order("A-1");
        order["id"] = "mine";
        order["surprise"] = "kept";
        var posted = await _shop.PostAsync(Calls.Orders, order);

        var delivery = (await _agent.CollectAsync()).Json.GetProperty("deliveries").EnumerateArray().Single();
        var document = delivery.GetProperty("order");

        Assert.Equal(30, delivery.GetProperty("leaseSeconds").GetInt32());
        Assert.Equal(posted["id"], document.GetProperty("id").GetString());
        Assert.Equal(posted.Number, document.GetProperty("number").GetInt64());
        Assert.Equal("webshop", document.GetProperty("channel").GetString());
        Assert.Equal("auto", document.GetProperty("release").GetString());
        Assert.Equal(0, document.GetProperty("masterData").GetInt32());
        Assert.Equal(43, document.GetProperty("receiptToken").GetString()!.Length);
        Assert.Equal(order["lines"]!.ToJsonString(), JsonNode.Parse(document.GetProperty("lines").GetRawText())!.ToJsonString());
        Assert.Equal("A-1", document.GetProperty("externalId").GetString());
        Assert.True(Core.Orders.NumberedOrderJson.Read(document).IsRead);
    }

    [Fact]
    public async Task An_order_paid_later_comes_as_prepaid_with_its_payments()
    {
        var posted = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1", "pending"));
        Assert.Empty(await _agent.TakeAsync());
        await _shop.PostAsync($"{Calls.Orders}/{posted["id"]}/payment", JsonNode.Parse(
            """{"outcome":"paid","payments":[{"type":"creditCard","name":"Visa","amount":22.55}]}"""));

        var document = Assert.Single(await _agent.TakeAsync());

        Assert.Equal("prepaid", document.GetProperty("payment").GetString());
        Assert.Equal("Visa", document.GetProperty("payments")[0].GetProperty("name").GetString());
        var read = Core.Orders.NumberedOrderJson.Read(document);
        Assert.Equal(22.55m, read.Value!.Order.Payments.Single().Amount.ToEuro());
    }

    [Fact]
    public async Task A_waiting_agent_hears_of_a_new_order_at_once()
    {
        await _agent.CollectAsync();
        var waiting = _agent.CollectAsync(waitSeconds: 60);
        await Task.Delay(300);
        Assert.False(waiting.IsCompleted);
        var begun = Stopwatch.GetTimestamp();
        await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"));

        var answer = await waiting;

        Assert.Single(answer.Json.GetProperty("deliveries").EnumerateArray());
        Assert.True(Stopwatch.GetElapsedTime(begun) < CloudUnderTest.Soon, "It waited for the next look.");
    }

    [Fact]
    public async Task Nothing_within_the_wait_is_an_empty_answer()
    {
        var answer = await _agent.CollectAsync(waitSeconds: 1);

        Assert.Equal((200, "active"), (answer.Status, answer["role"]));
        Assert.Empty(answer.Json.GetProperty("deliveries").EnumerateArray());
        Assert.Equal(1, answer.Json.GetProperty("reportsFrom").GetInt64());
    }

    [Fact]
    public async Task Orders_of_another_branch_are_not_offered()
    {
        await _shop.PostAsync(Calls.Orders, Calls.Order("A-1", branch: CloudUnderTest.OtherBranch));

        Assert.Empty(await _agent.TakeAsync());
    }

    [Fact]
    public async Task An_offered_order_is_not_offered_to_the_same_process_again_and_at_most_max_come()
    {
        for (var i = 0; i < 3; i++)
        {
            await _shop.PostAsync(Calls.Orders, Calls.Order($"A-{i}"));
        }

        var two = await _agent.CollectAsync(max: 2);
        var one = await _agent.CollectAsync(max: 2);

        Assert.Equal(2, two.Json.GetProperty("deliveries").GetArrayLength());
        Assert.Equal(1, one.Json.GetProperty("deliveries").GetArrayLength());
    }

    [Fact]
    public async Task A_confirmed_order_is_collected_and_one_called_back_is_gone_with_the_reason()
    {
        var kept = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"));
        var called = await _shop.PostAsync(Calls.Orders, Calls.Order("A-2"));
        var leases = (await _agent.CollectAsync()).Json.GetProperty("deliveries").EnumerateArray()
            .Select(delivery => delivery.GetProperty("lease").GetString()!).ToList();
        await _shop.PostAsync($"{Calls.Orders}/{called["id"]}/cancel", new JsonObject { ["reason"] = "no" });

        var answer = await _agent.Http.PostAsync("/agent/v1/confirm", new ConfirmRequest([.. leases, "never-given"]));
        var late = await _shop.PostAsync($"{Calls.Orders}/{kept["id"]}/cancel", new JsonObject { ["reason"] = "no" });

        Assert.Equal(
            ["yours ", "gone cancelled", "gone unknown"],
            answer.Json.GetProperty("confirmations").EnumerateArray().Select(one =>
                $"{one.GetProperty("verdict").GetString()} {one.GetProperty("reason").GetString()}"));
        Assert.Equal((409, "collected"), (late.Status, late["state"]));
        Assert.Equal(["yours"], await _agent.ConfirmAsync(leases[0]));
    }

    [Fact]
    public async Task The_second_agent_of_a_branch_stands_by()
    {
        await _agent.CollectAsync();
        using var second = await BranchAgent.EnrolAsync(_cloud, "agent-2");
        await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"));

        var answer = await second.CollectAsync(waitSeconds: 1);

        Assert.Equal((200, "standby"), (answer.Status, answer["role"]));
        Assert.Empty(answer.Json.GetProperty("deliveries").EnumerateArray());
        Assert.Single(await _agent.TakeAsync());
    }

    [Fact]
    public async Task A_journal_behind_the_one_told_of_before_is_refused()
    {
        var ahead = _agent.Request() with { Journal = new JournalHead(new string('a', 32), 5, new string('b', 64)) };
        Assert.Equal(200, (await _agent.Http.PostAsync("/agent/v1/collect", ahead)).Status);

        var rewound = await _agent.Http.PostAsync(
            "/agent/v1/collect", ahead with { Journal = ahead.Journal with { Sequence = 4 } });

        Assert.Equal((409, "journal-rewound"), (rewound.Status, rewound.Problem));
    }

    [Fact]
    public async Task A_stopping_host_ends_the_wait_with_an_empty_answer()
    {
        await _agent.CollectAsync();
        var waiting = _agent.CollectAsync(waitSeconds: 60);
        await Task.Delay(300);
        var begun = Stopwatch.GetTimestamp();
        var stopping = _cloud.App.StopAsync();

        var answer = await waiting;
        await stopping;

        Assert.Equal(200, answer.Status);
        Assert.Empty(answer.Json.GetProperty("deliveries").EnumerateArray());
        Assert.True(Stopwatch.GetElapsedTime(begun) < CloudUnderTest.Soon, "The host waited for the agent.");
    }

    [Fact]
    public async Task Every_fault_of_a_request_is_named_at_once()
    {
        var refused = await _agent.Http.PostAsync("/agent/v1/collect", new CollectRequest("x", null!, -1, 0, 61));

        Assert.Equal(400, refused.Status);
        Assert.Equal(
            [
                "/session hex-malformed", "/max out-of-range", "/waitSeconds out-of-range", "/highestNumber out-of-range",
                "/journal journal-missing",
            ],
            refused.Faults);
        Assert.Equal(400, (await _agent.Http.PostTextAsync("/agent/v1/confirm", "{}")).Status);
    }

    [Fact]
    public async Task Seller_data_is_read_by_version_and_named_in_the_delivery()
    {
        var data = new SellerData(
            0, CloudUnderTest.Branch, "Mitte", "ACME", "Weg 1", "10115", "Berlin", "DEU", "11/22", null, "Europe/Berlin");
        await _cloud.Store.AddSellerDataAsync(data, _cloud.Clock.GetUtcNow(), default);
        await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"));

        var document = Assert.Single(await _agent.TakeAsync());
        var read = await _agent.Http.ReadAsync("/agent/v1/master-data/1");

        Assert.Equal(1, document.GetProperty("masterData").GetInt32());
        Assert.Equal(data with { Version = 1 }, read.Json.Deserialize<SellerData>(WireJson.Options));
        Assert.Equal(404, (await _agent.Http.ReadAsync("/agent/v1/master-data/2")).Status);
        Assert.Equal(404, (await _agent.Http.ReadAsync("/agent/v1/master-data/newest")).Status);
    }

    [Fact]
    public async Task An_order_collected_before_the_branch_had_seller_data_gets_the_first_that_is_complete()
    {
        var seller = new SellerData(
            0, CloudUnderTest.Branch, "Mitte", "ACME", "Weg 1", "10115", "Berlin", "DEU", null, null, "Europe/Berlin");

        Assert.Equal(404, (await _agent.Http.ReadAsync("/agent/v1/master-data/0")).Status);
        await _cloud.Store.AddSellerDataAsync(seller, _cloud.Clock.GetUtcNow(), default);
        Assert.Equal(404, (await _agent.Http.ReadAsync("/agent/v1/master-data/0")).Status);
        await _cloud.Store.AddSellerDataAsync(seller with { TaxNumber = "1/2" }, _cloud.Clock.GetUtcNow(), default);

        var read = await _agent.Http.ReadAsync("/agent/v1/master-data/0");
        Assert.Equal((200, "1/2"), (read.Status, read["taxNumber"]));
    }
}
