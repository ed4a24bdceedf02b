using Azure.Storage.Queues;
using OrderConnector.Simulators.Processes;
using OrderConnector.Simulators.World;

namespace OrderConnector.Process.Tests.Killing;

/// <summary>The one instant at which an order is stored and nobody was told.</summary>
public sealed class KilledBetweenCommitAndSend
{
    [AzuriteFact]
    public async Task The_order_is_announced_by_the_next_process_and_collected_once()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await using var azurite = await AzuriteServer.StartNewAsync(limit.Token);
        await using var front = await HttpFront.StartAsync(azurite.Endpoint);
        await using var served = await ServedBranch.StartAsync(
            limit.Token, null, "--set", "Queue:Provider=AzureStorage", "--set",
            "Queue:ConnectionString=" + azurite.ConnectionString.Replace(
                azurite.Endpoint.GetLeftPart(UriPartial.Authority), front.Url.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal));
        var queue = new QueueClient(azurite.ConnectionString, "orders-b-" + ServedBranch.Branch);
        using var shop = served.Shop();
        var body = DayOrders.Document(
            "A", ServedBranch.Branch, TimeProvider.System.GetUtcNow(), "prepaid", "pickup",
            DayOrders.Line("item", "Pizza", 1, 9.90m, 7));

        front.HoldsPosts = true;
        var post = shop.PostAsync("/api/v1/orders", body, limit.Token);
        await front.Held.WaitAsync(limit.Token);
        await served.Cloud.KillAsync(limit.Token);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => post);
        Assert.False(await queue.ExistsAsync(limit.Token) && await CountAsync(queue, limit.Token) > 0);

        front.HoldsPosts = false;
        await served.Cloud.StartAsync(limit.Token);
        // No agent asks: the process itself finds what the one before it owed.
        while (!await queue.ExistsAsync(limit.Token) || await CountAsync(queue, limit.Token) == 0)
        {
            await Task.Delay(50, limit.Token);
        }

        Assert.Equal(1, await CountAsync(queue, limit.Token));
        var repeated = await shop.PostAsync("/api/v1/orders", body, limit.Token);
        Assert.Equal(200, repeated.Status);
        var key = await served.Cloud.AdminAsync(limit.Token, "agent-key", ServedBranch.Branch);
        using var agent = await RawAgent.EnrolAsync(served.Cloud.Url, key, new string('a', 32), limit.Token);
        var offered = Assert.Single((await agent.CollectAsync(10, limit.Token)).Deliveries);
        Assert.Equal(repeated.Body.GetProperty("number").GetInt64(), offered.Order.GetProperty("number").GetInt64());
    }

    private static async Task<int> CountAsync(QueueClient queue, CancellationToken cancellationToken) =>
        (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
}
