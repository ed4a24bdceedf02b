using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Intake;

public sealed class PostingTooFast
{
    [Fact]
    public async Task A_channel_over_its_rate_is_told_when_to_come_back_and_others_go_on()
    {
        await using var cloud = await CloudUnderTest.StartAsync(
            null, null, "Intake:RateLimitPerSecond=1", "Intake:RateLimitBurst=3");
        using var shop = cloud.Shop();
        using var kiosk = cloud.Client(cloud.OtherChannelKey);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => shop.PostAsync(Calls.Orders, Calls.Order($"A-{i}"))));

        Assert.True(answers.Count(answer => answer.Status == 201) >= 3);
        var refused = answers.First(answer => answer.Status != 201);
        Assert.Equal((429, "too-many-requests"), (refused.Status, refused.Problem));
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal(201, (await kiosk.PostAsync(Calls.Orders, Calls.Order("B-1"))).Status);
    }

    [Fact]
    public async Task A_limit_of_zero_is_none()
    {
        await using var cloud = await CloudUnderTest.StartAsync(
            null, null, "Intake:RateLimitPerSecond=0", "Intake:RateLimitBurst=1");
        using var shop = cloud.Shop();
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(200, (await shop.ReadAsync($"{Calls.Orders}?externalId=a")).Status);
        }
    }
}
