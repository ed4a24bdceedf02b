using OrderConnector.Core.Orders;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Receipts;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

/// <summary>
/// Stage 11 and the first half of 12, for one EAS client on one TSS: one order at a time, for at most one intent of a
/// client may be without its number. Facts are gathered and made durable before the call that rests on them: an intent
/// before its start, a number before its finish. One commit can so carry the signature of one order, the number of the
/// next and the intent of the one after.
/// </summary>
internal sealed partial class SigningLane : IDisposable
{
    private readonly SigningSite _site;
    private readonly TssCircuit _circuit;
    private readonly EasClient _client;
    private readonly ReadyOrders _ready;
    private readonly Queue<(OrderProgress Order, SigningKnowledge Known)> _leftovers = new();
    private SigningWork? _current;
    private SigningWork? _next;
    private long _lastReceiptNumber;

    /// <summary>Takes up nothing yet.</summary>
    public SigningLane(SigningSite site, TssCircuit circuit, EasClient client, ReadyOrders ready)
    {
        (_site, _circuit, _client, _ready) = (site, circuit, client, ready);
        _sweepRetry = site.Retry(s_sweepPauses);
        _refusedRetry = site.Retry(s_refusedPauses);
        _closingRetry = site.Retry(s_closingPauses);
        _lastReceiptNumber = Look(state => state.LastReceiptNumberOf(client.CashRegisterId));
        _dayEnd = NextDayEnd();
        Loop = new BranchLoop($"sign {client.SerialNumber}", StepAsync, () => DueAt);
    }

    /// <summary>Waits for nothing but the journal and its own TSS.</summary>
    public BranchLoop Loop { get; }

    /// <summary>Whether an order was assigned to this lane.</summary>
    public bool Owns(SigningIntent intent) =>
        intent.EasSerialNumber == _client.SerialNumber && (intent.Tss is null || intent.Tss == _circuit.Name);

    /// <summary>Goes on with an order that the journal holds half done, before anything new.</summary>
    public void TakeUp(OrderProgress order, SigningKnowledge known) => _leftovers.Enqueue((order, known));

    /// <summary>Leaves nothing gathered behind; the loop must have ended.</summary>
    public Task CloseAsync(CancellationToken cancellationToken) => CommitGatheredAsync(cancellationToken);

    /// <inheritdoc />
    public void Dispose() => Loop.Signal.Dispose();

    private DateTimeOffset Now => _site.Now;

    private DateTimeOffset? DueAt => _site.IsStopped() ? null
        : _current?.Known.AskAgainAt ?? new[] { SweepDueAt, ClosingDueAt }.Min();

    private T Look<T>(Func<BranchState, T> look) => _site.Memory.Look(look);

    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        if (_site.IsStopped())
        {
            return false;
        }

        if (_current is null
            && (await SweepStepAsync(cancellationToken) || await CloseDayStepAsync(cancellationToken)))
        {
            return true;
        }

        if ((_current ??= TakeNext()) is not { } work)
        {
            return await CommitGatheredAsync(cancellationToken);
        }

        var step = SigningPlan.Next(new SigningQuestion(
            work.Progress, work.Sale.Fiscal.Data, work.Known, _circuit.Outage, Now, _site.Settings.UnknownDeadline));
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
            recordUnsigned: unsigned => RecordUnsignedAsync(work, unsigned, cancellationToken),
            issue: () => IssueAsync(work, cancellationToken));
    }

    private SigningWork? TakeNext()
    {
        if (_next is { } prepared)
        {
            _next = null;
            return prepared;
        }

        while (_leftovers.TryDequeue(out var leftover))
        {
            if (Look(state => state.Open.GetValueOrDefault(leftover.Order.OrderId)) is { } order
                && ToWork(order, leftover.Known) is { } work)
            {
                return work;
            }
        }

        while (_ready.Take(_circuit.Name) is { } ready)
        {
            if (ToWork(ready, SigningKnowledge.Fresh) is { } work)
            {
                return work;
            }
        }

        return null;
    }

    // It was readable when it was released; after a change of the software it may not be, and must block nothing.
    private SigningWork? ToWork(OrderProgress order, SigningKnowledge known)
    {
        var (sale, reason) = _site.Sales.Read(order);
        if (sale is not null)
        {
            return new SigningWork(order, sale, known);
        }

        _gathered.Add(JournalData.Fact(
            JournalKind.SetAside, order.OrderId, Now, new Core.Agents.ReportNote("agent", reason)));
        _sweepAt = Now;
        return null;
    }

    private void DrawIntent(SigningWork work)
    {
        var (order, sale) = (work.Progress, work.Sale);
        var number = ++_lastReceiptNumber;
        var kind = KindOf(sale);
        Gather(work, JournalData.Fact(JournalKind.SigningIntended, order.OrderId, Now, new SigningIntent(
            number,
            ReceiptIds.Of(_client.CashRegisterId, number),
            kind,
            _client.SerialNumber,
            _client.CashRegisterId,
            Look(state => state.ClosingPeriod),
            _site.Settings.Cashier,
            sale.Order.Order.Fulfilment.Type is FulfilmentType.DineIn,
            sale.VatDay,
            order.Header.SellerDataVersion,
            BranchSale.ReferenceOf(order.OrderId, kind, order.AbortedStarts + 1),
            _circuit.Name)));
        _commitBeforeCall = true;
    }

    private static string KindOf(BranchSale sale) => (sale.Fiscal.Type, sale.Order.IsCounterOrder) switch
    {
        (ReceiptType.Beleg, false) => ReceiptKind.Receipt.ToWire(),
        (ReceiptType.Beleg, true) => ReceiptKind.CounterReceipt.ToWire(),
        (_, false) => ReceiptKind.OrderSlip.ToWire(),
        (_, true) => ReceiptKind.CounterOrderSlip.ToWire(),
    };

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

    private void RecordSigned(SigningWork work, TssSignature signature)
    {
        PinKey(signature.Key);
        Gather(work, JournalData.Fact(
            JournalKind.Signed, work.Progress.OrderId, Now, SignedSummary.Of(signature)));
        _circuit.Signed(signature);
        Issue(work);
    }

    private async Task<bool> RecordUnsignedAsync(
        SigningWork work, SigningStep.RecordUnsigned unsigned, CancellationToken cancellationToken)
    {
        if (unsigned.BeginsOutage)
        {
            var outage = await _circuit.BeginOutageAsync(unsigned.Code, unsigned.Detail, cancellationToken);
            unsigned = unsigned with { Outage = outage.Id };
        }

        Gather(work, JournalData.Fact(JournalKind.Unsigned, work.Progress.OrderId, Now, SignedSummary.Unsigned(
            work.Progress, work.Sale.Fiscal.Data, unsigned, _circuit.IsTest, Now)));
        Issue(work);
        return true;
    }

    private void Issue(SigningWork work)
    {
        var seller = Look(state => state.Sellers[work.Progress.Intent!.SellerDataVersion]);
        var voided = work.Sale.Order.Voids is { } id ? _site.Memory.Recall(id.Value) : null;
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
        if (_circuit.Outage is not null)
        {
            if (_next is null && (_gathered.Count >= MostGathered || !_ready.Any(_circuit.Name)))
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
