using Microsoft.Playwright;
using OrderConnector.Browser.Tests.Browsing;
using OrderConnector.Browser.Tests.Portals;

namespace OrderConnector.Browser.Tests.Tills;

/// <summary>Staff at the till decide on a waiting order in the browser, with a real agent behind the page.</summary>
[Collection(InChromium.Name)]
public sealed class ReleasingAtTheTill(Chromium chromium) : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(60));

    [ChromiumFact]
    public async Task An_order_appears_by_itself_is_released_with_a_name_and_goes_on_to_be_signed()
    {
        await using var estate = await Estate.PrepareAsync(_limit.Token);
        await estate.Cloud.StartAsync(_limit.Token);
        var page = Estate.FreeAddress();
        var agent = await estate.EnrolAgentAsync(Estate.Berlin, _limit.Token, page);
        agent.Start();
        await using var till = await chromium.OpenAsync(page);
        await till.GoWhenServedAsync("/", _limit.Token);
        await Assertions.Expect(till.Page.GetByText("Nichts wartet auf Sie")).ToHaveCountAsync(1);

        using var platform = estate.Shop(Estate.Platform);
        var order = await platform.PostOrderAsync(OrderPaper.Write("PF-3001", Estate.Berlin), _limit.Token);
        var release = till.Page.Locator($"#release-{order.Number}");
        await Assertions.Expect(release).ToBeVisibleAsync();
        await till.Page.FillAsync("#by", "Eva");
        await release.ClickAsync();

        await Assertions.Expect(till.Page.Locator("main [role=status], main [role=alert]").First).ToBeVisibleAsync();
        while ((await platform.GetAsync("/api/v1/orders/" + order.Id, _limit.Token)).State != "signed")
        {
            await Task.Delay(50, _limit.Token);
        }

        await Assertions.Expect(release).ToHaveCountAsync(0);
        Assert.Empty(till.TakeOffences());
    }

    public void Dispose() => _limit.Dispose();
}
