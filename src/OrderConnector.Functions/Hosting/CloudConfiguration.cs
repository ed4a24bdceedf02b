namespace OrderConnector.Functions.Hosting;

/// <summary>Where configuration and logs come from and go to.</summary>
public static class CloudConfiguration
{
    /// <summary>Lays the command line's values over appsettings.json and the environment.</summary>
    public static void AddCloudSettings(this IConfigurationBuilder configuration, CloudSettings settings)
    {
        IEnumerable<KeyValuePair<string, string?>> data = settings.DataFolder is { } folder
            ? [new("Store:DataDirectory", folder)]
            : [];
        configuration.AddInMemoryCollection([.. data, .. settings.Settings]);
    }

    /// <summary>One line of JSON per event on standard output; requests are not logged.</summary>
    public static void AddCloudLogging(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Whoever may log there costs every request an activity that nothing here shows; failures are ErrorBoundary's.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // A start that fails is told by the command line, in one sentence.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }
}
