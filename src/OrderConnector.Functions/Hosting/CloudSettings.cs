namespace OrderConnector.Functions.Hosting;

/// <summary>What the command line decides about a serving process.</summary>
/// <param name="DataFolder">Where the store lives; null takes the configuration's, else the default.</param>
/// <param name="Urls">Addresses to listen on; null takes the configuration's, else the default.</param>
/// <param name="Settings">Configuration values that win over all others: "Intake:RateLimitPerSecond" = "0".</param>
public sealed record CloudSettings(
    string? DataFolder, string? Urls, IReadOnlyList<KeyValuePair<string, string?>> Settings)
{
    /// <summary>Where it listens when nobody says otherwise.</summary>
    public const string DefaultUrls = "http://127.0.0.1:7071";
}
