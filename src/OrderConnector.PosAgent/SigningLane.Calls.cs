using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

// The calls to the TSS, and what their outcomes make known.
internal sealed partial class SigningLane
{
    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(2);

    // Above this a start is slow: then the finished order is not kept waiting for the next one's commit.
    private static readonly TimeSpan s_slowTss = TimeSpan.FromMilliseconds(5);

    private bool _tssIsSlow;

    private async Task<bool> StartAsync(SigningWork work, CancellationToken cancellationToken)
    {
        await CommitBeforeCallAsync(cancellationToken);
        if (Look(state => state.Open.GetValueOrDefault(work.Progress.OrderId)?.Stage) != OrderStage.Intended)
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
        var outcome = await _circuit.CallAsync(
            (tss, token) => tss.StartAsync(reference, token), Patience(work, _site.Settings.TssStartTimeout),
            cancellationToken);
        _tssIsSlow = Now - began > s_slowTss;
        work.Known = outcome.Match(
            work.Known.WithStarted,
            refused => work.Known.WithFailure(new(refused.Code, refused.Detail, BeginsOutage: true)),
            unavailable => work.Known.WithFailure(new("tss-unavailable", unavailable.Detail, BeginsOutage: true)),
            _ => UncertainStart(work, began));
        return true;
    }

    private async Task<bool> FinishAsync(
        SigningWork work, StartedTransaction transaction, CancellationToken cancellationToken)
    {
        await CommitBeforeCallAsync(cancellationToken);
        var began = Now;
        var outcome = await _circuit.CallAsync(
            (tss, token) => tss.FinishAsync(transaction, work.Sale.Fiscal.Data, token),
            Patience(work, _site.Settings.TssFinishTimeout), cancellationToken);
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
        var outcome = await FindStrangersAsync(Patience(work, _site.Settings.TssStartTimeout), cancellationToken);
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
        if (Ended(work.Progress.OrderId, orphan.Number, outcome, "start without an answer") is { } ended)
        {
            Gather(work, ended);
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
        var outcome = await ReadBackAsync(
            transactionNumber, Patience(work, _site.Settings.TssStartTimeout), cancellationToken);
        work.Known = outcome.Match(
            work.Known.WithRecord,
            refused => work.Known.WithFailure(new(refused.Code, refused.Detail, BeginsOutage: true)),
            _ => Uncertain(work, Now),
            _ => Uncertain(work, Now));
        return true;
    }

    private Task<TssOutcome<TransactionOnRecord>> ReadBackAsync(
        long transactionNumber, TimeSpan patience, CancellationToken cancellationToken) => _circuit.CallAsync(
            (tss, token) => tss.ReadBackAsync(_client.SerialNumber, transactionNumber, token), patience,
            cancellationToken);

    // Open transactions of this client that no order of the journal claims.
    private async Task<TssOutcome<IReadOnlyList<StartedTransaction>>> FindStrangersAsync(
        TimeSpan patience, CancellationToken cancellationToken)
    {
        var outcome = await _circuit.CallAsync(
            (tss, token) => tss.FindOpenAsync(_client.SerialNumber, token), patience, cancellationToken);
        if (outcome is not TssOutcome<IReadOnlyList<StartedTransaction>>.Done done)
        {
            return outcome;
        }

        var claimed = Look(state => state.At(OrderStage.Started).Where(order => Owns(order.Intent!))
            .Select(order => order.Start!.TransactionNumber)
            .Concat(state.Tss.Loose.Where(Owns).Select(loose => loose.TransactionNumber)).ToHashSet());
        return new TssOutcome<IReadOnlyList<StartedTransaction>>.Done(
            [.. done.Value.Where(open => !claimed.Contains(open.Number))]);
    }

    private Task<TssOutcome<TssSignature>> AbortAsync(
        StartedTransaction transaction, CancellationToken cancellationToken) => _circuit.CallAsync(
            (tss, token) => tss.FinishAsync(
                transaction, new ProcessData(KassenbelegV1.ProcessType, KassenbelegV1.Aborted), token),
            _site.Settings.TssFinishTimeout, cancellationToken);

    // Aborted, or finished with a signature that counts for nothing: neither is asked for again. Null where it may be
    // open still.
    private JournalFact? Ended(
        string? orderId, long transactionNumber, TssOutcome<TssSignature> outcome, string reason) => outcome switch
        {
            TssOutcome<TssSignature>.Done done => Aborted(orderId, done.Value, reason),
            TssOutcome<TssSignature>.Refused refused =>
                Invalid(orderId, transactionNumber, refused.Code, refused.Detail),
            _ => null,
        };

    // Only of a finished transaction it is said that its signature is wrong, or a test.
    private JournalFact? Invalid(string? orderId, long transactionNumber, string code, string detail) =>
        code is TssRefusals.SignatureInvalid or TssRefusals.TestTss
            ? JournalData.Fact(JournalKind.SignatureFoundInvalid, orderId, Now, new InvalidSignatureData(
                transactionNumber, _circuit.Name, code, detail))
            : null;

    private JournalFact Aborted(string? orderId, TssSignature signature, string reason)
    {
        PinKey(signature.Key);
        return JournalData.Fact(JournalKind.TransactionAborted, orderId, Now, new AbortedData(
            signature.TransactionNumber, signature.SignatureCounter, signature.Data.Text, reason));
    }

    // A call under way does not outlast the deadline: the sale goes on then.
    private TimeSpan Patience(SigningWork work, TimeSpan timeout)
    {
        var left = work.Known.UncertainSince is { } since ? since + _site.Settings.UnknownDeadline - Now : timeout;
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
}
