using Microsoft.Extensions.Options;
using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.FiskalCloudConnector;

/// <summary>How the configuration chooses this driver.</summary>
internal static class FccDriver
{
    internal const string Kind = "fcc";

    internal static TssSetUp SetUp { get; } = new(RegisterAsync, DeregisterAsync, DescribeAsync);

    internal static void AddOptions(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<FccOptions>, FccOptionsValidation>();
        services.AddOptionsWithValidateOnStart<FccOptions>().Bind(configuration.GetSection(FccOptions.Section));
    }

    internal static FccTss Open(IServiceProvider services) => FccTss.Open(
        services.GetRequiredService<IOptions<FccOptions>>().Value, services.GetRequiredService<TimeProvider>());

    private static async Task<TssOutcome<bool>> RegisterAsync(
        ITss tss, string clientId, string? token, CancellationToken cancellationToken) => token is { Length: > 0 }
            ? await ((FccTss)tss).Registrar.RegisterAsync(clientId, token, cancellationToken)
            : new TssOutcome<bool>.Refused(
                TssRefusals.NotSetUp, "The Fiskal Cloud Connector registers with an activation token: --token.");

    private static Task<TssOutcome<bool>> DeregisterAsync(
        ITss tss, string clientId, CancellationToken cancellationToken) =>
        ((FccTss)tss).Registrar.DeregisterAsync(clientId, cancellationToken);

    private static async Task<TssOutcome<IReadOnlyList<string>>> DescribeAsync(
        ITss tss, CancellationToken cancellationToken)
    {
        var connector = (FccTss)tss;
        var clients = await connector.Connection.ClientsAsync(cancellationToken);
        if (clients is not TssOutcome<IReadOnlyList<string>>.Done { Value: var known })
        {
            return clients;
        }

        return (await connector.SelfCheckAsync(cancellationToken)).Then<IReadOnlyList<string>>(
            check => new TssOutcome<IReadOnlyList<string>>.Done([.. FccCondition.Sentences(check, known)]));
    }
}
