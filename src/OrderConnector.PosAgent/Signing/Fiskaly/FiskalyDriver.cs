using Microsoft.Extensions.Options;

namespace OrderConnector.PosAgent.Signing.Fiskaly;

/// <summary>How the configuration chooses this driver.</summary>
internal static class FiskalyDriver
{
    internal const string Kind = "fiskaly";

    internal static TssSetUp SetUp { get; } = new(
        (tss, clientId, token, cancel) => ((FiskalyTss)tss).RegisterAsync(clientId, token, cancel),
        (tss, clientId, cancel) => ((FiskalyTss)tss).DeregisterAsync(clientId, cancel),
        (tss, cancel) => ((FiskalyTss)tss).DescribeAsync(cancel));

    internal static void AddOptions(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<FiskalyOptions>, FiskalyOptionsValidation>();
        services.AddOptionsWithValidateOnStart<FiskalyOptions>()
            .Bind(configuration.GetSection(FiskalyOptions.Section));
    }

    internal static FiskalyTss Open(IServiceProvider services) => FiskalyTss.Open(
        services.GetRequiredService<IOptions<FiskalyOptions>>().Value, services.GetRequiredService<TimeProvider>());
}
