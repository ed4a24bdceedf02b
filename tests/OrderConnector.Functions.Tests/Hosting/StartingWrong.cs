using Microsoft.Extensions.Options;
using OrderConnector.Functions.Tests.Cloud;

namespace OrderConnector.Functions.Tests.Hosting;

public sealed class StartingWrong
{
    [Theory]
    [InlineData("Intake:PendingPaymentTime=00:00:01", "Intake:PendingPaymentTime")]
    [InlineData("Intake:RateLimitPerSecond=-1", "Intake:RateLimitPerSecond")]
    [InlineData("Intake:KeyCacheTime=01:00:00", "Intake:KeyCacheTime")]
    [InlineData("Intake:RateLimitPerSecond=plenty", "Intake:RateLimitPerSecond")]
    [InlineData("Intake:RateLimit=5", "Intake:RateLimit is no option")]
    [InlineData("Collecting:LeaseTime=00:00:01", "Collecting:LeaseTime")]
    [InlineData("Collecting:LookAgain=00:10:00", "Collecting:LookAgain")]
    [InlineData("Store:Provider=Abacus", "Store:Provider")]
    public async Task An_option_that_is_wrong_stops_the_start_and_is_named(string setting, string key)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => CloudUnderTest.StartAsync(null, null, setting));

        Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }
}
