using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrderConnector.Functions.Hosting;
using OrderConnector.Functions.Tests.Cloud;
using OrderConnector.Simulators.World;

namespace OrderConnector.Functions.Tests.Intake;

public sealed class EndingAPayment : IAsyncLifetime
{
    private readonly SimulatedClock _clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private CloudUnderTest _cloud = null!;
    private HttpClient _shop = null!;
    private string _path = "";

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync(_clock);
        _shop = _cloud.Shop();
        var posted = await _shop.PostAsync(Calls.Orders, Order("A-1"));
        Assert.Equal((201, "awaitingPayment"), (posted.Status, posted["state"]));
        _path = $"{Calls.Orders}/{posted["id"]}";
    }

    public async Task DisposeAsync()
    {
        _shop.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_paid_order_is_queued_with_its_number_and_a_repeat_says_so_again()
    {
        var paid = await _shop.PostAsync($"{_path}/payment", Paid(22.55m));
        var repeat = await _shop.PostAsync($"{_path}/payment", Paid(22.55m));

        Assert.Equal((200, "queued", 40_000_000), (paid.Status, paid["state"], paid.Number));
        Assert.Equal(200, repeat.Status);
        Assert.Equal(paid.Json.GetRawText(), repeat.Json.GetRawText());
    }

    [Fact]
    public async Task Payments_must_equal_the_total()
    {
        var refused = await _shop.PostAsync($"{_path}/payment", Paid(20m));

        Assert.Equal(422, refused.Status);
        Assert.Equal(["/payments payments-differ-from-total"], refused.Faults);
        Assert.Equal("awaitingPayment", (await _shop.ReadAsync(_path))["state"]);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("aborted")]
    public async Task A_payment_that_did_not_come_aborts_the_order_and_its_number_keeps_that_fate(string outcome)
    {
        var call = new JsonObject { ["outcome"] = outcome };
        var ended = await _shop.PostAsync($"{_path}/payment", call);
        var repeat = await _shop.PostAsync($"{_path}/payment", call);
        var late = await _shop.PostAsync($"{_path}/payment", Paid(22.55m));

        Assert.Equal((200, "aborted"), (ended.Status, ended["state"]));
        Assert.Equal((200, "aborted"), (repeat.Status, repeat["state"]));
        Assert.Equal((409, "state-conflict", "aborted"), (late.Status, late.Problem, late["state"]));
    }

    [Fact]
    public async Task An_order_paid_once_cannot_be_paid_otherwise()
    {
        await _shop.PostAsync($"{_path}/payment", Paid(22.55m));
        var other = Paid(22.55m);
        other["payments"]![0]!["type"] = "creditCard";

        var otherwise = await _shop.PostAsync($"{_path}/payment", other);
        var aborted = await _shop.PostAsync($"{_path}/payment", new JsonObject { ["outcome"] = "aborted" });

        Assert.Equal((409, "queued"), (otherwise.Status, otherwise["state"]));
        Assert.Equal(409, aborted.Status);
    }

    [Fact]
    public async Task A_prepaid_order_awaits_no_payment()
    {
        var posted = await _shop.PostAsync(Calls.Orders, Calls.Order("A-2", at: _clock.GetUtcNow()));

        var refused = await _shop.PostAsync($"{Calls.Orders}/{posted["id"]}/payment", Paid(22.55m));

        Assert.Equal((409, "queued"), (refused.Status, refused["state"]));
    }

    [Fact]
    public async Task A_reservation_expires_after_30_minutes_and_a_late_payment_revives_it_with_its_number()
    {
        _clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(0, await ExpireAsync());
        Assert.Equal("awaitingPayment", (await _shop.ReadAsync(_path))["state"]);

        _clock.Advance(TimeSpan.FromMinutes(2));
        await ExpireAsync();
        Assert.Equal("expired", (await _shop.ReadAsync(_path))["state"]);

        var revived = await _shop.PostAsync($"{_path}/payment", Paid(22.55m));
        Assert.Equal((200, "queued", 40_000_000), (revived.Status, revived["state"], revived.Number));
    }

    [Fact]
    public async Task Nobody_elses_order_can_be_paid()
    {
        using var kiosk = _cloud.Client(_cloud.OtherChannelKey);

        Assert.Equal(404, (await kiosk.PostAsync($"{_path}/payment", Paid(22.55m))).Status);
        Assert.Equal(404, (await _shop.PostAsync($"{Calls.Orders}/nothing/payment", Paid(22.55m))).Status);
    }

    [Fact]
    public async Task A_call_that_cannot_be_read_names_its_faults()
    {
        var refused = await _shop.PostAsync($"{_path}/payment", new JsonObject { ["outcome"] = "perhaps" });

        Assert.Equal(400, refused.Status);
        Assert.StartsWith("/outcome ", Assert.Single(refused.Faults), StringComparison.Ordinal);
    }

    private JsonObject Order(string externalId) => Calls.Order(externalId, "pending", at: _clock.GetUtcNow());

    private static JsonObject Paid(decimal amount) => new()
    {
        ["outcome"] = "paid",
        ["payments"] = new JsonArray(new JsonObject { ["type"] = "paymentService", ["amount"] = amount }),
    };

    private async Task<int> ExpireAsync() =>
        (await _cloud.Services.GetRequiredService<OrderTimer>().RunOnceAsync(default)).Expired;
}
