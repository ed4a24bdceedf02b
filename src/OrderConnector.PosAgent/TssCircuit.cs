using System.Collections.Concurrent;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Failures;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

/// <summary>
/// One TSS as its lanes share it: whether it is out, and what finds out that it works again. That it is out stands in
/// the journal, and so outlives the process.
/// </summary>
internal sealed partial class TssCircuit : IDisposable
{
    private static readonly BackoffOptions s_probePauses =
        new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));

    private readonly SigningSite _site;
    private readonly RetryClock _probeRetry;
    private readonly SemaphoreSlim _beginning = new(1, 1);
    private readonly ConcurrentDictionary<string, TssSignature> _lastSigned = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _notClosed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _looksRefused = new(StringComparer.Ordinal);
    private volatile bool _seen;

    /// <summary>Nothing is called yet.</summary>
    public TssCircuit(BranchTss tss, SigningSite site)
    {
        (Tss, _site) = (tss, site);
        _probeRetry = site.Retry(s_probePauses);
        tss.Clients.Select(LastJournaled).OfType<TssSignature>().ToList()
            .ForEach(signature => _lastSigned[signature.ClientId] = signature);
        ProbeLoop = new BranchLoop($"probe {tss.Name}", ProbeStepAsync, () => _probeRetry.NotBefore);
    }

    /// <summary>The TSS and its clients.</summary>
    public BranchTss Tss { get; }

    /// <summary>Its name.</summary>
    public string Name => Tss.Name;

    /// <summary>Finds out whether it works again, while it is out.</summary>
    public BranchLoop ProbeLoop { get; }

    /// <summary>The outage under way; null where it works.</summary>
    public TssOutage? Outage => _site.Memory.Look(state => state.Tss.OutageOf(Name));

    /// <summary>True where what it signs is a test.</summary>
    public bool IsTest => Tss.Test || _site.Memory.Look(state => state.Tss.KeyOf(Name)?.Test) == true;

    /// <summary>"ok", "outage" or "unknown": not needed since the start of the process.</summary>
    public string State => Outage is not null ? "outage" : _seen ? "ok" : "unknown";

    /// <summary>Calls it, and really ends the call when its time is over.</summary>
    public async Task<TssOutcome<T>> CallAsync<T>(
        Func<ITss, CancellationToken, Task<TssOutcome<T>>> call, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var alarm = new CancellationTokenSource(timeout, _site.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, alarm.Token);
        try
        {
            // A driver that does not hear the token must not hold up its lane.
            var outcome = await call(Tss.Port, either.Token).WaitAsync(either.Token);
            _seen |= outcome is TssOutcome<T>.Done;
            return outcome;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new TssOutcome<T>.Unknown($"No answer within {timeout.TotalSeconds} s.");
        }
    }

    /// <summary>
    /// The outage from now on, or the one under way: lanes that fail at the same time begin one between them. It is on
    /// disk before a sale names it.
    /// </summary>
    public async Task<TssOutage> BeginOutageAsync(string code, string detail, CancellationToken cancellationToken)
    {
        await _beginning.WaitAsync(cancellationToken);
        try
        {
            if (Outage is { } underWay)
            {
                return underWay;
            }

            _probeRetry.Fail();
            Log.OutageBegan(_site.Log, Name, code, detail);
            var id = Convert.ToHexStringLower(_site.Chance.Bytes(8));
            var entries = await _site.Memory.AppendAsync(
                [JournalData.Fact(
                    JournalKind.OutageBegan, null, _site.Now, new OutageData(code, detail, Name, id))],
                cancellationToken);
            return TssHistory.Began(entries[0]);
        }
        finally
        {
            _beginning.Release();
        }
    }

    /// <summary>
    /// What each client signed last and this process has not read back: what the one before signed too, for it may not
    /// have come to it.
    /// </summary>
    public IReadOnlyCollection<TssSignature> LastSigned => [.. _lastSigned.Values];

    /// <summary>Which days could not be closed at the last try, and why; a sentence each, empty for none.</summary>
    public IReadOnlyList<string> DaysNotClosed => [.. _notClosed.Values.Order(StringComparer.Ordinal)];

    /// <summary>
    /// Why it cannot be asked what became of transactions that may be open, where it has refused that several times in
    /// a row; a sentence each, empty for none.
    /// </summary>
    public IReadOnlyList<string> LooksRefused => [.. _looksRefused.Values.Order(StringComparer.Ordinal)];

    /// <summary>Told when one of the two changes.</summary>
    public Action TroublesChanged { get; set; } = () => { };

    /// <summary>Keeps what the last try of a client to close a day came to; null where it is closed.</summary>
    public void DayNotClosed(string clientId, string? detail) => Keep(_notClosed, clientId, detail);

    /// <summary>Keeps why a client's looks are refused; null where they are not.</summary>
    public void LookRefused(string clientId, string? detail) => Keep(_looksRefused, clientId, detail);

    private void Keep(ConcurrentDictionary<string, string> troubles, string clientId, string? detail)
    {
        if (detail is not null)
        {
            troubles[clientId] = detail;
        }
        else if (!troubles.TryRemove(clientId, out _))
        {
            return;
        }

        TroublesChanged();
    }

    /// <summary>
    /// Ends the outage where it is still under way; false where another has ended it meanwhile: the probe and a person
    /// may be at it at the same time, and each outage has one end.
    /// </summary>
    /// <param name="outage">Which.</param>
    /// <param name="detail">What showed that the TSS works, or why a person closed it.</param>
    /// <param name="closedBy">"agent" or "staff:…".</param>
    /// <param name="cancellationToken">Ends the try.</param>
    public async Task<bool> EndOutageAsync(
        TssOutage outage, string detail, string closedBy, CancellationToken cancellationToken)
    {
        await _beginning.WaitAsync(cancellationToken);
        try
        {
            if (Outage?.Id != outage.Id)
            {
                return false;
            }

            await _site.Memory.AppendAsync([Ended(outage, _site.Now, detail, closedBy)], cancellationToken);
            return true;
        }
        finally
        {
            _beginning.Release();
        }
    }

    /// <summary>The end of an outage as it is journaled.</summary>
    public static JournalFact Ended(TssOutage outage, DateTimeOffset at, string detail, string closedBy) =>
        JournalData.Fact(
            JournalKind.OutageEnded, null, at,
            new OutageEndedData(outage.BeganAt, detail, outage.Tss, outage.Id, closedBy));

    /// <summary>It has signed: the next outage is probed early again.</summary>
    public void Signed(TssSignature signature)
    {
        _lastSigned[signature.ClientId] = signature;
        _probeRetry.Succeed();
    }

    /// <summary>Needs no second look, unless its client has signed again meanwhile.</summary>
    public void WasReadBack(TssSignature signature) =>
        _lastSigned.TryRemove(KeyValuePair.Create(signature.ClientId, signature));

    /// <inheritdoc />
    public void Dispose()
    {
        _beginning.Dispose();
        ProbeLoop.Signal.Dispose();
    }

    private TssSignature? LastJournaled(EasClient client) =>
        _site.Memory.Look(state => state.Tss.ClientOf(Name, client.SerialNumber)?.LastSignedOrder) is { } orderId
        && _site.Memory.Recall(orderId)?.Fiscal is { } fiscal
            ? SignedSummary.Read(fiscal)
            : null;

    // Half open: while the TSS is out no lane calls it; this does, alone, and one answer closes the circuit. Should
    // the next order find it out again, the pauses go on growing until it signs.
    private async Task<bool> ProbeStepAsync(CancellationToken cancellationToken)
    {
        if (Outage is not { } outage || _site.IsStopped() || !_probeRetry.TryOpen())
        {
            return false;
        }

        var outcome = await CallAsync(
            (tss, token) => tss.InfoAsync(token), _site.Settings.TssStartTimeout, cancellationToken);
        if (outcome is not TssOutcome<TssInfo>.Done)
        {
            _probeRetry.Fail();
            return false;
        }

        if (await EndOutageAsync(outage, "The TSS answers again.", "agent", cancellationToken))
        {
            Log.OutageEnded(_site.Log, Name);
        }

        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(2200, LogLevel.Error, "The TSS {Tss} is out, orders are sold unsigned: {Code}: {Detail}")]
        internal static partial void OutageBegan(ILogger log, string tss, string code, string detail);

        [LoggerMessage(2201, LogLevel.Information, "The TSS {Tss} works again")]
        internal static partial void OutageEnded(ILogger log, string tss);
    }
}
