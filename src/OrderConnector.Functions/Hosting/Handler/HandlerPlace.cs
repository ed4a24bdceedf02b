using System.Globalization;

namespace OrderConnector.Functions.Hosting.Handler;

/// <summary>
/// Where this process stands when the Azure Functions host has started it as its custom handler; the host says so in
/// the environment.
/// </summary>
/// <param name="Port">The loopback port the host calls.</param>
/// <param name="MaxRequestBytes">The largest request body the host lets through.</param>
public sealed record HandlerPlace(int Port, long MaxRequestBytes)
{
    /// <summary>
    /// The exit code of a process that ends in good order: the host starts it again and counts no error. With 0 it
    /// would leave it dead.
    /// </summary>
    public const int WantedRestart = 200;

    private const string PortSetting = "FUNCTIONS_CUSTOMHANDLER_PORT";
    private const string BodySetting = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";

    // The host's own default.
    private const long DefaultMaxRequestBytes = 104_857_600;

    /// <summary>The only address it listens on; IPv4, because that is what the host calls.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>Null where the process stands alone.</summary>
    /// <exception cref="FormatException">The host named a port that is none.</exception>
    public static HandlerPlace? Find(IConfiguration configuration)
    {
        if (configuration[PortSetting] is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= ushort.MaxValue
                ? new HandlerPlace(port, MaxBytes(configuration))
                : throw new FormatException($"{PortSetting} is no port.");
    }

    private static long MaxBytes(IConfiguration configuration) =>
        long.TryParse(configuration[BodySetting], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
        && bytes > 0
            ? bytes
            : DefaultMaxRequestBytes;
}
