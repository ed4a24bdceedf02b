using Microsoft.Extensions.Options;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing.Sqlite;
using OrderConnector.Functions.Storing.SqlServer;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Storing;

/// <summary>Stage 4 of 14: registers the store.</summary>
public static class StoringExtensions
{
    /// <summary>Registers <see cref="IOrderStore"/>; options are checked at start.</summary>
    public static IServiceCollection AddStoring(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StoringOptions>()
            .Bind(configuration.GetSection(StoringOptions.Section))
            .PostConfigure(options =>
            {
                if (options.ManagedIdentityClientId.Length == 0)
                {
                    options.ManagedIdentityClientId = configuration["AZURE_CLIENT_ID"] ?? "";
                }
            })
            .ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<StoringOptions>, StoringOptionsRules>()
            .AddSingleton(Open)
            .AddSingleton(provider => provider.GetRequiredService<OpenedStore>().Store)
            .AddFace<IAuditStore>()
            .AddFace<IAccessStore>()
            .AddFace<IAlertStore>()
            .AddFace<IEmergencyStore>()
            .AddFace<IPortalQueries>();
    }

    /// <summary>Another interface of the same store.</summary>
    private static IServiceCollection AddFace<T>(this IServiceCollection services)
        where T : class => services.AddSingleton(provider => (T)provider.GetRequiredService<OpenedStore>().Store);

    private static OpenedStore Open(IServiceProvider provider) => new(OpenStore(provider));

    private static IOrderStore OpenStore(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<StoringOptions>>().Value;
        return string.Equals(options.Provider, StoringOptions.SqlServer, StringComparison.OrdinalIgnoreCase)
            ? new SqlServerOrderStore(
                SqlServerConnections.From(options),
                new SqlServerSettings(options.Migrate, options.KeepsOutbox),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<RandomBytes>(),
                provider.GetRequiredService<ILogger<SqlServerOrderStore>>())
            : new SqliteOrderStore(Path.Combine(options.DataDirectory, "orders.db"), options.KeepsOutbox);
    }

    /// <summary>The one store of the process, whatever interface it is asked for by.</summary>
    private sealed record OpenedStore(IOrderStore Store);
}
