using Microsoft.Extensions.Options;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>How the configuration chooses this driver.</summary>
internal static class FiskalyDriver
{
    internal const string Kind = "fiskaly";

    internal static void AddOptions(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<FiskalyOptions>, FiskalyOptionsValidation>();
        services.AddOptionsWithValidateOnStart<FiskalyOptions>()
            .Bind(configuration.GetSection(FiskalyOptions.Section));
    }

    internal static FiskalyTss Open(IServiceProvider services) => FiskalyTss.Open(
        services.GetRequiredService<IOptions<FiskalyOptions>>().Value, services.GetRequiredService<TimeProvider>());
}
