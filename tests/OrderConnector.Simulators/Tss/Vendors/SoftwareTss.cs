using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing.Simulator;

namespace OrderConnector.Simulators.Tss.Vendors;

/// <summary>How a device is made.</summary>
public sealed record SoftwareTssOptions
{
    /// <summary>Its curve, chosen when it is made.</summary>
    public SimulatedCurve Curve { get; init; } = SimulatedCurve.BrainpoolP384;

    /// <summary>More open transactions are refused.</summary>
    public int MaximumOpenTransactions { get; init; } = 2_000;

    /// <summary>More clients are refused.</summary>
    public int MaximumClients { get; init; } = 100;
}

/// <summary>
/// The device behind a simulated vendor: the same keys, counters, transactions and log as the simulated TSS, and
/// besides it the clients that are registered. All of it outlives the process that serves it.
/// </summary>
public sealed class SoftwareTss : IDisposable
{
    private const string ClientsFile = "clients.txt";

    private readonly Lock _gate = new();
    private readonly SimulatedTss _tss;
    private readonly string _clientsPath;
    private readonly TimeProvider _clock;

    private SoftwareTss(SimulatedTss tss, TssInfo info, string clientsPath, SoftwareTssOptions options, TimeProvider clock)
    {
        (_tss, Key, Expires, _clientsPath) = (tss, info.Key, info.CertificateExpires!.Value, clientsPath);
        (Options, _clock) = (options, clock);
    }

    /// <summary>The device as it is, behind everything that goes wrong on the way to it.</summary>
    public ITss Tss => _tss;

    public SoftwareTssOptions Options { get; }

    public TssKey Key { get; }

    public DateTimeOffset Expires { get; }

    public bool IsExpired => _clock.GetUtcNow() >= Expires;

    /// <summary>DER: the device first, its issuer, the root.</summary>
    public IReadOnlyList<byte[]> Certificates => _tss.Device.Certificates;

    /// <summary>The registered clients.</summary>
    public IReadOnlyList<string> Clients
    {
        get
        {
            lock (_gate)
            {
                return ReadClients();
            }
        }
    }

    public static async Task<SoftwareTss> OpenAsync(string folder, SoftwareTssOptions options, TimeProvider clock)
    {
        Directory.CreateDirectory(folder);
        var tss = SimulatedTss.Open(
            folder,
            new SimulatedTssOptions { Curve = options.Curve, MaximumOpenTransactions = options.MaximumOpenTransactions },
            clock);
        var info = Done(await tss.InfoAsync(CancellationToken.None));
        return new SoftwareTss(tss, info, Path.Combine(folder, ClientsFile), options, clock);
    }

    /// <summary>Makes a client known; false where there are too many.</summary>
    public bool Register(string clientId)
    {
        lock (_gate)
        {
            var clients = ReadClients();
            if (clients.Contains(clientId))
            {
                return true;
            }

            if (clients.Count >= Options.MaximumClients)
            {
                return false;
            }

            File.WriteAllLines(_clientsPath, [.. clients, clientId]);
            return true;
        }
    }

    /// <summary>Forgets a client; false where there was none such.</summary>
    public bool Deregister(string clientId)
    {
        lock (_gate)
        {
            var clients = ReadClients();
            File.WriteAllLines(_clientsPath, clients.Where(client => client != clientId));
            return clients.Contains(clientId);
        }
    }

    /// <summary>Starts a transaction; its signature is in the answer.</summary>
    public Task<TssOutcome<StartedTransaction>> StartAsync(string clientId) => _tss.Device.Start(clientId);

    public Task<TssOutcome<TssSignature>> FinishAsync(string clientId, long number, ProcessData data) =>
        _tss.Device.Finish(clientId, number, data);

    public async Task<IReadOnlyList<StartedTransaction>> FindOpenAsync(string clientId) =>
        Done(await _tss.Device.FindOpen(clientId));

    /// <summary>Numbers of the open transactions of all registered clients.</summary>
    public async Task<IReadOnlyList<long>> FindAllOpenAsync()
    {
        List<long> open = [];
        foreach (var client in Clients)
        {
            open.AddRange((await FindOpenAsync(client)).Select(transaction => transaction.Number));
        }

        return [.. open.Order()];
    }

    public async Task<TssInfo> DescribeAsync() => Done(await _tss.Device.Describe());

    /// <summary>The messages of a transaction, its start first; none where there is no such number.</summary>
    internal async Task<IReadOnlyList<SimulatedLog>> LogsOfAsync(long number) =>
        Done(await _tss.Device.ReadLogsOf(number));

    /// <summary>The messages of a span, both ends included; no more than so many.</summary>
    internal async Task<IReadOnlyList<SimulatedLog>> LogsAsync(DateTimeOffset from, DateTimeOffset to, int most) =>
        Done(await _tss.Device.ReadLogs(from, to, afterCounter: 0, most));

    /// <summary>An export of these messages (TR-03153, 5.1).</summary>
    internal async Task<byte[]> ArchiveAsync(IEnumerable<SimulatedLog> logs)
    {
        using var target = new MemoryStream();
        await using (var archive = new TssLogArchive(target, _clock.GetUtcNow()))
        {
            await archive.WriteHeadAsync(Certificates, CancellationToken.None);
            foreach (var log in logs)
            {
                await archive.WriteLogAsync(log, CancellationToken.None);
            }
        }

        return target.ToArray();
    }

    public void Dispose() => _tss.Dispose();

    private List<string> ReadClients() => File.Exists(_clientsPath) ? [.. File.ReadAllLines(_clientsPath)] : [];

    private static T Done<T>(TssOutcome<T> outcome) => outcome is TssOutcome<T>.Done { Value: var value }
        ? value
        : throw new InvalidOperationException($"The device failed: {outcome}");
}
