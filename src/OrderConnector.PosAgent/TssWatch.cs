using OrderConnector.Core.Failures;
using OrderConnector.Core.Vat;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

/// <summary>
/// Looks at one TSS at the start and at each end of the day: what will become trouble, and whether the device still has
/// what it signed last. A loop of its own, so that a device that hangs holds up no lane.
/// </summary>
internal sealed partial class TssWatch : IDisposable
{
    // A day, and the hour the clocks are put back.
    private static readonly TimeSpan s_longestDay = TimeSpan.FromHours(25);

    // One try that fails is no news; an hour of them is.
    private static readonly TimeSpan s_closingTolerance = TimeSpan.FromHours(1);

    private static readonly BackoffOptions s_pauses =
        new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));

    private readonly TssCircuit _circuit;
    private readonly SigningSite _site;
    private readonly RetryClock _retry;
    private readonly Action _changed;
    private volatile IReadOnlyList<TssWarning>? _warnings;
    private IReadOnlyList<string> _told = [];
    private DateTimeOffset _dueAt = DateTimeOffset.MinValue;

    /// <summary>Nothing is called yet.</summary>
    /// <param name="circuit">The TSS.</param>
    /// <param name="site">What all share.</param>
    /// <param name="changed">Told after each look.</param>
    public TssWatch(TssCircuit circuit, SigningSite site, Action changed)
    {
        (_circuit, _site, _changed) = (circuit, site, changed);
        _retry = site.Retry(s_pauses);
        circuit.TroublesChanged = () => Loop!.Signal.Set();
        Loop = new BranchLoop($"watch {circuit.Name}", StepAsync, () => DueAt);
    }

    /// <summary>Steps when a look is due.</summary>
    public BranchLoop Loop { get; }

    /// <summary>Which TSS.</summary>
    public string Name => _circuit.Name;

    /// <summary>What the last look found, and what is so today; null before the first.</summary>
    public IReadOnlyList<TssWarning>? Warnings =>
        _warnings is { } found ? [.. found, .. Today] : null;

    /// <summary>Whether each start is to be heard of, by its loop.</summary>
    public bool CountsStarts => _circuit.Tss.MaximumTransactionsPerDay is not null;

    /// <inheritdoc />
    public void Dispose() => Loop.Signal.Dispose();

    private DateTimeOffset? DueAt => _site.IsStopped() || _circuit.Outage is not null
        ? null
        : _retry.NotBefore ?? _dueAt;

    // What no look at the TSS is needed for.
    private IReadOnlyList<TssWarning> Today =>
        [.. new[] { TooManyToday(), DayNotClosed(), LookRefused() }.OfType<TssWarning>()];

    private TssWarning? TooManyToday() => CountsStarts
        ? TssWarnings.OfDay(
            _site.Memory.Look(state => state.Tss.StartsOn(GermanCalendar.DateOf(_site.Now), Name)),
            _circuit.Tss.MaximumTransactionsPerDay)
        : null;

    private TssWarning? DayNotClosed() =>
        _circuit.DaysNotClosed is [var first, ..] && _site.Now - LastDayEnd > s_closingTolerance
            ? TssWarnings.Warn(TssWarnings.DayNotClosed, $"The day is not closed at the TSS and tried again: {first}")
            : null;

    private TssWarning? LookRefused() => _circuit.LooksRefused is [var first, ..]
        ? TssWarnings.Warn(
            TssWarnings.LookRefused, $"The TSS refuses to tell of transactions that may be open: {first}")
        : null;

    private string TimeZone => _site.Memory.Look(state => state.Sellers.Values.LastOrDefault()?.TimeZone) ?? "";

    private DateTimeOffset LastDayEnd => DayEnd.LastOf(_site.Now, _site.Settings.DayEnd, TimeZone);

    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        TellOfToday();
        if (_site.IsStopped() || _circuit.Outage is not null || !Pause.IsOver(_dueAt, _site.Now, s_longestDay)
            || !_retry.TryOpen())
        {
            return false;
        }

        if (await LookAsync(cancellationToken) is not { } warnings)
        {
            _retry.Fail();
            return false;
        }

        _retry.Succeed();
        _dueAt = DayEnd.After(_site.Now, _site.Settings.DayEnd, TimeZone);
        foreach (var warning in warnings)
        {
            Log.Warned(_site.Log, Name, warning.Code, warning.Detail);
        }

        _warnings = warnings;
        _changed();
        return true;
    }

    private void TellOfToday()
    {
        var today = Today;
        if (today.Select(warning => warning.Code).SequenceEqual(_told))
        {
            return;
        }

        foreach (var warning in today.Where(warning => !_told.Contains(warning.Code)))
        {
            Log.Warned(_site.Log, Name, warning.Code, warning.Detail);
        }

        _told = [.. today.Select(warning => warning.Code)];
        _changed();
    }

    // Null where the TSS gave no answer.
    private async Task<IReadOnlyList<TssWarning>?> LookAsync(CancellationToken cancellationToken)
    {
        var info = await _circuit.CallAsync(
            (tss, token) => tss.InfoAsync(token), _site.Settings.TssStartTimeout, cancellationToken);
        var found = info.Match<List<TssWarning>?>(
            done => [.. TssWarnings.Of(done, _site.Now, _circuit.Tss.Clients.Count)],
            refused => [TssWarnings.Warn(refused.Code, refused.Detail)],
            _ => null,
            _ => null);
        var key = info is TssOutcome<TssInfo>.Done { Value.Key.SerialNumber: var serialNumber } ? serialNumber : null;
        foreach (var last in found is null ? [] : _circuit.LastSigned)
        {
            if (key is not null && key != last.Key.SerialNumber)
            {
                // Signed by the TSS that was here before; this one cannot have it.
                _circuit.WasReadBack(last);
                continue;
            }

            var record = await _circuit.CallAsync(
                (tss, token) => tss.ReadBackAsync(last.ClientId, last.TransactionNumber, token),
                _site.Settings.TssStartTimeout, cancellationToken);
            if (record is TssOutcome<TransactionOnRecord>.Unavailable or TssOutcome<TransactionOnRecord>.Unknown)
            {
                return null;
            }

            if (Judge(last, record) is { } warning)
            {
                found!.Add(warning);
            }
        }

        return found;
    }

    private TssWarning? Judge(TssSignature last, TssOutcome<TransactionOnRecord> outcome)
    {
        var fault = outcome switch
        {
            TssOutcome<TransactionOnRecord>.Done { Value: { Exists: true, Signature: { } found } } =>
                Same(last, found) ? null : "has other data",
            TssOutcome<TransactionOnRecord>.Done { Value.Exists: true } => "is open at the TSS",
            TssOutcome<TransactionOnRecord>.Refused { Code: not TssRefusals.TransactionUnknown } refused =>
                $"is refused ({refused.Code}: {refused.Detail})",
            _ => "is not known to the TSS",
        };
        if (fault is null)
        {
            _circuit.WasReadBack(last);
            return null;
        }

        Log.ReadBackMissing(_site.Log, Name, last.ClientId, last.TransactionNumber, fault);
        return TssWarnings.Warn(TssWarnings.ReadBackMissing, FormattableString.Invariant(
            $"Transaction {last.TransactionNumber} of {last.ClientId} was signed and {fault}."));
    }

    private static bool Same(TssSignature signed, TssSignature found) =>
        signed.TransactionNumber == found.TransactionNumber && signed.SignatureCounter == found.SignatureCounter
        && signed.Data == found.Data && signed.Value.AsSpan().SequenceEqual(found.Value);

    private static partial class Log
    {
        [LoggerMessage(2230, LogLevel.Warning, "The TSS {Tss} needs attention: {Code}: {Detail}")]
        internal static partial void Warned(ILogger log, string tss, string code, string detail);

        [LoggerMessage(2231, LogLevel.Critical,
            "The TSS {Tss} does not give back what it signed (client {Client}, transaction {Transaction}): it {Fault}")]
        internal static partial void ReadBackMissing(
            ILogger log, string tss, string client, long transaction, string fault);
    }
}
