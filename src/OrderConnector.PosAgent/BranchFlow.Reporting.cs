using OrderConnector.Core.Agents;
using OrderConnector.PosAgent.Collecting;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Reporting;

namespace OrderConnector.PosAgent;

/// <summary>Stage 13, and what else is asked of the cloud. The cursor is the cloud's.</summary>
public sealed partial class BranchFlow
{
    private const int EntriesPerLook = 1000;
    private const int MostReports = 250;

    // Well under the 4 MiB the cloud takes.
    private const int MostReportCharacters = 1_000_000;
    private static readonly TimeSpan s_beingHandedOver = TimeSpan.FromSeconds(10);

    private readonly RetryClock _reportRetry;
    private readonly RetryClock _sellerRetry;
    private readonly Lock _cursorGate = new();
    private long? _reportNext;
    private long _acknowledged;
    private int _singly;
    private DateTimeOffset _reportedAt;
    private DateTimeOffset? _reportPausedUntil;

    private DateTimeOffset? HealthDueAt => _healthWasLast
        ? null
        : (_memory.Look(state => state.HealthAt) ?? DateTimeOffset.MinValue) + _settings.HealthInterval;

    // A branch in which nothing happens does not say again that it is well: its asking for orders says so, and each
    // report wakes a store that may sleep.
    private volatile bool _healthWasLast;

    // A cloud that misses what it had acknowledged before it was asked has been restored: it hears it again.
    private void SetReportCursor(long reportsFrom, long acknowledgedWhenAsked)
    {
        lock (_cursorGate)
        {
            if (_reportNext is null || reportsFrom <= acknowledgedWhenAsked)
            {
                (_reportNext, _acknowledged) = (Math.Max(1, reportsFrom), Math.Max(0, reportsFrom - 1));
                ReportLoop.Signal.Set();
            }
        }
    }

    private async Task<bool> ReportStepAsync(CancellationToken cancellationToken)
    {
        long from;
        lock (_cursorGate)
        {
            from = _reportNext ?? 0;
        }

        if (from == 0 || _stopReason is not null || !_reportRetry.TryOpen())
        {
            return false;
        }

        var entries = _ports.Journal.Read(from, EntriesPerLook);
        if (entries.Count == 0)
        {
            return false;
        }

        var (reports, next) = Batch(entries);
        if (reports.Count == 0)
        {
            return MoveCursor(from, next, 0);
        }

        // What an order still has before it is waited for, so that its reports travel in one call; under load those
        // of many do.
        _reportPausedUntil = reports.Count < MostReports
            ? Latest(_reportedAt + _settings.BatchPause, GatheredAt(reports))
            : null;
        var longest = _settings.BatchPause > _settings.ReportGather ? _settings.BatchPause : _settings.ReportGather;
        if (_reportPausedUntil is { } paused && !Pause.IsOver(paused, Now, longest))
        {
            return false;
        }

        (_reportedAt, _reportPausedUntil) = (Now, null);

        var request = new ReportsRequest(_ports.Journal.Head.Id, reports);
        var outcome = await _ports.Cloud.ReportAsync(request, cancellationToken);
        return await outcome.Match(
            answer =>
            {
                _reportRetry.Succeed();
                _singly = Math.Max(0, _singly - 1);
                return Task.FromResult(MoveCursor(from, next, answer.Acknowledged));
            },
            refused => RefuseReportsAsync(reports, refused, cancellationToken),
            unavailable =>
            {
                _reportRetry.Fail(unavailable.RetryAfter);
                Log.CloudUnavailable(_log, "reports", unavailable.Detail);
                return Task.FromResult(false);
            });
    }

    // At once where every order has come to the end of its road; else a moment after the first of them was signed.
    private DateTimeOffset GatheredAt(IReadOnlyList<Report> reports)
    {
        var gathered = reports.Min(report => report.At) + _settings.ReportGather;
        return gathered > Now && reports.Any(report => report.OrderId is { } id && IsOnItsWay(id))
            ? gathered
            : DateTimeOffset.MinValue;
    }

    private bool IsOnItsWay(string orderId) => _memory.Look(state => state.Open.GetValueOrDefault(orderId)?.Stage)
        is OrderStage.Signed or OrderStage.Unsigned or OrderStage.Issued;

    private (IReadOnlyList<Report> Reports, long Next) Batch(IReadOnlyList<JournalEntry> entries)
    {
        var refused = _memory.Look(state => state.RefusedReports.Count == 0
            ? [] : entries.Select(entry => entry.Sequence).Where(state.RefusedReports.Contains).ToHashSet());
        var most = _singly > 0 ? 1 : MostReports;
        var reports = new List<Report>();
        var characters = 0;
        foreach (var entry in entries)
        {
            if (reports.Count == most || characters > MostReportCharacters)
            {
                return (reports, entry.Sequence);
            }

            if (!refused.Contains(entry.Sequence)
                && ReportWriter.Write(entry, Find) is { } report)
            {
                reports.Add(report);
                characters += entry.Fact.Data.Length;
            }
        }

        return (reports, entries[^1].Sequence + 1);
    }

    private JournalEntry? Find(long sequence) => _ports.Journal.Read(sequence, 1) is [var entry] ? entry : null;

