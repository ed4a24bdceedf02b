using OrderConnector.PosAgent.Tests.Branches;

namespace OrderConnector.PosAgent.Tests.StaffPage;

public sealed class NewsForThePageTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private PageBench _bench = null!;

    public async Task InitializeAsync()
    {
        _bench = await PageBench.OpenAsync();
        await _bench.Branch.SettleAsync();
    }

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_page_that_waits_hears_of_a_new_order_at_once()
    {
        var before = await _bench.ReadAsync("/");
        var news = NewsAsync(PageBench.SeenIn(before));
        await Task.Delay(200);
        Assert.False(news.IsCompleted);

        var number = await _bench.ArriveAsync("1");

        var seen = await news.WaitAsync(s_patience);
        Assert.NotEqual(PageBench.SeenIn(before), seen);
        var after = await _bench.ReadAsync("/");
        Assert.DoesNotContain("data-arrival=", before, StringComparison.Ordinal);
        Assert.Contains($">Neue Bestellung {number}, 22,30 €</li>", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happened_between_looking_and_waiting_is_not_missed()
    {
        var seen = PageBench.SeenIn(await _bench.ReadAsync("/"));
        await _bench.ArriveAsync("1");

        Assert.NotEqual(seen, await NewsAsync(seen).WaitAsync(s_patience));
    }

    [Fact]
    public async Task The_loss_of_the_line_is_news_and_so_is_its_return()
    {
        var seen = PageBench.SeenIn(await _bench.ReadAsync("/"));
        var lost = NewsAsync(seen);
        _bench.Branch.Cloud.Offline = true;
        await _bench.Branch.PassAsync(TimeSpan.FromSeconds(2));
        seen = await lost.WaitAsync(s_patience);

        var found = NewsAsync(PageBench.SeenIn(await _bench.ReadAsync("/")));
        _bench.Branch.Cloud.Offline = false;
        await _bench.Branch.PassAsync(TimeSpan.FromMinutes(5));

        Assert.NotEqual(seen, await found.WaitAsync(s_patience));
    }

    [Theory]
    [InlineData("run0-3")]
    [InlineData("run1-")]
    [InlineData("run1-x")]
    [InlineData("")]
    public async Task Who_has_seen_another_process_hears_at_once(string seen) => Assert.StartsWith(
        "run1-", await NewsAsync(seen).WaitAsync(s_patience), StringComparison.Ordinal);

    [Fact]
    public async Task Without_news_the_call_ends_in_time_and_says_so()
    {
        var seen = PageBench.SeenIn(await _bench.ReadAsync("/"));
        var news = NewsAsync(seen);
        while (!news.IsCompleted)
        {
            _bench.Branch.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(20);
        }

        Assert.Equal(seen, await news);
    }

    [Fact]
    public async Task A_server_that_ends_lets_nobody_wait()
    {
        var seen = PageBench.SeenIn(await _bench.ReadAsync("/"));
        var news = NewsAsync(seen);
        await Task.Delay(200);
        var stopping = _bench.App.StopAsync();

        Assert.Equal(seen, await news.WaitAsync(TimeSpan.FromSeconds(10)));
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_void_is_no_new_order_to_be_announced()
    {
        var sold = await _bench.ArriveAsync("1");
        var id = _bench.Branch.Journal.FindOrders(sold)[^1];
        await _bench.ArriveAsync("2", order => order["voids"] = id);
        var page = await _bench.ReadAsync("/");

        Assert.Equal(1, page.Split("data-arrival=").Length - 1);
        Assert.Contains("web · Storno", page, StringComparison.Ordinal);
    }

    private async Task<string> NewsAsync(string seen)
    {
        var answer = await _bench.GetAsync($"/news?seen={seen}");
        return await answer.Content.ReadAsStringAsync();
    }
}
