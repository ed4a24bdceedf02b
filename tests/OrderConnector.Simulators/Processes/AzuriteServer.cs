using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace OrderConnector.Simulators.Processes;

/// <summary>One request as Azurite's access log has it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path without the account and without the query: "/orders-mitte/messages".</param>
/// <param name="Query">The query, with its question mark; empty where there is none.</param>
/// <param name="Status">HTTP status.</param>
public sealed record StorageOperation(string Method, string Path, string Query, int Status);

/// <summary>
/// Azurite's queue service as a process of its own on a free loopback port, with an account that only this test knows.
/// It may be stopped and started again: port, account and data stay.
/// </summary>
public sealed partial class AzuriteServer : IAsyncDisposable
{
    private const string Account = "orders";
    private static readonly TimeSpan s_startTime = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
    private readonly int _port = FreePort();
    private readonly List<string> _lines = [];
    private Process? _process;

    /// <summary>Leads to the account, as `Queue:ConnectionString` takes it.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={_key};QueueEndpoint={Endpoint};";

    /// <summary>The account's queue endpoint.</summary>
    public Uri Endpoint => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/{Account}"));

    /// <summary>A new one, running.</summary>
    public static async Task<AzuriteServer> StartNewAsync(CancellationToken cancellationToken = default)
    {
        var server = new AzuriteServer();
        await server.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Starts it, for the first time or again, and waits until it listens.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo("node",
        [
            AzuriteProgram.Main, "--queueHost", "127.0.0.1", "--queuePort",
            _port.ToString(CultureInfo.InvariantCulture), "--location", _folder.Path, "--skipApiVersionCheck",
            "--disableTelemetry",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{_key}";
        var process = new Process { StartInfo = start };
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => Keep(line.Data, listens);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, listens);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        try
        {
            await listens.Task.WaitAsync(s_startTime, cancellationToken);
        }
        catch (TimeoutException)
        {
            ProductProgram.Kill(process);
            throw new InvalidOperationException($"Azurite did not start:\n{string.Join('\n', Lines())}");
        }
    }

    /// <summary>Stops it in order: what it holds is there when it starts again.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
        {
            await ProductProgram.StopAsync(process, TimeSpan.FromSeconds(20));
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>Everything it was asked so far, oldest first, by its own log; whole once it was stopped.</summary>
    public IReadOnlyList<StorageOperation> ReadOperations() =>
    [
        .. Lines().Select(line => AccessLine().Match(line)).Where(match => match.Success)
            .Select(match => new StorageOperation(
                match.Groups["method"].Value, match.Groups["path"].Value, match.Groups["query"].Value,
                int.Parse(match.Groups["status"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))),
    ];

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private void Keep(string? line, TaskCompletionSource listens)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
        }

        if (line.Contains("successfully listen", StringComparison.Ordinal))
        {
            listens.TrySetResult();
        }
    }

    private string[] Lines()
    {
        lock (_lines)
        {
            return [.. _lines];
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("\"(?<method>[A-Z]+) /" + Account + @"(?<path>[^? ]*)(?<query>\?[^ ]*)? HTTP/1.1"" (?<status>\d+)")]
    private static partial Regex AccessLine();
}
