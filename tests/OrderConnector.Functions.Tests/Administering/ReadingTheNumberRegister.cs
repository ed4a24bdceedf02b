using System.Text.Json;
using System.Text.Json.Nodes;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Administering;

public sealed class ReadingTheNumberRegister : IAsyncLifetime
{
    private const string Path = "/api/v1/branches/berlin-mitte/numbers";
    private CloudUnderTest _cloud = null!;
    private HttpClient _operator = null!;

    public async Task InitializeAsync()
    {
        _cloud = await CloudUnderTest.StartAsync();
        _operator = _cloud.Client(_cloud.OperatorKey);
        using var shop = _cloud.Shop();
        var aborted = await shop.PostAsync(Calls.Orders, Calls.Order("A-1", "pending"));
        await shop.PostAsync(Calls.Orders, Calls.Order("A-2"));
        await shop.PostAsync($"{Calls.Orders}/{aborted["id"]}/payment", new JsonObject { ["outcome"] = "aborted" });
    }

    public async Task DisposeAsync()
    {
        _operator.Dispose();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task Every_number_is_explained_with_reason_and_actor()
    {
        var page = await _operator.ReadAsync($"{Path}?from=40000000&to=40000002");
        var numbers = page.Json.GetProperty("numbers").EnumerateArray().ToList();

        Assert.Equal(["aborted", "queued", "notDrawn"], numbers.Select(one => one.GetProperty("fate").GetString()));
        Assert.Equal([40_000_000, 40_000_001, 40_000_002], numbers.Select(one => one.GetProperty("number").GetInt64()));
        Assert.Equal("aborted", numbers[0].GetProperty("reason").GetString());
        Assert.Equal("channel:webshop", numbers[0].GetProperty("actor").GetString());
        Assert.Equal(JsonValueKind.Null, numbers[2].GetProperty("orderId").ValueKind);
        Assert.Equal(JsonValueKind.Null, page.Json.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task Without_bounds_it_tells_every_number_given()
    {
        var page = await _operator.ReadAsync(Path);

        Assert.Equal(2, page.Json.GetProperty("numbers").GetArrayLength());
    }

    [Fact]
    public async Task At_most_10000_come_at_once_and_next_says_where_to_go_on()
    {
        var page = await _operator.ReadAsync($"{Path}?from=40000000&to=40020000");

        Assert.Equal(10_000, page.Json.GetProperty("numbers").GetArrayLength());
        Assert.Equal(40_010_000, page.Json.GetProperty("next").GetInt64());
    }

    [Theory]
    [InlineData("?from=5&to=4")]
    [InlineData("?from=x")]
    [InlineData("?to=-1")]
    [InlineData("?from=99999999999999999999")]
    public async Task Bounds_that_are_none_are_400(string query) =>
        Assert.Equal(400, (await _operator.ReadAsync(Path + query)).Status);

    [Fact]
    public async Task A_branch_that_is_not_there_is_404() =>
        Assert.Equal(404, (await _operator.ReadAsync("/api/v1/branches/nowhere/numbers")).Status);
}
