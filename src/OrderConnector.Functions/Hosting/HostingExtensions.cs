using Microsoft.Extensions.Options;
using OrderConnector.Functions.Alerting;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Hosting.Handler;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Glance;
using OrderConnector.Portal.Reading;
using OrderConnector.Portal.Shell;
using OrderConnector.Portal.Stories;

namespace OrderConnector.Functions.Hosting;

/// <summary>What runs beside the stages: health, expiry, the watch for other processes.</summary>
public static class HostingExtensions
{
    /// <summary>Adds it, as the place needs it: alone, or under the Functions host.</summary>
    public static IServiceCollection AddHosting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HostingOptions>().BindConfiguration(HostingOptions.Section).ValidateOnStart();
        services
            .AddSingleton<IValidateOptions<HostingOptions>, HostingOptionsRules>()
            .AddSingleton(provider => provider.GetRequiredService<IOptions<HostingOptions>>().Value)
            .AddSingleton<HealthEndpoints>()
            .AddTimedWork<OrderTimer>()
            .AddSingleton(provider => new AlertTimerSettings(
                provider.GetRequiredService<AlertingOptions>().LookPause,
                provider.GetRequiredService<ILogger<AlertTimer>>()))
            .AddTimedWork<AlertTimer>()
            .AddHostedService<Announcement>();
        services.AddRazorComponents();
        services
            .AddSingleton<GlanceEndpoint>()
            .AddSingleton<StoryEndpoint>()
            .AddSingleton<RecordAct>(provider => provider.GetRequiredService<IAuditStore>().RecordAsync)
            .AddSingleton<ChangesEndpoint>()
            .AddSingleton<SignsOfLife>(provider =>
                SignsAtTheQueue.Of(provider.GetRequiredService<IDeliveryQueue>()));
        return HandlerPlace.Find(configuration) is null
            ? services.AddHostedService<Timers>().AddHostedService<ChangeWatch>()
            : services
                .AddSingleton<Trigger, MinuteTrigger>()
                .AddSingleton<Trigger, AlarmTrigger>()
                .AddSingleton<Trigger, AlarmPoisonTrigger>();
    }

    /// <summary>
    /// Adds work that time brings about. Under the Functions host no timer runs inside: its minute timer calls.
    /// </summary>
    public static IServiceCollection AddTimedWork<T>(this IServiceCollection services)
        where T : RepeatedWork => services
        .AddSingleton<T>()
        .AddSingleton<RepeatedWork>(provider => provider.GetRequiredService<T>());
}
