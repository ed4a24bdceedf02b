using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>One life of the handler: started as the host starts it, and asked until it answers.</summary>
public sealed class HandlerProcess : IDisposable
{
    private static readonly TimeSpan s_askAgain = TimeSpan.FromMilliseconds(25);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _error = new();

    private HandlerProcess(AppPackage package, IReadOnlyDictionary<string, string> settings, TextWriter? log)
    {
        var port = FreePort();
        Url = new Uri($"http://127.0.0.1:{port}");
        var program = Path.Combine(package.Folder, package.Settings.Executable);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserExecute);
        }

        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = package.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings.Concat(HostVariables(port, package.Folder)))
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data, log);
        _process.ErrorDataReceived += (_, line) => Keep(_error, line.Data, log);
    }

    public Uri Url { get; }

    public int Id => _process.Id;

    /// <summary>Lines on standard output, which the host takes for information.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>Lines on standard error, which the host takes for errors.</summary>
    public IReadOnlyCollection<string> Error => _error;

    /// <summary>Null while it runs.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>Starts it and waits for its first answer, whatever that is, but for a redirect.</summary>
    internal static async Task<HandlerProcess> StartAsync(
        AppPackage package, IReadOnlyDictionary<string, string> settings, TextWriter? log,
        CancellationToken cancellationToken)
    {
        var handler = new HandlerProcess(package, settings, log);
        try
        {
            handler._process.Start();
            handler._process.BeginOutputReadLine();
            handler._process.BeginErrorReadLine();
            await handler.WaitAsync(package.Settings.InitializationTimeout, cancellationToken);
            return handler;
        }
        catch
        {
            handler.Dispose();
            throw;
        }
    }

    /// <summary>Ends it at once (SIGKILL), as the host does when it ends itself or a call took too long.</summary>
    public async Task KillAsync()
    {
        ProductProgram.Kill(_process);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, which the host never sends but a platform may; answers the exit code.</summary>
    public Task<int?> StopAsync() => ProductProgram.StopAsync(_process, TimeSpan.FromSeconds(10));

    internal Task WaitForExitAsync(CancellationToken cancellationToken) =>
        _process.WaitForExitAsync(cancellationToken);

    public void Dispose()
    {
        ProductProgram.Kill(_process);
        _process.Dispose();
    }

    private static Dictionary<string, string> HostVariables(int port, string folder)
    {
        var (text, worker) = (port.ToString(CultureInfo.InvariantCulture), Guid.NewGuid().ToString());
        return new Dictionary<string, string>
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = text,
            ["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = worker,
            ["FUNCTIONS_HTTPWORKER_PORT"] = text,
            ["FUNCTIONS_HTTPWORKER_ID"] = worker,
            ["FUNCTIONS_APP_ROOT_PATH"] = folder,
        };
    }

    private async Task WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (_process.HasExited)
            {
                // Its last words come over pipes that are read beside.
                await _process.WaitForExitAsync(cancellationToken);
                throw new HostRefusalException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The handler ended with {_process.ExitCode}: {string.Join('\n', _error)}"));
            }

            if (TimeProvider.System.GetElapsedTime(begun) > limit)
            {
                throw new HostRefusalException($"The handler did not answer in {limit}.");
            }

            try
            {
                using var answer = await http.GetAsync(Url, cancellationToken);
                if ((int)answer.StatusCode is >= 300 and < 400)
                {
                    throw new HostRefusalException("The handler answers the host's first question with a redirect.");
                }

                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(s_askAgain, cancellationToken);
            }
        }
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line, TextWriter? log)
    {
        if (line is null)
        {
            return;
        }

        lines.Enqueue(line);
        if (log is not null)
        {
            lock (log)
            {
                log.WriteLine(line);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
