using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

/// <summary>Stage 11, beside the orders: commits, transactions that lead nowhere, outages.</summary>
public sealed partial class BranchFlow
{
    // A start that got lost may still be under way when nothing is open yet; one more look finds it.
    private static readonly TimeSpan s_lateStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(2);

    private readonly RetryClock _sweepRetry;
    private readonly RetryClock _probeRetry;
    private Queue<StartedTransaction>? _strangers;
    private DateTimeOffset? _sweepAt = DateTimeOffset.MinValue;
    private bool _outageGathered;
    private string? _pinnedSerial;

    private volatile bool _tssSeen;

    private bool IsTestTss => _settings.TestTss || _memory.Look(state => state.Keys is [.., var key] && key.Test);

    private DateTimeOffset? SweepDueAt => _sweepAt is { } due && _memory.Look(state => state.Outage) is null
        ? _sweepRetry.NotBefore ?? due
        : null;

    private void Gather(SigningWork work, JournalFact fact) => _gathered.Add(work.Foresee(fact));

    private static Task<bool> Did(Action action)
    {
        action();
        return Task.FromResult(true);
    }

    private async Task CommitBeforeCallAsync(CancellationToken cancellationToken)
    {
        if (_commitBeforeCall)
        {
            await CommitAsync(wait: true, cancellationToken);
        }
    }

    private async Task<bool> CommitGatheredAsync(CancellationToken cancellationToken)
    {
        var any = _gathered.Count > 0 || _committing is not null;
        await CommitAsync(wait: true, cancellationToken);
        return any;
    }

    private async Task CommitAsync(bool wait, CancellationToken cancellationToken)
    {
        if (_committing is { } before)
        {
            await before;
            _committing = null;
        }

        if (_gathered.Count > 0)
        {
            (var facts, _gathered, _outageGathered) = (_gathered, [], false);
            _committing = _memory.AppendAsync(facts, cancellationToken);
        }

        if (wait && _committing is { } commit)
        {
            await commit;
            (_committing, _commitBeforeCall) = (null, false);
        }
    }

