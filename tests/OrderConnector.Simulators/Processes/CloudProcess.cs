using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrderConnector.Simulators.Processes;

/// <summary>The cloud app as a process of its own on a free loopback port.</summary>
/// <param name="dataFolder">Its store.</param>
/// <param name="logFile">Where its output goes.</param>
/// <param name="options">Further arguments of `serve`.</param>
public sealed class CloudProcess(string dataFolder, string logFile, params string[] options)
    : RunningCloud(dataFolder)
{
    private static readonly TimeSpan s_startTime = TimeSpan.FromSeconds(60);

    /// <summary>The running process; null before the first start.</summary>
    public Process? Process { get; private set; }

    public string LogFile { get; } = logFile;

    /// <summary>A program that runs it, as strace does; empty for none.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    /// <summary>Variables it is started with besides those of this process.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    public override Uri Url { get; } = new($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var program = Environment is null ? ProductProgram.Cloud : ProductProgram.CloudWith(Environment);
        Process = program.Start(
            LogFile, Wrapper,
            ["serve", "--data", DataFolder, "--urls", Url.GetLeftPart(UriPartial.Authority), .. options]);
        using var http = new HttpClient { BaseAddress = Url };
        var begun = TimeProvider.System.GetTimestamp();
        while (!await IsReadyAsync(http, cancellationToken))
        {
            if (Process.HasExited || TimeProvider.System.GetElapsedTime(begun) > s_startTime)
            {
                throw new InvalidOperationException(
                    $"The cloud app did not start:\n{await File.ReadAllTextAsync(LogFile, cancellationToken)}");
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        ProductProgram.Kill(Process!);
        await Process!.WaitForExitAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async ValueTask StopAsync()
    {
        if (Process is not null)
        {
            await ProductProgram.StopAsync(Process, TimeSpan.FromSeconds(10));
            Process.Dispose();
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
