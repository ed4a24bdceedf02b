using System.Globalization;
using Microsoft.Playwright;
using OrderConnector.Browser.Tests.Browsing;
using OrderConnector.Browser.Tests.Portals;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Browser.Tests.Flags;

/// <summary>
/// A manager on a phone watches an order arrive and flags it as transmitted by hand, while the branch's agent holds a
/// lease on it: whoever is first has it, and the other is told so.
/// </summary>
[Collection(InChromium.Name)]
public sealed class FlaggingWhileAnAgentCollects(Chromium chromium) : IAsyncLifetime
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(2));
    private Estate? _estate;
    private RawAgent? _agent;
    private BrowserWindow? _phone;

    public async Task InitializeAsync()
    {
        if (ChromiumProgram.Missing is not null)
        {
            return;
        }

        _estate = await Estate.PrepareAsync(_limit.Token);
        await _estate.Cloud.StartAsync(_limit.Token);
        var key = await _estate.Cloud.AdminAsync(_limit.Token, "agent-key", Estate.Berlin);
        _agent = await RawAgent.EnrolAsync(_estate.Url, key, new string('a', 32), _limit.Token);
        _phone = await _estate.OpenAsync(chromium, Estate.Manager, new Look("de", true, Screen.Phone));
        await _phone.Page.GotoAsync("/portal/orders");
    }

    [ChromiumFact]
    public async Task The_manager_is_first_and_the_agent_hears_that_the_order_is_gone()
    {
        var (order, lease) = await ArriveAsync();
        await ChooseAsync(order);
        await FlagAsync();

        await Assertions.Expect(_phone!.Page.Locator("tr[data-outcome=Flagged]")).ToHaveCountAsync(1);
        var confirmed = await _agent!.ConfirmAsync(lease, _limit.Token);
        Assert.Equal(("gone", "transmittedManually"), (confirmed.Verdict, confirmed.Reason));
        Assert.Empty((await _agent.CollectAsync(0, _limit.Token)).Deliveries);
        Assert.Empty(_phone.TakeOffences());
    }

    [ChromiumFact]
    public async Task The_agent_is_first_and_the_manager_is_told_at_once_and_nothing_is_flagged()
    {
        var (order, lease) = await ArriveAsync();
        await ChooseAsync(order);
        Assert.Equal("yours", (await _agent!.ConfirmAsync(lease, _limit.Token)).Verdict);
        await FlagAsync();

        var told = _phone!.Page.Locator("tr[data-outcome=Collected]");
        await Assertions.Expect(told).ToContainTextAsync("Agent war schneller");
        await _phone.PictureAsync("agent-was-faster-de-dark-phone");
        using var shop = _estate!.Shop();
        Assert.Equal("collected", (await shop.GetAsync("/api/v1/orders/" + order.Id, _limit.Token)).State);

        // From there the story of the order is one touch away.
        await told.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(_phone.Page).ToHaveURLAsync($"{_estate.Url}portal/orders/{order.Id}");
        await Assertions.Expect(_phone.Page.Locator("h1")).ToContainTextAsync(
            order.Number.ToString(CultureInfo.InvariantCulture));
        Assert.Empty(_phone.TakeOffences());
    }

    public async Task DisposeAsync()
    {
        _agent?.Dispose();
        if (_estate is not null)
        {
            await _phone!.DisposeAsync();
            await _estate.DisposeAsync();
        }

        _limit.Dispose();
    }

    // The list was shown before there was an order: it comes without the page being loaded again.
    private async Task<(ShopAnswer Order, string Lease)> ArriveAsync()
    {
        await _phone!.Page.EvaluateAsync("() => { window.loadedOnce = true; }");
        using var shop = _estate!.Shop();
        var order = await shop.PostOrderAsync(OrderPaper.Write("WS-1001", Estate.Berlin), _limit.Token);
        var lease = Assert.Single((await _agent!.CollectAsync(0, _limit.Token)).Deliveries).Lease;
        await Assertions.Expect(_phone.Page.Locator($"tr[data-key='{order.Id}']")).ToBeVisibleAsync();
        Assert.True(await _phone.Page.EvaluateAsync<bool>("() => window.loadedOnce === true"));
        return (order, lease);
    }

    private async Task ChooseAsync(ShopAnswer order)
    {
        await _phone!.Page.CheckAsync($"input[name=order][value='{order.Id}']");
        await _phone.Page.ClickAsync(".toolbar button");
        await _phone.Page.FillAsync("#slip", "Block 7, Blatt 12");
        await _phone.Page.FillAsync("#reason", "Leitung gestört");
    }

    private Task FlagAsync() => _phone!.Page.ClickAsync("main form[method=post] button.main");
}
