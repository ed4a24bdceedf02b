using Microsoft.Extensions.Options;
using OrderConnector.Functions.Storing.Sqlite;

namespace OrderConnector.Functions.Storing;

/// <summary>Stage 4 of 14: registers the store.</summary>
public static class StoringExtensions
{
    /// <summary>Registers <see cref="IOrderStore"/>; options are checked at start.</summary>
    public static IServiceCollection AddStoring(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StoringOptions>()
            .Bind(configuration.GetSection(StoringOptions.Section))
            .Validate(
                options => string.Equals(options.Provider, StoringOptions.Sqlite, StringComparison.OrdinalIgnoreCase),
                "Store:Provider must be \"Sqlite\".")
            .Validate(
                options => !string.IsNullOrWhiteSpace(options.DataDirectory),
                "Store:DataDirectory must name a folder.")
            .ValidateOnStart();
        return services.AddSingleton<IOrderStore>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StoringOptions>>().Value;
            return new SqliteOrderStore(Path.Combine(options.DataDirectory, "orders.db"), options.KeepsOutbox);
        });
    }
}