    // Unless the cloud has set the cursor back meanwhile.
    private bool MoveCursor(long from, long next, long acknowledged)
    {
        lock (_cursorGate)
        {
            if (_reportNext == from)
            {
                (_reportNext, _acknowledged) = (next, Math.Max(_acknowledged, acknowledged));
            }

            return true;
        }
    }

    private async Task<bool> RefuseReportsAsync(
        IReadOnlyList<Report> reports, CloudOutcome<ReportsAnswer>.Refused refused,
        CancellationToken cancellationToken)
    {
        Log.CloudRefused(_log, "reports", refused.Status, refused.Type, refused.Detail);
        if (refused.Status is not (400 or 403 or 413 or 422) || refused is { Status: 403, Type: not "not-owned" })
        {
            _reportRetry.Fail();
            return false;
        }

        var culprits = reports.Where(report => refused.Sequences?.Contains(report.Sequence) ?? reports.Count == 1)
            .ToList();
        if (culprits.Count == 0)
        {
            // Which one it was is found out by sending them one by one.
            _singly = reports.Count;
            return true;
        }

        await AppendAsync(cancellationToken, [.. culprits.Select(report => JournalData.Fact(
            JournalKind.ReportRefused, report.OrderId, Now,
            new ReportRefusedData(report.Sequence, refused.Type, refused.Detail)))]);
        return true;
    }

    private async Task<bool> SellerStepAsync(CancellationToken cancellationToken)
    {
        var wanted = _memory.Look(state => state.WantedSellers.ToList());
        if (_stopReason is not null || wanted.Count == 0 || !_sellerRetry.TryOpen())
        {
            return false;
        }

        // In turn, so that a version the cloud does not have keeps no other waiting.
        var version = wanted[_sellerRetry.Failures % wanted.Count];
        var outcome = await _ports.Cloud.ReadSellerDataAsync(version, cancellationToken);
        return await outcome.Match(
            async seller =>
            {
                _sellerRetry.Succeed();
                await AppendAsync(cancellationToken, JournalData.Fact(
                    JournalKind.SellerDataReceived, null, Now, seller with { Version = version }));
                return true;
            },
            refused =>
            {
                _sellerRetry.Fail();
                Log.CloudRefused(_log, "seller data", refused.Status, refused.Type, refused.Detail);
                return Task.FromResult(false);
            },
            unavailable =>
            {
                _sellerRetry.Fail(unavailable.RetryAfter);
                Log.CloudUnavailable(_log, "seller data", unavailable.Detail);
                return Task.FromResult(false);
            });
    }

    private async Task<bool> HealthStepAsync(CancellationToken cancellationToken)
    {
        var (last, at, health) = _memory.Look(state => (state.Health, state.HealthAt, HealthNow(state)));
        var changed = last is null || (last.Tss, last.Detail) != (health.Tss, health.Detail)
            || !(last.Warnings ?? []).SequenceEqual(health.Warnings ?? [])
            // Who was told that orders wait for the till is told when none does any more.
            || (last.AwaitingSince is not null && health.AwaitingSince is null);
        if (_stopReason is not null || (!changed && at is { } told && (_healthWasLast
            || !Pause.IsOver(told + _settings.HealthInterval, Now, _settings.HealthInterval))))
        {
            return false;
        }

        await AppendAsync(cancellationToken, JournalData.Fact(JournalKind.Health, null, Now, health));
        return true;
    }

    // Until every TSS was looked at, what was told before holds.
    private IReadOnlyList<string>? WarningsNow(BranchState state)
    {
        if (_watches.Exists(watch => watch.Warnings is null))
        {
            return state.Health?.Warnings;
        }

        var warnings = _watches.SelectMany(watch => watch.Warnings!.Select(warning => _watches.Count == 1
            ? $"{warning.Code}: {warning.Detail}" : $"{watch.Name}: {warning.Code}: {warning.Detail}"))
            .Take(HealthReport.MostWarnings).ToList();
        return warnings.Count > 0 ? warnings : null;
    }

    private HealthReport HealthNow(BranchState state)
    {
        // Out is the branch only when no TSS is left: until then orders are signed.
        var states = _circuits.Select(circuit => circuit.State).ToList();
        var tss = states.TrueForAll(one => one == "outage") ? "outage" : states.Contains("ok") ? "ok" : "unknown";
        var outages = state.Tss.Outages.Select(outage => _circuits.Count == 1
            ? $"{outage.Code}: {outage.Detail}" : $"{outage.Tss}: {outage.Code}: {outage.Detail}").ToList();
        var detail = outages.Count > 0 ? string.Join("; ", outages)
            : _posHistory.FailuresInARow > 0 ? "The point of sale does not answer." : null;
        return new HealthReport(
            tss, detail, state.CountAt(OrderStage.Issued), _settings.Version, WarningsNow(state), AwaitingSince(state));
    }

    // A pre-order that waits for its time is not late, and one that is just being handed over does not wait: to tell of
    // it, and a moment later that it is gone, would cost two calls and say nothing.
    private DateTimeOffset? AwaitingSince(BranchState state) => state.At(OrderStage.Issued)
        .Select(order => Latest(order.StageSince, FirstTryAt(order)))
        .Where(since => since <= Now - s_beingHandedOver).Min(since => (DateTimeOffset?)since);
}
