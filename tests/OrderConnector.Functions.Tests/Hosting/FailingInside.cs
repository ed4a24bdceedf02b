using Microsoft.Data.Sqlite;
using OrderConnector.Functions.Storing;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Hosting;

public sealed class FailingInside
{
    [Fact]
    public async Task A_store_that_does_not_answer_is_503_with_a_time_to_come_back()
    {
        await using var cloud = await CloudUnderTest.StartAsync(
            null, FailingStore.Over(nameof(IOrderStore.AddAsync), () => new SqliteException("disk I/O error: /secret", 10)));
        using var shop = cloud.Shop();

        var failed = await shop.PostAsync(Calls.Orders, Calls.Order("A-1"));

        Assert.Equal((503, "unavailable"), (failed.Status, failed.Problem));
        Assert.Equal(TimeSpan.FromSeconds(2), failed.Headers.RetryAfter!.Delta);
        Assert.DoesNotContain("secret", failed.Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bug_is_500_and_what_went_wrong_stays_inside()
    {
        await using var cloud = await CloudUnderTest.StartAsync(
            null, FailingStore.Over(nameof(IOrderStore.FindAsync), () => new InvalidOperationException("/secret")));
        using var shop = cloud.Shop();

        var failed = await shop.ReadAsync($"{Calls.Orders}?externalId=a");

        Assert.Equal((500, "internal-error"), (failed.Status, failed.Problem));
        Assert.DoesNotContain("secret", failed.Json.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_not_ready_and_the_process_lives()
    {
        await using var cloud = await CloudUnderTest.StartAsync(
            null, FailingStore.Over(nameof(IOrderStore.ProbeAsync), () => new SqliteException("full", 13)));
        using var http = cloud.Client(null);

        Assert.Equal(503, (await http.ReadAsync("/health/ready")).Status);
        Assert.Equal(200, (await http.ReadAsync("/health/live")).Status);
    }

    [Fact]
    public async Task A_store_that_can_be_written_is_ready()
    {
        await using var cloud = await CloudUnderTest.StartAsync();
        using var http = cloud.Client(null);

        var ready = await http.ReadAsync("/health/ready");

        Assert.Equal((200, "ready"), (ready.Status, ready["status"]));
    }
}
