using Azure.Storage.Queues;
using OrderConnector.Functions.Delivering;
using OrderConnector.Simulators.Processes;

namespace OrderConnector.Simulators.FunctionsHost;

/// <summary>
/// The cloud app as it runs in Azure, on this machine: the published handler under the stand-in host, and its queues in
/// Azurite. The store is SQLite, for there is no SQL Server to be had.
/// </summary>
/// <param name="folder">The store and the unpacked package.</param>
/// <param name="logFile">Where the handler's output goes.</param>
public sealed class HostedCloud(string folder, string logFile) : RunningCloud(Path.Combine(folder, "store"))
{
    private const string AlarmQueue = "orders-alarms";
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _working = [];
    private AzuriteServer? _azurite;
    private StreamWriter? _log;
    private StandInHost? _host;
    private ProductProgram? _commands;

    /// <summary>What keeps it from being started here; null where nothing does.</summary>
    public static string? Missing => OperatingSystem.IsLinux()
        ? AzuriteProgram.Missing
        : "The published handler is made for Linux.";

    /// <inheritdoc />
    public override Uri Url => Host.Url;

    /// <summary>The host, once it was started.</summary>
    public StandInHost Host => _host ?? throw new InvalidOperationException("It was not started.");

    /// <summary>The account of its queues, once it was started.</summary>
    public AzuriteServer Azurite => _azurite ?? throw new InvalidOperationException("It was not started.");

    /// <inheritdoc />
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _azurite = await AzuriteServer.StartNewAsync(cancellationToken);
        _log = new StreamWriter(logFile, append: true) { AutoFlush = true };
        var queues = new Dictionary<string, string>
        {
            ["Queue__Provider"] = "AzureStorage",
            ["Queue__ConnectionString"] = _azurite.ConnectionString,
        };
        _commands = new ProductProgram("OrderConnector.Functions", queues);
        try
        {
            _host = await StandInHost.StartAsync(
                await PublishedApp.UnpackAsync(Path.Combine(folder, "app")), Settings(queues), TimeProvider.System,
                cancellationToken, _log);
        }
        catch (HostRefusalException refusal)
        {
            throw new InvalidOperationException(refusal.Message);
        }

        foreach (var function in _host.Package.Functions.Values)
        {
            if (function.Kind == TriggerKind.Timer)
            {
                _working.Add(KeepTimeAsync(_host, function.Name));
            }
            else if (function.Kind == TriggerKind.Queue)
            {
                _working.Add(ListenAsync(_host, function));
            }
        }
    }

    /// <inheritdoc />
    public override Task<string> AdminAsync(CancellationToken cancellationToken, params string[] arguments) =>
        (_commands ?? throw new InvalidOperationException("It was not started."))
            .DoAsync(cancellationToken, ["admin", .. arguments, "--data", DataFolder]);

    /// <inheritdoc />
    protected override async ValueTask StopAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }

        _log?.Dispose();
        _end.Dispose();
    }

    private Dictionary<string, string> Settings(Dictionary<string, string> queues) => new(queues)
    {
        ["AzureWebJobsStorage"] = Azurite.ConnectionString,
        [Alarm.QueueSetting] = AlarmQueue,
        ["Store__DataDirectory"] = DataFolder,
        ["Hosting__AllowEmbeddedStore"] = "true",
    };

    // Six fields, the first of them 0: at the beginning of each minute.
    private async Task KeepTimeAsync(StandInHost host, string function)
    {
        while (true)
        {
            var now = TimeProvider.System.GetUtcNow();
            await Task.Delay(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(now.Ticks % TimeSpan.TicksPerMinute), _end.Token);
            await host.FireAsync(function, _end.Token);
        }
    }

    private async Task ListenAsync(StandInHost host, FunctionSpec function)
    {
        var queue = new StorageTriggerQueue(
            new QueueServiceClient(Azurite.ConnectionString),
            function.QueueName(new Dictionary<string, string> { [Alarm.QueueSetting] = AlarmQueue }),
            host.Package.Settings.Queues);
        while (true)
        {
            await host.WorkOffAsync(function.Name, queue, _end.Token);
            await Task.Delay(s_look, _end.Token);
        }
    }
}
