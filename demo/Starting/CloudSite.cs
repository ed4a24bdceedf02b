using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrderConnector.Demo.Starting;

/// <summary>The cloud app as a process of its own on a free loopback port.</summary>
internal sealed class CloudSite(string dataFolder, string logFolder) : IAsyncDisposable
{
    private readonly ProductProgram _program = new("OrderConnector.Functions");
    private Process? _process;

    internal string DataFolder { get; } = dataFolder;

    internal string LogFile { get; } = Path.Combine(logFolder, "cloud.log");

    internal Uri Url { get; } = new($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Starts it and waits until it can take orders.</summary>
    internal async Task StartAsync(HttpClient http, CancellationToken cancellationToken)
    {
        _process = _program.Start(
            LogFile, "serve", "--data", DataFolder, "--urls", Url.GetLeftPart(UriPartial.Authority));
        await Patience.UntilAsync(
            "the cloud app is ready",
            TimeSpan.FromSeconds(30),
            async () => _process.HasExited
                ? throw new DemoFailure($"The cloud app ended while starting; see {LogFile}.")
                : await IsReadyAsync(http, cancellationToken),
            cancellationToken);
    }

    /// <summary>Runs an admin command beside the serving process; answers its last line, often a key.</summary>
    internal async Task<string> AdminAsync(CancellationToken cancellationToken, params string[] arguments) =>
        (await _program.RunAsync(cancellationToken, ["admin", .. arguments, "--data", DataFolder])).LastLine;

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await ProductProgram.StopAsync(_process, TimeSpan.FromSeconds(5));
            _process.Dispose();
        }
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
