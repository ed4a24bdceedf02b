using System.Text.Json.Nodes;
using OrderConnector.Core.Orders;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Intake;

public sealed class CallingAnOrderBack : IAsyncLifetime
{
    private static readonly JsonObject s_call = new() { ["reason"] = "customer changed their mind" };
    private CloudUnderTest _cloud = null!;
    private HttpClient _shop = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _shop = _cloud.Shop();
    }

    public async Task DisposeAsync()
    {
        _shop.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_queued_order_is_cancelled_and_a_repeat_says_so_again()
    {
        var path = await PostAsync("prepaid");
        var cancelled = await _shop.PostAsync($"{path}/cancel", s_call);
        var repeat = await _shop.PostAsync($"{path}/cancel", s_call);

        Assert.Equal((200, "cancelled"), (cancelled.Status, cancelled["state"]));
        Assert.Equal(cancelled.Json.GetRawText(), repeat.Json.GetRawText());
    }

    [Fact]
    public async Task An_order_that_awaits_its_payment_is_aborted()
    {
        var path = await PostAsync("pending");

        var aborted = await _shop.PostAsync($"{path}/cancel", s_call);

        Assert.Equal((200, "aborted"), (aborted.Status, aborted["state"]));
    }

    [Fact]
    public async Task The_move_is_on_record_with_actor_and_reason()
    {
        var path = await PostAsync("prepaid");
        await _shop.PostAsync($"{path}/cancel", s_call);
        Assert.True(OrderId.TryParse(path.Split('/')[^1], out var id));

        var moves = await _cloud.Store.ReadEventsAsync(id, default);

        Assert.Equal(
            [(null, OrderState.Queued), (OrderState.Queued, OrderState.Cancelled)],
            moves.Select(move => (move.From, move.To)));
        Assert.Equal(("channel:webshop", "customer changed their mind"), (moves[1].Actor, moves[1].Reason));
    }

    [Fact]
    public async Task What_was_transmitted_by_hand_is_called_back_no_more()
    {
        var path = await PostAsync("prepaid");
        Assert.True(OrderId.TryParse(path.Split('/')[^1], out var id));
        await _cloud.Store.MoveAsync(
            new MoveOrder(
                id, [OrderState.Queued], OrderState.TransmittedManually, "operator:test", "emergency",
                TimeProvider.System.GetUtcNow()),
            default);

        var refused = await _shop.PostAsync($"{path}/cancel", s_call);

        Assert.Equal((409, "state-conflict"), (refused.Status, refused.Problem));
        Assert.Equal("transmittedManually", refused["state"]);
    }

    [Fact]
    public async Task A_reason_must_be_given()
    {
        var path = await PostAsync("prepaid");

        Assert.Equal(400, (await _shop.PostAsync($"{path}/cancel", new JsonObject())).Status);
    }

    [Fact]
    public async Task Nobody_elses_order_can_be_called_back()
    {
        var path = await PostAsync("prepaid");
        using var kiosk = _cloud.Client(_cloud.OtherChannelKey);

        Assert.Equal(404, (await kiosk.PostAsync($"{path}/cancel", s_call)).Status);
    }

    private async Task<string> PostAsync(string payment)
    {
        var posted = await _shop.PostAsync(Calls.Orders, Calls.Order("A-1", payment));
        return $"{Calls.Orders}/{posted["id"]}";
    }
}
