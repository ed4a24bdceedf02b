using Microsoft.Extensions.Options;

namespace OrderConnector.Functions.Intake;

/// <summary>Stages 1 to 5: verify, read, check, and the answer.</summary>
public static class IntakeExtensions
{
    /// <summary>Adds the stage; needs a TimeProvider, a RandomBytes and the store.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddOptions<IntakeOptions>().BindConfiguration(IntakeOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<IntakeOptions>, IntakeOptionsRules>()
            .AddSingleton(provider => provider.GetRequiredService<IOptions<IntakeOptions>>().Value)
            .AddSingleton<CallerKeys>()
            .AddSingleton<ChannelLimits>()
            .AddSingleton<IntakeFlow>()
            .AddSingleton<OrderEndpoints>()
            .AddSingleton<ReadinessEndpoint>();
    }
}