    private async Task<TssOutcome<T>> CallTssAsync<T>(
        Func<CancellationToken, Task<TssOutcome<T>>> call, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var alarm = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, alarm.Token);
        try
        {
            var outcome = await call(either.Token);
            _tssSeen |= outcome is TssOutcome<T>.Done;
            return outcome;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new TssOutcome<T>.Unknown($"No answer within {timeout.TotalSeconds} s.");
        }
    }

    // A call under way does not outlast the deadline: the sale goes on then.
    private TimeSpan Patience(SigningWork work, TimeSpan timeout)
    {
        var left = work.Known.UncertainSince is { } since ? since + _settings.UnknownDeadline - Now : timeout;
        return left < timeout ? left > s_firstPause ? left : s_firstPause : timeout;
    }

    private SigningKnowledge Uncertain(SigningWork work, DateTimeOffset began)
    {
        var vain = work.Known.VainAsks;
        var pause = vain == 0 ? TimeSpan.Zero : s_firstPause * (1 << Math.Min(vain, 5));
        return work.Known.Uncertain(began, Now + (pause < s_longestPause ? pause : s_longestPause));
    }

    private SigningKnowledge UncertainStart(SigningWork work, DateTimeOffset began)
    {
        _sweepAt = Now + s_lateStart;
        return Uncertain(work, began);
    }

    private void PinKey(TssKey key)
    {
        _pinnedSerial ??= _memory.Look(state => state.Keys is [.., var last] ? last.SerialNumber : null);
        if (_pinnedSerial != key.SerialNumber)
        {
            _gathered.Add(JournalData.Fact(JournalKind.TssKeyPinned, null, Now, SignedSummary.Pin(key)));
            _pinnedSerial = key.SerialNumber;
        }
    }

    private void BeginOutage(string code, string detail)
    {
        _gathered.Add(JournalData.Fact(JournalKind.OutageBegan, null, Now, new OutageData(code, detail)));
        _outageGathered = true;
        _probeRetry.Fail();
        Log.OutageBegan(_log, code, detail);
    }

    // Open transactions that no order of the journal claims.
    private async Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindStrangersAsync(
        TimeSpan patience, CancellationToken cancellationToken)
    {
        var outcome = await CallTssAsync(
            token => _ports.Tss.FindOpenAsync(_settings.EasSerialNumber, token), patience, cancellationToken);
        if (outcome is not TssOutcome<IReadOnlyList<StartedTransaction>>.Done done)
        {
            return outcome;
        }

        var claimed = _memory.Look(state => state.At(OrderStage.Started)
            .Select(order => order.Start!.TransactionNumber).Concat(state.LooseTransactions.Keys).ToHashSet());
        return new TssOutcome<IReadOnlyList<StartedTransaction>>.Done(
            [.. done.Value.Where(open => !claimed.Contains(open.Number))]);
    }

    private Task<TssOutcome<TssSignature>> AbortAsync(
        StartedTransaction transaction, CancellationToken cancellationToken) => CallTssAsync(
            token => _ports.Tss.FinishAsync(
                transaction, new ProcessData(KassenbelegV1.ProcessType, KassenbelegV1.Aborted), token),
            _settings.TssFinishTimeout, cancellationToken);

    private JournalFact Aborted(string? orderId, TssSignature signature, string reason)
    {
        PinKey(signature.Key);
        return JournalData.Fact(JournalKind.TransactionAborted, orderId, Now, new AbortedData(
            signature.TransactionNumber, signature.SignatureCounter, signature.Data.Text, reason));
    }

    /// <summary>
    /// Between two orders: what became of transactions whose order was sold unsigned, and of transactions no order
    /// claims. At start, after an outage and after a lost start.
    /// </summary>
    private async Task<bool> SweepStepAsync(CancellationToken cancellationToken)
    {
        if (_sweepAt is not { } due || Now < due || !_sweepRetry.TryOpen()
            || _memory.Look(state => state.Outage) is not null)
        {
            return false;
        }

        await CommitGatheredAsync(cancellationToken);
        var loose = _memory.Look(state => state.LooseTransactions.Select(l => (l.Key, l.Value)).FirstOrDefault());
        var swept = loose.Value is not null
            ? await SettleAsync(loose.Key, loose.Value, cancellationToken)
            : _strangers is null
                ? await LookForStrangersAsync(cancellationToken)
                : await SendAwayAsync(cancellationToken);
        if (!swept)
        {
            _strangers = null;
            _sweepRetry.Fail();
        }
        else if (_sweepAt is null)
        {
            _sweepRetry.Succeed();
        }

        return swept;
    }

    private async Task<bool> LookForStrangersAsync(CancellationToken cancellationToken)
    {
        var outcome = await FindStrangersAsync(_settings.TssStartTimeout, cancellationToken);
        if (outcome is TssOutcome<IReadOnlyList<StartedTransaction>>.Unavailable { Detail: var detail })
        {
            // Better known before the first order than by it.
            BeginOutage("tss-unavailable", detail);
            return await CommitGatheredAsync(cancellationToken);
        }

        if (outcome is not TssOutcome<IReadOnlyList<StartedTransaction>>.Done done)
        {
            return false;
        }

        _strangers = new Queue<StartedTransaction>(done.Value);
        EndSweepWhenDone();
        return true;
    }

    private async Task<bool> SendAwayAsync(CancellationToken cancellationToken)
    {
        if (await AbortAsync(_strangers!.Peek(), cancellationToken) is not TssOutcome<TssSignature>.Done done)
        {
            return false;
        }

        _strangers.Dequeue();
        // After a restart it is the start of the order whose intent has no number, if there is one.
        var intended = _memory.Look(state => state.At(OrderStage.Intended).FirstOrDefault()?.OrderId);
        _gathered.Add(Aborted(intended, done.Value, "open without an order"));
        await CommitGatheredAsync(cancellationToken);
        EndSweepWhenDone();
        return true;
    }

    private void EndSweepWhenDone()
    {
        if (_strangers is { Count: 0 })
        {
            (_strangers, _sweepAt) = (null, null);
        }
    }

    // The receipt is out, unsigned: a signature found now is recorded, and never leads to a second receipt.
    private async Task<bool> SettleAsync(long transactionNumber, string orderId, CancellationToken cancellationToken)
    {
        var outcome = await CallTssAsync(
            token => _ports.Tss.ReadBackAsync(_settings.EasSerialNumber, transactionNumber, token),
            _settings.TssStartTimeout, cancellationToken);
        if (outcome is not TssOutcome<TransactionOnRecord>.Done { Value: var record })
        {
            return false;
        }

        if (record is { Exists: true, Signature: null })
        {
            var start = _memory.Recall(orderId)!.Start!;
            var open = new StartedTransaction(
                _settings.EasSerialNumber, transactionNumber, start.SignatureCounter, start.LogTime);
            if (await AbortAsync(open, cancellationToken) is not TssOutcome<TssSignature>.Done aborted)
            {
                return false;
            }

            _gathered.Add(Aborted(orderId, aborted.Value, "its order was sold unsigned"));
        }
        else if (record.Signature is { } signature)
        {
            PinKey(signature.Key);
            _gathered.Add(signature.Data.Text == KassenbelegV1.Aborted
                ? Aborted(orderId, signature, "found aborted")
                : JournalData.Fact(JournalKind.SignatureFoundLater, orderId, Now, SignedSummary.Of(signature)));
        }
        else
        {
            _gathered.Add(JournalData.Fact(JournalKind.TransactionAborted, orderId, Now, new AbortedData(
                transactionNumber, null, null, "the TSS knows no such transaction")));
        }

        await CommitGatheredAsync(cancellationToken);
        return true;
    }

    // While the TSS is out the signing loop does not call it; this one does, alone.
    private async Task<bool> ProbeStepAsync(CancellationToken cancellationToken)
    {
        if (_memory.Look(state => state.Outage) is not { } outage || _stopReason is not null
            || !_probeRetry.TryOpen())
        {
            return false;
        }

        var outcome = await CallTssAsync(_ports.Tss.InfoAsync, _settings.TssStartTimeout, cancellationToken);
        if (outcome is not TssOutcome<TssInfo>.Done)
        {
            _probeRetry.Fail();
            return false;
        }

        _sweepAt = Now;
        await AppendAsync(cancellationToken, JournalData.Fact(
            JournalKind.OutageEnded, null, Now, new OutageEndedData(outage.BeganAt, "The TSS answers again.")));
        Log.OutageEnded(_log);
        return true;
    }
}
