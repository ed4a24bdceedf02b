using Microsoft.Extensions.Options;
using OrderConnector.Portal.Contacts;
using OrderConnector.Portal.Incidents;

namespace OrderConnector.Functions.Alerting;

/// <summary>Beside the order's way: tells people when the line is down.</summary>
public static class AlertingExtensions
{
    /// <summary>Adds it; needs the store, the queue and a TimeProvider.</summary>
    public static IServiceCollection AddAlerting(this IServiceCollection services)
    {
        services.AddOptions<AlertingOptions>().BindConfiguration(AlertingOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<AlertingOptions>, AlertingOptionsRules>()
            .AddSingleton(provider => provider.GetRequiredService<IOptions<AlertingOptions>>().Value)
            .AddSingleton(provider => provider.GetRequiredService<AlertingOptions>().Pace)
            .AddSingleton<INotifier, SmtpNotifier>()
            .AddSingleton<INotifier, WebhookNotifier>()
            .AddSingleton<NoticeSender>()
            .AddSingleton<AlertFlow>()
            .AddSingleton<IncidentEndpoints>()
            .AddSingleton<ContactEndpoints>();
    }
}
