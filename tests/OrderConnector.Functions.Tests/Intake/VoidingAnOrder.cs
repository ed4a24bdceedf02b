using System.Text.Json.Nodes;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Intake;

public sealed class VoidingAnOrder : IAsyncLifetime
{
    private CloudUnderTest _cloud = null!;
    private HttpClient _shop = null!;
    private BranchAgent _agent = null!;
    private string _id = "";

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _shop = _cloud.Shop();
        _agent = await BranchAgent.EnrolAsync(_cloud);
        _id = (await _shop.PostAsync(Calls.Orders, Calls.Order("A-1")))["id"];
    }

    public async Task DisposeAsync()
    {
        _agent.Dispose();
        _shop.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task What_the_branch_has_not_signed_cannot_be_voided()
    {
        var refused = await VoidAsync("V-1");

        Assert.Equal((409, "state-conflict", "queued"), (refused.Status, refused.Problem, refused["state"]));
    }

    [Fact]
    public async Task The_counter_order_has_its_own_number_names_what_it_voids_and_goes_to_the_branch()
    {
        await _agent.SignAllAsync();
        var counter = await VoidAsync("V-1");
        var document = Assert.Single(await _agent.TakeAsync());

        Assert.Equal((201, "queued", 40_000_001), (counter.Status, counter["state"], counter.Number));
        Assert.Equal(_id, counter["voids"]);
        Assert.Equal(counter["id"], counter.Headers.Location!.OriginalString.Split('/')[^1]);
        Assert.Equal(_id, document.GetProperty("voids").GetString());
        Assert.Equal(40_000_000, document.GetProperty("voidsNumber").GetInt64());
        Assert.Equal("cold", document.GetProperty("reason").GetString());
        Assert.Equal(-22.55m, document.GetProperty("total").GetDecimal());
        Assert.True(Core.Orders.NumberedOrderJson.Read(document).IsRead);
    }

    [Fact]
    public async Task A_repeat_finds_the_same_counter_order_and_other_content_is_a_conflict()
    {
        await _agent.SignAllAsync();
        var first = await VoidAsync("V-1");
        var repeat = await VoidAsync("V-1");
        var other = await VoidAsync("V-1", (0, 1));
        var taken = await VoidAsync("A-1");

        Assert.Equal((200, first["id"]), (repeat.Status, repeat["id"]));
        Assert.Equal((409, "external-id-reused"), (other.Status, other.Problem));
        Assert.Equal((409, "external-id-reused"), (taken.Status, taken.Problem));
    }

    [Fact]
    public async Task Parts_can_be_voided_until_nothing_is_left()
    {
        await _agent.SignAllAsync();
        var one = await VoidAsync("V-1", (0, 1));
        var over = await VoidAsync("V-2", (0, 2));
        var rest = await VoidAsync("V-3");
        var nothing = await VoidAsync("V-4");
        var totals = (await _agent.TakeAsync()).Select(order => order.GetProperty("total").GetDecimal());

        Assert.Equal((201, 201), (one.Status, rest.Status));
        Assert.Equal(422, over.Status);
        Assert.StartsWith("/lines/0/quantity ", Assert.Single(over.Faults), StringComparison.Ordinal);
        Assert.Equal((422, "rules-broken"), (nothing.Status, nothing.Problem));
        Assert.Equal([-9.90m, -12.65m], totals);
    }

    [Fact]
    public async Task Voids_at_the_same_time_never_take_back_more_than_there_was()
    {
        await _agent.SignAllAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => VoidAsync($"V-{i}", (0, 1))));

        Assert.Equal(2, answers.Count(answer => answer.Status == 201));
        Assert.Equal(6, answers.Count(answer => answer.Status == 422));
    }

    [Fact]
    public async Task The_same_void_sent_at_the_same_time_is_one_counter_order()
    {
        await _agent.SignAllAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => VoidAsync("V-1")));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.Equal(7, answers.Count(answer => answer.Status == 200));
        Assert.Single(answers.Select(answer => answer.Number).Distinct());
    }

    [Fact]
    public async Task A_counter_order_is_final()
    {
        await _agent.SignAllAsync();
        var counter = await VoidAsync("V-1");
        await _agent.SignAllAsync();

        var refused = await _shop.PostAsync($"{Calls.Orders}/{counter["id"]}/void", Call("V-2"));

        Assert.Equal(422, refused.Status);
        Assert.Equal([" void-of-void"], refused.Faults);
    }

    [Fact]
    public async Task Staff_void_an_order_of_their_branch_and_of_no_other()
    {
        await _agent.SignAllAsync();
        using var other = await BranchAgent.EnrolAsync(_cloud, "agent-9", CloudUnderTest.OtherBranch);
        var path = $"/agent/v1/orders/{_id}/void";

        var foreign = await other.Http.PostAsync(path, Call("S-1"));
        var own = await _agent.Http.PostAsync(path, Call("S-1"));
        var repeat = await _agent.Http.PostAsync(path, Call("S-1"));
        var moves = await _cloud.Store.ReadEventsAsync(new Core.Orders.OrderId(own["id"]), default);

        Assert.Equal(404, foreign.Status);
        Assert.Equal((200, 40_000_001, "queued"), (own.Status, own.Number, own["state"]));
        Assert.Equal(own.Json.GetRawText(), repeat.Json.GetRawText());
        Assert.Equal("agent:agent-1", moves[0].Actor);
    }

    [Fact]
    public async Task The_record_names_who_of_the_staff_voided()
    {
        await _agent.SignAllAsync();
        var path = $"/agent/v1/orders/{_id}/void";
        var call = Call("S-1");
        call["actor"] = "staff:anna";
        var wrong = Call("S-2");
        wrong["actor"] = "channel:webshop";

        var own = await _agent.Http.PostAsync(path, call);
        var refused = await _agent.Http.PostAsync(path, wrong);
        var moves = await _cloud.Store.ReadEventsAsync(new Core.Orders.OrderId(own["id"]), default);

        Assert.Equal(("agent:agent-1/staff:anna", "queued"), (moves[0].Actor, own["state"]));
        Assert.Equal((400, "/actor actor-malformed"), (refused.Status, Assert.Single(refused.Faults)));
    }

    [Fact]
    public async Task A_report_that_staff_asked_for_a_void_is_kept_and_moves_nothing()
    {
        await _agent.SignAllAsync();
        var data = new { actor = "staff:anna", reason = "cold", request = "w1" };

        var answer = await _agent.ReportAsync(_agent.Entry("voidAsked", _id, data));
        var refused = await _agent.ReportAsync(_agent.Entry("voidAsked", _id, new { actor = "staff:anna" }));

        Assert.Equal((200, 400), (answer.Status, refused.Status));
        Assert.Equal("signed", (await _shop.ReadAsync($"{Calls.Orders}/{_id}"))["state"]);
    }

    private Task<Answered> VoidAsync(string externalId, params (int Line, decimal Quantity)[] lines) =>
        _shop.PostAsync($"{Calls.Orders}/{_id}/void", Call(externalId, lines));

    private static JsonObject Call(string externalId, params (int Line, decimal Quantity)[] lines)
    {
        var call = new JsonObject { ["externalId"] = externalId, ["reason"] = "cold" };
        if (lines.Length > 0)
        {
            call["lines"] = new JsonArray([.. lines.Select(JsonNode? (line) =>
                new JsonObject { ["line"] = line.Line, ["quantity"] = line.Quantity })]);
        }

        return call;
    }
}
