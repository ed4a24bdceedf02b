using OrderConnector.Core.Failures;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;

namespace OrderConnector.PosAgent;

// The end of the business day at a TSS that wants to be told: once, when nothing is open, behind every order.
internal sealed partial class SigningLane
{
    private static readonly BackoffOptions s_closingPauses =
        new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30));

    private readonly RetryClock _closingRetry;

    private DateTimeOffset? ClosingDueAt => _sweepAt is not null || _circuit.Outage is not null
        || DayToClose is not { } end
            ? null
            : _closingRetry.NotBefore ?? end;

    // The day end that something started before it still waits for.
    private DateTimeOffset? DayToClose =>
        _circuit.Tss.Closing is not null
        && Look(state => state.Tss.ClientOf(_circuit.Name, _client.SerialNumber)?.UnclosedSince) is { } since
        && DayEnd.LastOf(Now, _site.Settings.DayEnd, TimeZone) is var end && since < end
            ? end
            : null;

    private string TimeZone => Look(state => state.Sellers.Values.LastOrDefault()?.TimeZone) ?? "";

    private async Task<bool> CloseDayStepAsync(CancellationToken cancellationToken)
    {
        // The look for transactions that lead nowhere comes first, and so does every order: the queue of such a TSS
        // does one thing at a time.
        if (DayToClose is not { } end || _circuit.Outage is not null || _sweepAt is not null || HasOrder
            || !_closingRetry.TryOpen())
        {
            return false;
        }

        await CommitGatheredAsync(cancellationToken);
        var day = DayEnd.BusinessDayOf(end, TimeZone);
        var open = Look(state => state.Tss.Loose.Count(Owns));
        var outcome = open > 0
            ? new TssOutcome<bool>.Unavailable(FormattableString.Invariant($"{open} transactions are not settled."))
            : await _circuit.CallAsync(
                (_, token) => _circuit.Tss.Closing!.CloseDayAsync(_client.SerialNumber, day, token),
                _site.Settings.TssFinishTimeout, cancellationToken);
        return await outcome.Match(
            isNew => KeepClosedAsync(day, isNew, cancellationToken),
            refused => PostponeClosing(day, $"{refused.Code}: {refused.Detail}"),
            unavailable => PostponeClosing(day, unavailable.Detail),
            unknown => PostponeClosing(day, unknown.Detail));
    }

    private bool HasOrder => _next is not null || _leftovers.Count > 0 || _ready.Any(_circuit.Name);

    private async Task<bool> KeepClosedAsync(DateOnly day, bool isNew, CancellationToken cancellationToken)
    {
        await _site.Memory.AppendAsync(
            [JournalData.Fact(JournalKind.TssDayClosed, null, Now, new DayClosedData(
                _circuit.Name, _client.SerialNumber, day, WasDoneBefore: !isNew))],
            cancellationToken);
        _closingRetry.Succeed();
        _circuit.DayNotClosed(_client.SerialNumber, null);
        return true;
    }

    // No outage: whether it signs is for the orders to find out.
    private Task<bool> PostponeClosing(DateOnly day, string detail)
    {
        Log.DayNotClosed(_site.Log, _circuit.Name, day, detail);
        _closingRetry.Fail();
        _circuit.DayNotClosed(_client.SerialNumber, FormattableString.Invariant($"{day:yyyy-MM-dd}: {detail}"));
        return Task.FromResult(false);
    }

    private static partial class Log
    {
        [LoggerMessage(2240, LogLevel.Warning, "The day {Day} is not closed at the TSS {Tss} yet: {Detail}")]
        internal static partial void DayNotClosed(ILogger log, string tss, DateOnly day, string detail);
    }
}
