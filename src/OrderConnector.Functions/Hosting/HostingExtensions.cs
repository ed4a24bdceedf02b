namespace OrderConnector.Functions.Hosting;

/// <summary>What runs beside the stages: health, expiry, the watch for other processes.</summary>
public static class HostingExtensions
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddHosting(this IServiceCollection services) => services
        .AddSingleton<HealthEndpoints>()
        .AddHostedService<ExpiryTimer>()
        .AddHostedService<ChangeWatch>()
        .AddHostedService<Announcement>();
}
