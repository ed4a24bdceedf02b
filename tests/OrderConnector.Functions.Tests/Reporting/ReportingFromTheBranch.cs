using OrderConnector.Core.Agents;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Reporting;

public sealed class ReportingFromTheBranch : IAsyncLifetime
{
    private CloudUnderTest _cloud = null!;
    private HttpClient _shop = null!;
    private BranchAgent _agent = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
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
    public async Task A_signed_order_shows_its_signature_to_the_shop()
    {
        var posted = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"));
        await _agent.SignAllAsync();

        var order = await _shop.ReadAsync($"{Calls.Orders}/{posted["id"]}");
        var fiscal = order.Json.GetProperty("fiscal");

        Assert.Equal("signed", order["state"]);
        Assert.Equal("signed", fiscal.GetProperty("status").GetString());
        Assert.True(fiscal.GetProperty("test").GetBoolean());
        Assert.Equal("agent", fiscal.GetProperty("signedBy").GetString());
        Assert.Equal(127, fiscal.GetProperty("transactionNumber").GetInt64());
        Assert.StartsWith("V0;", fiscal.GetProperty("qr").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_sold_unsigned_shows_the_reason()
    {
        var posted = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"));
        await _agent.TakeAsync();
        var unsigned = BranchAgent.Signed() with { Status = "unsigned", Reason = "TSS outage", Signature = null, Qr = null };

        Assert.Equal(200, (await _agent.ReportAsync(_agent.Entry("unsigned", posted["id"], unsigned))).Status);
        var order = await _shop.ReadAsync($"{Calls.Orders}/{posted["id"]}");

        Assert.Equal("unsigned", order["state"]);
        Assert.Equal("TSS outage", order.Json.GetProperty("fiscal").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_repeated_batch_is_acknowledged_again()
    {
        var posted = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"));
        await _agent.TakeAsync();
        Report[] batch = [_agent.Entry("signed", posted["id"], BranchAgent.Signed())];

        var first = await _agent.ReportAsync(batch);
        var repeat = await _agent.ReportAsync(batch);

        Assert.Equal(1, first.Json.GetProperty("acknowledged").GetInt64());
        Assert.Equal(first.Json.GetRawText(), repeat.Json.GetRawText());
    }

    [Fact]
    public async Task An_order_another_agent_owns_is_403_and_names_the_sequence()
    {
        using var other = await BranchAgent.EnrolAsync(_cloud, "agent-9", CloudUnderTest.OtherBranch);
        var posted = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"));
        await _agent.TakeAsync();
        await other.CollectAsync();

        var refused = await other.ReportAsync(
            other.Entry("health", null, new HealthReport("ok", null, 0, "0.1.0")),
            other.Entry("signed", posted["id"], BranchAgent.Signed()));

        Assert.Equal((403, "not-owned"), (refused.Status, refused.Problem));
        Assert.Equal([2], refused.Json.GetProperty("sequences").EnumerateArray().Select(one => one.GetInt64()));
        Assert.Equal(["/reports/1 not-owned"], refused.Faults);
        Assert.Equal("collected", (await _shop.ReadAsync($"{Calls.Orders}/{posted["id"]}"))["state"]);
    }

    [Fact]
    public async Task Every_fault_of_a_batch_is_named_and_nothing_of_it_is_stored()
    {
        var posted = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1"));
        await _agent.TakeAsync();
        var good = _agent.Entry("signed", posted["id"], BranchAgent.Signed());

        var refused = await _agent.ReportAsync(
            good,
            _agent.Entry("signed", "no-order", BranchAgent.Signed()) with { EntryHash = "x" },
            _agent.Entry("unsigned", posted["id"], BranchAgent.Signed()),
            _agent.Entry("setAside", posted["id"], new ReportNote("agent", null)),
            good);

        Assert.Equal(400, refused.Status);
        Assert.Equal(
            [
                "/reports/1/entryHash hex-malformed", "/reports/1/orderId order-id-malformed",
                "/reports/2/data data-malformed", "/reports/3/data data-malformed",
                "/reports/4/sequence sequence-not-ascending",
            ],
            refused.Faults);
        Assert.Equal("collected", (await _shop.ReadAsync($"{Calls.Orders}/{posted["id"]}"))["state"]);
    }

    [Fact]
    public async Task A_kind_of_a_newer_agent_is_kept_and_stops_nothing()
    {
        await _agent.CollectAsync();

        var answer = await _agent.ReportAsync(_agent.Entry("closed", null, new { closing = 1 }));

        Assert.Equal(1, answer.Json.GetProperty("acknowledged").GetInt64());
    }

    [Fact]
    public async Task Begin_and_end_of_an_outage_are_kept_whole_or_refused()
    {
        await _agent.CollectAsync();
        var began = DateTimeOffset.Parse("2026-11-20T12:00:00Z", null);

        var kept = await _agent.ReportAsync(
            _agent.Entry("outageBegan", null, new OutageData("tss-unavailable", "gone", "main", "1f")),
            _agent.Entry("outageEnded", null, new OutageEndedData(began, "replaced", "main", "1f", "staff:eva")));
        var refused = await _agent.ReportAsync(
            _agent.Entry("outageBegan", null, new { code = "", detail = "gone" }),
            _agent.Entry("outageBegan", null, new { code = "tss-unavailable" }),
            _agent.Entry("outageEnded", null, new { detail = "answers" }),
            _agent.Entry("outageEnded", null, new { beganAt = "soon", detail = "answers" }));

        Assert.Equal(2, kept.Json.GetProperty("acknowledged").GetInt64());
        Assert.Equal(
            Enumerable.Range(0, 4).Select(n => $"/reports/{n}/data data-malformed"), refused.Faults);
    }

    [Fact]
    public async Task A_failing_tss_shows_in_the_branchs_readiness()
    {
        await _agent.CollectAsync();
        await _agent.ReportAsync(_agent.Entry("health", null, new HealthReport("outage", "gone", 0, "0.1.0")));

        var readiness = await _shop.ReadAsync("/api/v1/branches/berlin-mitte/readiness");

        Assert.Equal("outage", readiness["tss"]);
        Assert.False(readiness.Json.GetProperty("ready").GetBoolean());
        Assert.Equal(
            ["seller-data-incomplete"],
            readiness.Json.GetProperty("reasons").EnumerateArray().Select(note => note.GetProperty("code").GetString()));
        Assert.Equal(
            ["tss-outage"],
            readiness.Json.GetProperty("warnings").EnumerateArray().Select(note => note.GetProperty("code").GetString()));
    }
}
