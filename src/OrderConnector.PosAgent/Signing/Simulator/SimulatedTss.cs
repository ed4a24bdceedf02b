using OrderConnector.Fiscal.Tss;

namespace OrderConnector.PosAgent.Signing.Simulator;

/// <summary>
/// A TSS in software: real keys, real log messages, counters and numbers that outlive a crash. It is no certified
/// TSS (§ 146a(1) AO): everything it signs is marked as test, and a branch in production must refuse it by that mark
/// (<see cref="TssKey.Test"/>). While the file "tss-simulator.outage" lies in the data folder it is out of order, and
/// the text of the file is the reason it gives.
/// </summary>
public sealed class SimulatedTss : ITss, IDisposable
{
    private const string StoreFile = "tss-simulator.db";
    private const string OutageFile = "tss-simulator.outage";
    private const int LogsPerRead = 500;

    private readonly SimulatedDevice _device;
    private readonly SimulatedPace _pace;
    private readonly string _outagePath;
    private readonly TimeProvider _clock;

    private SimulatedTss(SimulatedDevice device, SimulatedPace pace, string outagePath, TimeProvider clock) =>
        (_device, _pace, _outagePath, _clock) = (device, pace, outagePath, clock);

    /// <summary>The device itself, for simulators of real ones that are built around it.</summary>
    internal SimulatedDevice Device => _device;

    /// <summary>Opens the device of a data folder; makes it where there is none.</summary>
    /// <exception cref="IOException">Another process uses it.</exception>
    /// <exception cref="InvalidDataException">It was made with another curve.</exception>
    public static SimulatedTss Open(string dataFolder, SimulatedTssOptions options, TimeProvider clock)
    {
        var device = SimulatedDevice.Open(Path.Combine(dataFolder, StoreFile), options, clock);
        var pace = new SimulatedPace(TimeSpan.FromMilliseconds(options.LatencyMilliseconds / 2.0), clock);
        return new SimulatedTss(device, pace, Path.Combine(dataFolder, OutageFile), clock);
    }

    /// <inheritdoc />
    public Task<TssOutcome<StartedTransaction>> StartAsync(
        TssReference reference, CancellationToken cancellationToken) =>
        PacedAsync(() => _device.Start(reference.ClientId), cancellationToken);

    /// <inheritdoc />
    public Task<TssOutcome<TssSignature>> FinishAsync(
        StartedTransaction transaction, ProcessData data, CancellationToken cancellationToken) =>
        PacedAsync(() => _device.Finish(transaction.ClientId, transaction.Number, data), cancellationToken);

    /// <inheritdoc />
    public Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindOpenAsync(
        string clientId, CancellationToken cancellationToken) =>
        AskAsync(() => _device.FindOpen(clientId), cancellationToken);

    /// <inheritdoc />
    public Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
        string clientId, long transactionNumber, CancellationToken cancellationToken) =>
        AskAsync(() => _device.ReadBack(clientId, transactionNumber), cancellationToken);

    /// <inheritdoc />
    public Task<TssOutcome<TssInfo>> InfoAsync(CancellationToken cancellationToken) =>
        AskAsync(_device.Describe, cancellationToken);

    /// <inheritdoc />
    public async Task<TssOutcome<long>> ExportLogAsync(
        DateTimeOffset from, DateTimeOffset to, Stream target, CancellationToken cancellationToken)
    {
        if (Outage<long>() is { } outage)
        {
            return outage;
        }

        await using var archive = new TssLogArchive(target, _clock.GetUtcNow());
        await archive.WriteHeadAsync(_device.Certificates, cancellationToken);
        var (written, after) = (0L, 0L);
        while (true)
        {
            // Page by page, so that a long export does not hold up the signing.
            var read = await _device.ReadLogs(from, to, after, LogsPerRead);
            if (read is not TssOutcome<IReadOnlyList<SimulatedLog>>.Done { Value: var logs })
            {
                return new TssOutcome<long>.Unavailable("The simulated TSS failed during the export.");
            }

            if (logs.Count == 0)
            {
                return new TssOutcome<long>.Done(written);
            }

            foreach (var log in logs)
            {
                await archive.WriteLogAsync(log, cancellationToken);
            }

            written += logs.Count;
            after = logs[^1].SignatureCounter;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _device.Dispose();

    private async Task<TssOutcome<T>> PacedAsync<T>(
        Func<Task<TssOutcome<T>>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Outage<T>() is { } outage)
        {
            return outage;
        }

        var done = _pace.Reserve();
        var outcome = await work();
        await _pace.WaitAsync(done, cancellationToken);
        return outcome;
    }

    private Task<TssOutcome<T>> AskAsync<T>(Func<Task<TssOutcome<T>>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Outage<T>() is { } outage ? Task.FromResult<TssOutcome<T>>(outage) : work();
    }

    private TssOutcome<T>.Unavailable? Outage<T>()
    {
        if (!File.Exists(_outagePath))
        {
            return null;
        }

        try
        {
            var text = File.ReadAllText(_outagePath).Trim();
            return new TssOutcome<T>.Unavailable(text.Length == 0 ? "The simulated TSS is switched off." : text);
        }
        catch (IOException)
        {
            // Being written or just taken away: it was there a moment ago.
            return new TssOutcome<T>.Unavailable("The simulated TSS is switched off.");
        }
    }
}
