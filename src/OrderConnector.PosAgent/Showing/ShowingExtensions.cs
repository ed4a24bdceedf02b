using Microsoft.Extensions.Options;

namespace OrderConnector.PosAgent.Showing;

/// <summary>What the people at the till see of it all.</summary>
public static class ShowingExtensions
{
    /// <summary>Serves the page, as the section "Staff" says.</summary>
    public static IServiceCollection AddShowing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<StaffOptions>, StaffOptionsValidation>();
        services.AddOptionsWithValidateOnStart<StaffOptions>().Bind(configuration.GetSection(StaffOptions.Section));
        return services.AddHostedService<StaffPageServer>();
    }
}
