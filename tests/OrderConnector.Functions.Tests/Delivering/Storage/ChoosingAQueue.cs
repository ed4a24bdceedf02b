using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Delivering.Storage;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Tests.Delivering.Storage;

public sealed class ChoosingAQueue
{
    private const string Secret = "bm90IGEgcmVhbCBzZWNyZXQ=";
    private const string Account = $"DefaultEndpointsProtocol=https;AccountName=a;AccountKey={Secret};EndpointSuffix=core.windows.net";

    [Theory]
    [InlineData("Queue:Provider must be \"Embedded\" or \"AzureStorage\".", "Provider=Rabbit")]
    [InlineData("Queue:Provider AzureStorage needs either Queue:ConnectionString or Queue:ServiceUri.", "Provider=AzureStorage")]
    [InlineData(
        "Queue:Provider AzureStorage needs either Queue:ConnectionString or Queue:ServiceUri.",
        "Provider=AzureStorage", "ConnectionString=" + Account, "ServiceUri=https://a.queue.core.windows.net")]
    [InlineData(
        "Queue:ConnectionString is not the connection string of a storage account.",
        "Provider=AzureStorage", "ConnectionString=AccountKey=" + Secret)]
    [InlineData(
        "Queue:ServiceUri must be an https address, or one of this machine.",
        "Provider=AzureStorage", "ServiceUri=http://a.queue.core.windows.net")]
    [InlineData("Queue:Prefix must be 1 to 20 of a-z and 0-9.", "Prefix=My-Orders")]
    [InlineData("Queue:SlowestPoll is 00:00:00.0500000; it must lie between 100 ms and 1 minute.", "SlowestPoll=00:00:00.05")]
    [InlineData("Queue:MaxDequeueCount is 0; it must lie between 1 and 100.", "MaxDequeueCount=0")]
    public void A_wrong_setting_is_named_and_no_secret_shown(string message, params string[] settings)
    {
        using var provider = Build(settings);

        var fault = Assert.Throws<OptionsValidationException>(
            () => provider.GetRequiredService<IOptions<QueueOptions>>().Value);

        Assert.Equal([message], fault.Failures);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_keeps_an_outbox_only_for_a_queue_outside_of_it()
    {
        await using var embedded = Build([]);
        await using var storage = Build(["Provider=azurestorage", "ConnectionString=" + Account]);

        Assert.IsType<EmbeddedDeliveryQueue>(embedded.GetRequiredService<IDeliveryQueue>());
        Assert.False(embedded.GetRequiredService<IOptions<StoringOptions>>().Value.KeepsOutbox);
        Assert.IsType<StorageDeliveryQueue>(storage.GetRequiredService<IDeliveryQueue>());
        Assert.True(storage.GetRequiredService<IOptions<StoringOptions>>().Value.KeepsOutbox);
    }

    [Fact]
    public async Task An_identity_opens_the_endpoint_without_a_key()
    {
        await using var provider = Build(
            ["Provider=AzureStorage", "ServiceUri=https://a.queue.core.windows.net", "ClientId=11111111-2222-3333-4444-555555555555"]);

        Assert.IsType<StorageDeliveryQueue>(provider.GetRequiredService<IDeliveryQueue>());
    }

    [Theory]
    [InlineData(1000, "100 200 400 800 1000 1000")]
    [InlineData(900, "100 200 400 800 900 900")]
    [InlineData(100, "100 100 100 100 100 100")]
    public void The_pause_between_looks_grows_to_the_longest_and_starts_again_with_traffic(int slowest, string pauses)
    {
        var pace = new PollPace(TimeSpan.FromMilliseconds(slowest));
        for (var round = 0; round < 2; round++)
        {
            var seen = Enumerable.Range(0, 6).Select(_ =>
            {
                var pause = pace.Pause.TotalMilliseconds;
                pace.Slow();
                return $"{pause}";
            });

            Assert.Equal(pauses, string.Join(' ', seen));
            pace.Hasten();
        }
    }

    private static ServiceProvider Build(string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(text => text.Split('=', 2)).Select(pair => KeyValuePair.Create("Queue:" + pair[0], (string?)pair[1])))
            .Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<RandomBytes>(System.Security.Cryptography.RandomNumberGenerator.Fill)
            .AddStoring(configuration)
            .AddDelivering()
            .BuildServiceProvider();
    }
}
