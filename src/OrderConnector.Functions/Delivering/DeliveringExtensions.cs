using Azure.Storage.Queues;
using Microsoft.Extensions.Options;
using OrderConnector.Functions.Delivering.Storage;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Delivering;

/// <summary>Stage 6 of 14: registers the branch queue.</summary>
public static class DeliveringExtensions
{
    /// <summary>Where the platform names the identity for every library, if it does.</summary>
    private const string PlatformIdentity = "AZURE_CLIENT_ID";

    /// <summary>Registers <see cref="IDeliveryQueue"/> as configured; needs the store and a TimeProvider.</summary>
    public static IServiceCollection AddDelivering(this IServiceCollection services)
    {
        services.AddOptions<QueueOptions>().BindConfiguration(QueueOptions.Section)
            .PostConfigure<IConfiguration>(static (options, configuration) =>
                options.AlarmQueue = configuration[Alarm.QueueSetting] is { Length: > 0 } name ? name : null)
            .ValidateOnStart();
        // An order that becomes Queued is put on record for the queue in the store's own transaction.
        services.AddOptions<StoringOptions>().PostConfigure<QueueOptions>(
            static (storing, queue) => storing.KeepsOutbox = IsStorage(queue));
        return services
            .AddSingleton<IValidateOptions<QueueOptions>, QueueOptionsRules>()
            .AddSingleton(provider => provider.GetRequiredService<IOptions<QueueOptions>>().Value)
            .AddSingleton(BuildQueue)
            .AddSingleton(BuildMark)
            .AddSingleton<DirectoryVersion>(provider => provider.GetRequiredService<DirectoryMark>().ReadAsync)
            .AddSingleton<PresenceOf>(provider => provider.GetRequiredService<IDeliveryQueue>().ReadPresenceAsync);
    }

    private static bool IsStorage(QueueOptions options) => QueueOptionsRules.Is(options, QueueOptions.AzureStorage);

    private static QueueServiceClient Open(IServiceProvider provider) => StorageAccount.Open(
        provider.GetRequiredService<QueueOptions>(),
        provider.GetRequiredService<IConfiguration>()[PlatformIdentity]);

    private static IDeliveryQueue BuildQueue(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<QueueOptions>();
        var clock = provider.GetRequiredService<TimeProvider>();
        return IsStorage(options)
            ? new StorageDeliveryQueue(
                Open(provider), options, provider.GetRequiredService<IOrderStore>(), clock,
                provider.GetRequiredService<ILogger<StorageDeliveryQueue>>())
            : new EmbeddedDeliveryQueue(clock);
    }

    private static DirectoryMark BuildMark(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<QueueOptions>();
        return new DirectoryMark(
            IsStorage(options) ? Open(provider).GetQueueClient(new QueueNames(options.Prefix).Directory) : null,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<RandomBytes>());
    }
}
