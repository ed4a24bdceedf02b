using OrderConnector.Core.Agents;
using OrderConnector.Core.Failures;
using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Receipts;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

/// <summary>
/// Stage 11 and the first half of 12. Facts are gathered and made durable before the call that rests on them: an
/// intent before its start, a number before its finish. One commit can so carry the signature of one order, the number
/// of the next and the intent of the one after.
/// </summary>
public sealed partial class BranchFlow
{
    /// <summary>Facts are gathered no longer than this while the TSS is out and nothing else forces a commit.</summary>
    private const int MostGathered = 200;

    private static readonly BackoffOptions s_probePauses =
        new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));

    // Above this a start is slow: then the finished order is not kept waiting for the next one's commit.
    private static readonly TimeSpan s_slowTss = TimeSpan.FromMilliseconds(5);

    private readonly Queue<string> _leftovers = new();
    private readonly HashSet<string> _taken = [];
    private List<JournalFact> _gathered = [];
    private Task? _committing;
    private SigningWork? _current;
    private SigningWork? _next;
    private bool _commitBeforeCall;
    private bool _tssIsSlow;
    private long _lastReceiptNumber;

    private DateTimeOffset? SignDueAt => _stopReason is not null ? null : _current?.Known.AskAgainAt ?? SweepDueAt;

    // What the journal holds half done; whatever could have been called counts as called.
    private void TakeUpLeftovers()
    {
        _memory.Look(state => state.At(OrderStage.Issued).ToList()).ForEach(order => _issued.Enqueue(order.OrderId));
        OrderStage[] halfDone = [OrderStage.Started, OrderStage.Intended, OrderStage.Signed, OrderStage.Unsigned];
        _memory.Look(state => halfDone.SelectMany(state.At).Select(order => order.OrderId).ToList())
            .ForEach(_leftovers.Enqueue);
        _lastReceiptNumber = _memory.Look(state => state.LastReceiptNumber);
    }

    private async Task<bool> SignStepAsync(CancellationToken cancellationToken)
    {
        if (_stopReason is not null)
        {
            return false;
        }

        if (_current is null && await SweepStepAsync(cancellationToken))
        {
            return true;
        }

        if ((_current ??= TakeNext()) is not { } work)
        {
            return await CommitGatheredAsync(cancellationToken);
        }

        var step = SigningPlan.Next(new SigningQuestion(
            work.Progress, work.Sale.Fiscal.Data, work.Known, _memory.Look(state => state.Outage), Now,
            _settings.UnknownDeadline));
        return await step.Match(
            nothing: () => FinishWorkAsync(cancellationToken),
            waitUntil: _ => Task.FromResult(false),
            recordIntent: () => Did(() => DrawIntent(work)),
            start: () => StartAsync(work, cancellationToken),
            recordStart: started => Did(() => RecordStart(work, started.Transaction)),
            findOpen: () => FindOpenAsync(work, cancellationToken),
            abortOrphan: orphan => AbortOrphanAsync(work, orphan.Transaction, cancellationToken),
            finish: finish => FinishAsync(work, finish.Transaction, cancellationToken),
            readBack: readBack => ReadBackAsync(work, readBack.TransactionNumber, cancellationToken),
            recordSigned: signed => Did(() => RecordSigned(work, signed.Signature)),
            recordUnsigned: unsigned => Did(() => RecordUnsigned(work, unsigned)),
            issue: () => IssueAsync(work, cancellationToken));
    }

    private void DrawIntent(SigningWork work)
    {
        var (order, sale) = (work.Progress, work.Sale);
        var number = ++_lastReceiptNumber;
        var kind = KindOf(sale);
        Gather(work, JournalData.Fact(JournalKind.SigningIntended, order.OrderId, Now, new SigningIntent(
            number,
            ReceiptIds.Of(_settings.CashRegisterId, number),
            kind,
            _settings.EasSerialNumber,
            _settings.CashRegisterId,
            _memory.Look(state => state.ClosingPeriod),
            _settings.Cashier,
            sale.Order.Order.Fulfilment.Type is FulfilmentType.DineIn,
            sale.VatDay,
            order.Header.SellerDataVersion,
            BranchSale.ReferenceOf(order.OrderId, kind, order.AbortedStarts + 1))));
        _commitBeforeCall = true;
    }

    private static string KindOf(BranchSale sale) => (sale.Fiscal.Type, sale.Order.IsCounterOrder) switch
    {
        (ReceiptType.Beleg, false) => ReceiptKind.Receipt.ToWire(),
        (ReceiptType.Beleg, true) => ReceiptKind.CounterReceipt.ToWire(),
        (_, false) => ReceiptKind.OrderSlip.ToWire(),
        (_, true) => ReceiptKind.CounterOrderSlip.ToWire(),
    };

    private async Task<bool> StartAsync(SigningWork work, CancellationToken cancellationToken)
    {
        await CommitBeforeCallAsync(cancellationToken);
        if (_memory.Look(state => state.Open.GetValueOrDefault(work.Progress.OrderId)?.Stage) != OrderStage.Intended)
        {
            // The cloud took it back while the intent was on its way to disk: the journal has the last word.
            _current = null;
            return true;
        }

        var intent = work.Progress.Intent!;
        var reference = new TssReference(
            intent.EasSerialNumber,
            BranchSale.ReferenceOf(work.Progress.OrderId, intent.ReceiptKind, work.Progress.AbortedStarts + 1));
        var began = Now;
        var outcome = await CallTssAsync(
            token => _ports.Tss.StartAsync(reference, token), Patience(work, _settings.TssStartTimeout),
            cancellationToken);
        _tssIsSlow = Now - began > s_slowTss;
        work.Known = outcome.Match(
            work.Known.WithStarted,
            refused => work.Known.WithFailure(new(refused.Code, refused.Detail, BeginsOutage: true)),
            unavailable => work.Known.WithFailure(new("tss-unavailable", unavailable.Detail, BeginsOutage: true)),
            _ => UncertainStart(work, began));
        return true;
    }

    private void RecordStart(SigningWork work, StartedTransaction started)
    {
        Gather(work, JournalData.Fact(JournalKind.SigningStarted, work.Progress.OrderId, Now, new SigningStart(
            started.Number, started.SignatureCounter, started.LogTime)));
        work.Known = SigningKnowledge.Fresh;
        _commitBeforeCall = true;
        PrepareNext();
    }

    // The one intent without a number may be the next order's, now that this one has its number.
    private void PrepareNext()
    {
        if (_leftovers.Count == 0 && _next is null && TakeNext() is { } next)
        {
            DrawIntent(next);
            _next = next;
        }
    }

    private async Task<bool> FinishAsync(
        SigningWork work, StartedTransaction transaction, CancellationToken cancellationToken)
    {
        await CommitBeforeCallAsync(cancellationToken);
        var began = Now;
        var outcome = await CallTssAsync(
            token => _ports.Tss.FinishAsync(transaction, work.Sale.Fiscal.Data, token),
            Patience(work, _settings.TssFinishTimeout), cancellationToken);
        work.Known = outcome.Match(
            work.Known.WithSignature,
            // It may have been finished by an earlier try: the record decides, not the refusal.
            refused => Uncertain(work, began).WithRefusal(new(refused.Code, refused.Detail, BeginsOutage: true)),
            unavailable => work.Known.WithFailure(new("tss-unavailable", unavailable.Detail, BeginsOutage: true)),
            _ => Uncertain(work, began));
        return true;
    }

    private async Task<bool> FindOpenAsync(SigningWork work, CancellationToken cancellationToken)
    {
        var outcome = await FindStrangersAsync(
            Patience(work, _settings.TssStartTimeout), cancellationToken);
        work.Known = outcome.Match(
            work.Known.WithOpen,
            refused => work.Known.WithFailure(new(refused.Code, refused.Detail, BeginsOutage: true)),
            _ => Uncertain(work, Now),
            _ => Uncertain(work, Now));
        return true;
    }

    private async Task<bool> AbortOrphanAsync(
        SigningWork work, StartedTransaction orphan, CancellationToken cancellationToken)
    {
        var outcome = await AbortAsync(orphan, cancellationToken);
        if (outcome is TssOutcome<TssSignature>.Done done)
        {
            Gather(work, Aborted(work.Progress.OrderId, done.Value, "start without an answer"));
            work.Known = work.Known.WithoutOrphan(orphan.Number);
        }
        else
        {
            work.Known = Uncertain(work, Now);
        }

        return true;
    }

    private async Task<bool> ReadBackAsync(
        SigningWork work, long transactionNumber, CancellationToken cancellationToken)
    {
        var outcome = await CallTssAsync(
            token => _ports.Tss.ReadBackAsync(_settings.EasSerialNumber, transactionNumber, token),
            Patience(work, _settings.TssStartTimeout), cancellationToken);
        work.Known = outcome.Match(
            work.Known.WithRecord,
            refused => work.Known.WithFailure(new(refused.Code, refused.Detail, BeginsOutage: true)),
            _ => Uncertain(work, Now),
            _ => Uncertain(work, Now));
        return true;
    }

    private void RecordSigned(SigningWork work, TssSignature signature)
    {
        PinKey(signature.Key);
        Gather(work, JournalData.Fact(
            JournalKind.Signed, work.Progress.OrderId, Now, SignedSummary.Of(signature)));
        _probeRetry.Succeed();
        Issue(work);
    }

    private void RecordUnsigned(SigningWork work, SigningStep.RecordUnsigned unsigned)
    {
        if (unsigned.BeginsOutage && _memory.Look(state => state.Outage) is null)
        {
            BeginOutage(unsigned.Code, unsigned.Detail);
        }

        Gather(work, JournalData.Fact(JournalKind.Unsigned, work.Progress.OrderId, Now, SignedSummary.Unsigned(
            work.Progress, work.Sale.Fiscal.Data, $"{unsigned.Code}: {unsigned.Detail}", IsTestTss, Now)));
        Issue(work);
    }

    private void Issue(SigningWork work)
    {
        var seller = _memory.Look(state => state.Sellers[work.Progress.Intent!.SellerDataVersion]);
        var voided = work.Sale.Order.Voids is { } id ? _memory.Recall(id.Value) : null;
        Gather(work, JournalData.Fact(
            JournalKind.Issued, work.Progress.OrderId, Now,
            ReceiptIssuer.Issue(work.Progress, work.Sale, seller, voided)));
    }

    private Task<bool> IssueAsync(SigningWork work, CancellationToken cancellationToken)
    {
        Issue(work);
        return FinishWorkAsync(cancellationToken);
    }

    // The order is through. Its facts go to disk at once, unless the next order's commit is about to carry them.
    private async Task<bool> FinishWorkAsync(CancellationToken cancellationToken)
    {
        _current = null;
        if (_outageGathered)
        {
            await CommitAsync(wait: true, cancellationToken);
        }

        if (_memory.Look(state => state.Outage) is not null)
        {
            if (_next is null && (_gathered.Count >= MostGathered || FindReady() is null))
            {
                await CommitAsync(wait: true, cancellationToken);
            }

            return true;
        }

        PrepareNext();
        if (_next is null || _tssIsSlow)
        {
            await CommitAsync(wait: _next is null, cancellationToken);
        }

        return true;
    }
}
