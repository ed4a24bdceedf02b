using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Bench.Measuring;

/// <summary>The empty endpoint in a process of its own, as the cloud app is.</summary>
internal sealed class EmptyServer : IAsyncDisposable
{
    private readonly Process _process;

    private EmptyServer(Process process, Uri url)
    {
        _process = process;
        Url = url;
    }

    internal Uri Url { get; }

    internal static async Task<EmptyServer> StartAsync(string logFile)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        listener.Stop();
        var url = new Uri($"http://127.0.0.1:{port}");
        var process = new ProductProgram("OrderConnector.Bench").Start(
            logFile, [], "serve-empty", "--urls", url.GetLeftPart(UriPartial.Authority));
        using var http = new HttpClient { BaseAddress = url };
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/", UriKind.Relative));
                return new EmptyServer(process, url);
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(20);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ProductProgram.StopAsync(_process, TimeSpan.FromSeconds(5));
        _process.Dispose();
    }
}
