using OrderConnector.Core.Failures;
using OrderConnector.Fiscal.ProcessTypes;
using OrderConnector.Fiscal.Tss;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

// Transactions that lead nowhere: looked for at start, at the end of the day, after an outage and after a lost start.
internal sealed partial class SigningLane
{
    // A start that got lost may still be under way when nothing is open yet; one more look finds it.
    private static readonly TimeSpan s_lateStart = TimeSpan.FromMinutes(1);

    private static readonly BackoffOptions s_sweepPauses =
        new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5));

    // Refused by a TSS that was reached: a person has to put it right, and until then every try is in vain.
    private static readonly BackoffOptions s_refusedPauses =
        new(TimeSpan.FromSeconds(30), TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    private const int MostWrongReadBacks = 5;

    // Fewer in a row may be a whim of the device: nobody is called for them.
    private const int RefusalsToTellOf = 3;

    private readonly RetryClock _sweepRetry;
    private readonly RetryClock _refusedRetry;

    // Refused in this round: each is asked for once in it, and holds up no other.
    private readonly HashSet<long> _refused = [];
    private string? _refusal;
    private Queue<StartedTransaction>? _strangers;
    private (long Transaction, int Times) _wrong;
    private DateTimeOffset? _sweepAt = DateTimeOffset.MinValue;
    private DateTimeOffset _dayEnd;
    private volatile bool _sweepWanted;

    /// <summary>Looks again soon; may be called from anywhere.</summary>
    public void WantSweep()
    {
        _sweepWanted = true;
        Loop.Signal.Set();
    }

    private DateTimeOffset? SweepDueAt => _circuit.Outage is not null
        ? null
        : _sweepAt is { } due ? _refusedRetry.NotBefore ?? _sweepRetry.NotBefore ?? due : _dayEnd;

    private bool Owns(LooseTransaction loose) =>
        loose.EasSerialNumber == _client.SerialNumber && loose.Tss == _circuit.Name;

    private DateTimeOffset NextDayEnd() => DayEnd.After(Now, _site.Settings.DayEnd, TimeZone);

    // Between two orders.
    private async Task<bool> SweepStepAsync(CancellationToken cancellationToken)
    {
        PlanSweep();
        if (_sweepAt is not { } due || !Pause.IsOver(due, Now, s_lateStart) || !_sweepRetry.TryOpen()
            || !_refusedRetry.TryOpen() || _circuit.Outage is not null)
        {
            return false;
        }

        await CommitGatheredAsync(cancellationToken);
        var loose = Look(state => state.Tss.Loose.FirstOrDefault(
            loose => Owns(loose) && !_refused.Contains(loose.TransactionNumber)));
        var swept = loose is not null
            ? await SettleAsync(loose, cancellationToken)
            : _strangers is null
                ? await LookForStrangersAsync(cancellationToken)
                : await SendAwayAsync(cancellationToken);
        if (swept)
        {
            EndRoundWhenDone();
        }
        else
        {
            BeginRound();
            _sweepRetry.Fail();
        }

        return swept;
    }

    private void BeginRound()
    {
        (_strangers, _refusal) = (null, null);
        _refused.Clear();
    }

    private void EndRoundWhenDone()
    {
        if (_strangers is not { Count: 0 })
        {
            return;
        }

        _sweepRetry.Succeed();
        if (_refusal is { } refusal)
        {
            _refusedRetry.Fail();
            Log.LookRefused(_site.Log, _circuit.Name, refusal);
            if (_refusedRetry.Failures >= RefusalsToTellOf)
            {
                _circuit.LookRefused(_client.SerialNumber, refusal);
            }
        }
        else
        {
            _sweepAt = null;
            _refusedRetry.Succeed();
            _circuit.LookRefused(_client.SerialNumber, null);
        }

        BeginRound();
    }

    // The next look may find another story of what was finished or never there, and what was spoiled on its way is read
    // again; all else that a TSS refuses is for a person to put right.
    private bool TakeRefusal<T>(TssOutcome<T> outcome, LooseTransaction? of = null)
    {
        if (outcome is not TssOutcome<T>.Refused refused
            || refused.Code is TssRefusals.TransactionFinished or TssRefusals.TransactionUnknown
                or TssRefusals.SignatureInvalid or TssRefusals.TestTss)
        {
            return false;
        }

        _refusal = $"{refused.Code}: {refused.Detail}";
        if (of is not null)
        {
            _refused.Add(of.TransactionNumber);
        }

        return true;
    }

    private void PlanSweep()
    {
        if (_sweepWanted)
        {
            _sweepWanted = false;
            _sweepAt = Now;
            _refusedRetry.Succeed();
        }

        if (Now >= _dayEnd)
        {
            // A look that is planned for the next minute is the day's as well.
            _sweepAt ??= Now;
            _dayEnd = NextDayEnd();
        }
    }

    private async Task<bool> LookForStrangersAsync(CancellationToken cancellationToken)
    {
        var outcome = await FindStrangersAsync(_site.Settings.TssStartTimeout, cancellationToken);
        if (outcome is TssOutcome<IReadOnlyList<StartedTransaction>>.Unavailable { Detail: var detail })
        {
            // Better known before the first order than by it.
            await _circuit.BeginOutageAsync("tss-unavailable", detail, cancellationToken);
            return true;
        }

        if (TakeRefusal(outcome))
        {
            _strangers = [];
            return true;
        }

        if (outcome is not TssOutcome<IReadOnlyList<StartedTransaction>>.Done done)
        {
            return false;
        }

        _strangers = new Queue<StartedTransaction>(done.Value);
        return true;
    }

    private async Task<bool> SendAwayAsync(CancellationToken cancellationToken)
    {
        var stranger = _strangers!.Peek();
        var outcome = await AbortAsync(stranger, cancellationToken);
        if (TakeRefusal(outcome))
        {
            _strangers.Dequeue();
            return true;
        }

        // After a restart it is the start of the order whose intent has no number, if there is one.
        var intended = Look(state => state.At(OrderStage.Intended).FirstOrDefault(order => Owns(order.Intent!)));
        if (Ended(intended?.OrderId, stranger.Number, outcome, "open without an order") is not { } ended)
        {
            return false;
        }

        _strangers.Dequeue();
        _gathered.Add(ended);
        await CommitGatheredAsync(cancellationToken);
        return true;
    }

    // The receipt is out, unsigned: a signature found now is recorded, and never leads to a second receipt.
    private async Task<bool> SettleAsync(LooseTransaction loose, CancellationToken cancellationToken)
    {
        var outcome = await ReadBackAsync(
            loose.TransactionNumber, _site.Settings.TssStartTimeout, cancellationToken);
        var settled = outcome switch
        {
            TssOutcome<TransactionOnRecord>.Done { Value: { Exists: true, Signature: null } } =>
                await EndLooseAsync(loose, cancellationToken),
            TssOutcome<TransactionOnRecord>.Done { Value.Signature: { } signature } => Found(loose, signature),
            TssOutcome<TransactionOnRecord>.Done or TssOutcome<TransactionOnRecord>.Refused
            {
                Code: TssRefusals.TransactionUnknown,
            } => JournalData.Fact(JournalKind.TransactionAborted, loose.OrderId, Now, new AbortedData(
                loose.TransactionNumber, null, null, "the TSS knows no such transaction")),
            TssOutcome<TransactionOnRecord>.Refused refused => TakeRefusal(outcome, loose)
                ? null
                : WrongForGood(loose, refused.Code, refused.Detail),
            _ => null,
        };
        if (settled is null)
        {
            return _refused.Contains(loose.TransactionNumber);
        }

        _gathered.Add(settled);
        await CommitGatheredAsync(cancellationToken);
        return true;
    }

    // An answer may be spoiled on its way; what was wrong several times stays so. Then it is recorded, and the others
    // get their turn.
    private JournalFact? WrongForGood(LooseTransaction loose, string code, string detail)
    {
        var number = loose.TransactionNumber;
        _wrong = (number, _wrong.Transaction == number ? _wrong.Times + 1 : 1);
        return _wrong.Times >= MostWrongReadBacks ? Invalid(loose.OrderId, number, code, detail) : null;
    }

    private async Task<JournalFact?> EndLooseAsync(LooseTransaction loose, CancellationToken cancellationToken)
    {
        var start = _site.Memory.Recall(loose.OrderId)!.Start!;
        var open = new StartedTransaction(
            _client.SerialNumber, loose.TransactionNumber, start.SignatureCounter, start.LogTime);
        var outcome = await AbortAsync(open, cancellationToken);
        return TakeRefusal(outcome, loose)
            ? null
            : Ended(loose.OrderId, loose.TransactionNumber, outcome, "its order was sold unsigned");
    }

    private JournalFact Found(LooseTransaction loose, TssSignature signature)
    {
        if (signature.Data.Text == KassenbelegV1.Aborted)
        {
            return Aborted(loose.OrderId, signature, "found aborted");
        }

        PinKey(signature.Key);
        return JournalData.Fact(
            JournalKind.SignatureFoundLater, loose.OrderId, Now, SignedSummary.Of(signature));
    }

    private static partial class Log
    {
        [LoggerMessage(2241, LogLevel.Warning,
            "The TSS {Tss} refuses to tell of transactions that may be open, and is asked again later: {Detail}")]
        internal static partial void LookRefused(ILogger log, string tss, string detail);
    }
}
