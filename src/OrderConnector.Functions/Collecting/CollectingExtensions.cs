using Microsoft.Extensions.Options;

namespace OrderConnector.Functions.Collecting;

/// <summary>Stages 7 and 9: collect and confirm; and how an agent enrols.</summary>
public static class CollectingExtensions
{
    /// <summary>Adds the stage.</summary>
    public static IServiceCollection AddCollecting(this IServiceCollection services)
    {
        services.AddOptions<CollectingOptions>().BindConfiguration(CollectingOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<CollectingOptions>, CollectingOptionsRules>()
            .AddSingleton(provider => provider.GetRequiredService<IOptions<CollectingOptions>>().Value)
            .AddSingleton<AgentEnroller>()
            .AddSingleton<OrderCollector>()
            .AddSingleton<AgentEndpoints>();
    }
}
