using Microsoft.Extensions.Options;

namespace OrderConnector.Functions.Authenticating;

/// <summary>Registers who may use the portal.</summary>
public static class AuthenticatingExtensions
{
    /// <summary>Adds log in, sessions and the gate before the pages; options are checked at start.</summary>
    public static IServiceCollection AddAuthenticating(this IServiceCollection services)
    {
        services.AddOptions<PortalOptions>().BindConfiguration(PortalOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsRules>()
            .AddSingleton(provider => provider.GetRequiredService<IOptions<PortalOptions>>().Value)
            .AddSingleton<Passwords>()
            .AddSingleton<LogInLimits>()
            .AddSingleton<LogIns>()
            .AddSingleton<Visitors>()
            .AddSingleton<PortalGate>()
            .AddSingleton<LogInEndpoints>()
            .AddSingleton<ProfileEndpoints>()
            .AddSingleton<UserEndpoints>()
            .AddSingleton<AuditEndpoints>();
    }
}
