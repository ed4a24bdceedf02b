using System.Diagnostics;
using System.Security.Cryptography;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Administering;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Administering;

public sealed class AdministeringBesideAServingProcess : IAsyncLifetime
{
    private CloudUnderTest _cloud = null!;

    public async Task InitializeAsync() => _cloud = await CloudUnderTest.StartAsync(null, null, CloudUnderTest.SleepLong);

    public async Task DisposeAsync() => await _cloud.DisposeAsync();

    [Fact]
    public async Task A_new_channels_key_opens_at_once()
    {
        var (_, output) = await RunAsync("admin channel add fresh --branch berlin-mitte");
        using var shop = _cloud.Client(output.TrimEnd().Split('\n')[^1].TrimEnd());

        Assert.Equal(201, (await shop.PostAsync(Calls.Orders, Calls.Order("A-1"))).Status);
    }

    [Fact]
    public async Task A_registration_key_enrols_an_agent()
    {
        var (_, output) = await RunAsync("admin agent-key berlin-mitte");
        using var http = _cloud.Client(null);

        var enrolled = await http.PostAsync(
            "/agent/v1/enrol", BranchAgent.Enrolment(output.TrimEnd().Split('\n')[^1].TrimEnd(), "agent-1"));

        Assert.Equal((200, "berlin-mitte"), (enrolled.Status, enrolled["branchId"]));
    }

    [Fact]
    public async Task A_held_order_that_is_released_wakes_the_waiting_agent()
    {
        var held = await HoldAsync("A-1");
        using var agent = await BranchAgent.EnrolAsync(_cloud);
        await agent.CollectAsync();
        var waiting = agent.CollectAsync(waitSeconds: 60);
        Assert.Contains($"{held.Number}  berlin-mitte", (await RunAsync("admin held list")).Output, StringComparison.Ordinal);
        var begun = Stopwatch.GetTimestamp();

        Assert.Equal(0, (await RunAsync($"admin held release {held.Number}")).Code);
        var collected = await waiting;

        Assert.Single(collected.Json.GetProperty("deliveries").EnumerateArray());
        Assert.True(Stopwatch.GetElapsedTime(begun) < CloudUnderTest.Soon, "The change was not noticed.");
    }

    [Fact]
    public async Task A_held_order_that_is_rejected_keeps_the_reason()
    {
        var held = await HoldAsync("A-1");

        await RunAsync($"admin held reject {held.Number} --reason \"not deliverable\"");
        var (_, output) = await RunAsync($"admin order show {held.Number} --branch berlin-mitte");

        var rejected = await _cloud.Store.FindAsync(held.Id, default);
        Assert.Equal((OrderState.Rejected, "not deliverable"), (rejected!.State, rejected.StateReason));
        Assert.Contains("held -> rejected  operator:eva  not deliverable", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_agent_is_shut_out_and_only_then_its_orders_move()
    {
        using var shop = _cloud.Shop();
        using var agent = await BranchAgent.EnrolAsync(_cloud);
        var posted = await shop.PostAsync(Calls.Orders, Calls.Order("A-1"));
        await agent.TakeAsync();

        Assert.Equal(1, (await RunAsync("admin agent requeue agent-1 --to queued --reason lost")).Code);
        Assert.Equal(0, (await RunAsync("admin agent revoke agent-1 --reason stolen")).Code);
        var refused = await UntilRefusedAsync(agent);
        Assert.Equal(0, (await RunAsync("admin agent requeue agent-1 --to queued --reason lost")).Code);

        Assert.Equal((401, "key-revoked"), (refused.Status, refused.Problem));
        Assert.Equal("queued", (await shop.ReadAsync($"{Calls.Orders}/{posted["id"]}"))["state"]);
        Assert.Contains("revoked", (await RunAsync("admin agent list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_an_emergency_an_order_is_flagged_and_the_agent_never_gets_it_until_the_flag_is_taken_back()
    {
        using var shop = _cloud.Shop();
        using var agent = await BranchAgent.EnrolAsync(_cloud);
        var posted = await shop.PostAsync(Calls.Orders, Calls.Order("A-1"));

        var which = $"{posted.Number} --branch berlin-mitte";

        Assert.Equal(0, (await RunAsync("admin emergency begin berlin-mitte --reason \"line down\"")).Code);
        Assert.Equal(0, (await RunAsync($"admin order flag {which} --slip B-1 --reason \"line down\"")).Code);
        Assert.Empty(await agent.TakeAsync());
        Assert.Equal(1, (await RunAsync($"admin order flag {which} --slip B-1 --reason x")).Code);
        var list = (await RunAsync("admin emergency list berlin-mitte")).Output;
        Assert.Contains("berlin-mitte  emergency  flagByHand", list, StringComparison.Ordinal);
        Assert.Contains("22.55  paperSlip B-1", list, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync($"admin order match {which} --receipt K-9 --total 20")).Code);
        Assert.Equal(0, (await RunAsync($"admin order match {which} --receipt K-9 --total 22.55")).Code);
        Assert.Equal(1, (await RunAsync($"admin order unflag {which} --reason back")).Code);
        Assert.Equal(0, (await RunAsync($"admin order unmatch {which} --reason wrong")).Code);
        Assert.Equal(0, (await RunAsync($"admin order unflag {which} --reason \"line is back\"")).Code);
        Assert.Single(await agent.TakeAsync());
        var late = await RunAsync($"admin order flag {which} --slip B-1 --reason x");
        Assert.Equal(1, late.Code);
        Assert.Contains("The agent was faster: collected by agent:agent-1", late.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("admin emergency procedure berlin-mitte collectLater --reason x")).Code);
        Assert.Equal(0, (await RunAsync("admin emergency end berlin-mitte --reason \"line is back\"")).Code);
        Assert.Equal(1, (await RunAsync("admin emergency end berlin-mitte --reason again")).Code);
        Assert.Equal(1, (await RunAsync("admin emergency begin nowhere --reason x")).Code);
    }

    private async Task<StoredOrder> HoldAsync(string externalId)
    {
        var order = Calls.Order(externalId);
        var id = OrderId.Derive(CloudUnderTest.Channel, externalId);
        var added = await _cloud.Store.AddAsync(
            new NewOrder(
                id, CloudUnderTest.Channel, CloudUnderTest.Branch, externalId, "v1:held",
                System.Text.Encoding.UTF8.GetBytes(order.ToJsonString()), 2255, OrderState.Held, "total differs", null,
                null, "auto", ReceiptToken.Make(id, new byte[ReceiptToken.RandomBytes]), _cloud.Clock.GetUtcNow(),
                "channel:webshop", null, null),
            default);
        return Assert.IsType<AddOrderOutcome.Added>(added).Order;
    }

    private static async Task<Answered> UntilRefusedAsync(BranchAgent agent)
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < CloudUnderTest.Soon)
        {
            var answer = await agent.Http.ReadAsync("/agent/v1/master-data/1");
            if (answer.Status == 401)
            {
                return answer;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The revoked agent is still let in.");
    }

    private async Task<(int Code, string Output)> RunAsync(string command)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var world = new Surroundings(
            TimeProvider.System, RandomNumberGenerator.Fill, output, error, "eva",
            (services, configuration) => services.AddStages(configuration));
        var words = System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(command);
        var code = await CommandLine.RunAsync([.. words, "--data", _cloud.DataFolder], world);
        return (code, output.ToString() + error);
    }
}
