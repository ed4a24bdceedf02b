using System.Collections.Concurrent;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

/// <summary>Stage 12, second half: to the point of sale, at least once, in its time; nothing waits for it.</summary>
public sealed partial class BranchFlow
{
    private const int MostOmitted = 200;

    private readonly ConcurrentQueue<string> _issued = new();
    private readonly PriorityQueue<string, (DateTimeOffset At, long Sequence)> _handOvers = new();
    private readonly Dictionary<string, HandOverHistory> _refusedHandOvers = [];
    private HandOverHistory _posHistory = HandOverHistory.None;
    private DateTimeOffset? _posPausedUntil;
    private TimeSpan _posPause;
    private DateTimeOffset _handedOverAt;

    private DateTimeOffset? HandOverDueAt => !_handOvers.TryPeek(out _, out var due) ? null
        : Latest(due.At, _posPausedUntil ?? due.At, _handedOverAt + _settings.BatchPause);

    private async Task<bool> HandOverStepAsync(CancellationToken cancellationToken)
    {
        if (_ports.Pos is not { } pos)
        {
            return await OmitHandOversAsync(cancellationToken);
        }

        Schedule();
        // The first order goes at once; under load those behind it share a commit.
        if (_handOvers.Count < _settings.HandOverParallel
            && !Pause.IsOver(_handedOverAt + _settings.BatchPause, Now, _settings.BatchPause))
        {
            return false;
        }

        var due = TakeDue();
        if (due.Count == 0)
        {
            return false;
        }

        _handedOverAt = Now;

        var outcomes = await Task.WhenAll(due.Select(order => HandOverAsync(pos, order, cancellationToken)));
        var facts = due.Zip(outcomes, Note).OfType<JournalFact>().ToList();
        await _memory.AppendAsync(facts, cancellationToken);
        return true;
    }

    private async Task<bool> OmitHandOversAsync(CancellationToken cancellationToken)
    {
        var facts = _memory.Look(state => state.At(OrderStage.Issued).Take(MostOmitted)
            .Select(order => Note(JournalKind.HandOverOmitted, order.OrderId, "agent", "no point of sale")).ToList());
        await _memory.AppendAsync(facts, cancellationToken);
        facts.ForEach(fact => _site.Sales.Forget(fact.OrderId!));
        return facts.Count > 0;
    }

    private void Schedule()
    {
        while (_issued.TryDequeue(out var orderId))
        {
            if (_memory.Look(state => state.Open.GetValueOrDefault(orderId)) is { } order)
            {
                Enqueue(order, FirstTryAt(order));
            }
        }
    }

    private static DateTimeOffset Latest(params ReadOnlySpan<DateTimeOffset> moments)
    {
        var latest = moments[0];
        foreach (var moment in moments)
        {
            latest = moment > latest ? moment : latest;
        }

        return latest;
    }

    private DateTimeOffset FirstTryAt(OrderProgress order) =>
        HandOverPolicy.FirstTryAt(order.Header.DueAt, _settings.HandOverLead);

    // At the same moment, first issued goes first.
    private void Enqueue(OrderProgress order, DateTimeOffset at) =>
        _handOvers.Enqueue(order.OrderId, (at, order.StageSequence));

    // While the point of sale is away, one order at a time finds out whether it is back.
    private List<OrderProgress> TakeDue()
    {
        var due = new List<OrderProgress>();
        var most = _posHistory.FailuresInARow > 0 ? 1 : _settings.HandOverParallel;
        var now = Now;
        if (_posPausedUntil is { } paused && !Pause.IsOver(paused, now, _posPause))
        {
            return due;
        }

        while (due.Count < most && _handOvers.TryPeek(out var orderId, out var next) && next.At <= now)
        {
            _handOvers.Dequeue();
            if (_memory.Look(state => state.Open.GetValueOrDefault(orderId)) is { Stage: OrderStage.Issued } order)
            {
                due.Add(order);
            }
        }

        return due;
    }

    private Task<HandOverOutcome> HandOverAsync(
        IPosSink pos, OrderProgress order, CancellationToken cancellationToken)
    {
        var (sale, reason) = _site.Sales.Read(order);
        if (sale is null)
        {
            return Task.FromResult(new HandOverOutcome(HandOverOutcomeKind.Refused, reason));
        }

        var document = HandOverDocument.Write(
            sale.Order, order.Fiscal!, order.Receipt!, new Uri(_settings.Cloud, $"r/{sale.Order.ReceiptToken}"));
        return pos.HandOverAsync(order.OrderId, document, cancellationToken);
    }

    private JournalFact? Note(OrderProgress order, HandOverOutcome outcome)
    {
        switch (outcome.Kind)
        {
            case HandOverOutcomeKind.HandedOver:
                _refusedHandOvers.Remove(order.OrderId);
                _site.Sales.Forget(order.OrderId);
                (_posHistory, _posPausedUntil) = (HandOverHistory.None, null);
                return Note(JournalKind.HandedOver, order.OrderId, "agent", null);
            case HandOverOutcomeKind.Unavailable:
                _posHistory = _posHistory.Then(outcome.Kind, Now);
                _posPausedUntil = HandOverPolicy.NextTryAt(FirstTryAt(order), _posHistory, _chance.Jitter());
                _posPause = _posPausedUntil is { } until ? until - _posHistory.LastAt : TimeSpan.Zero;
                Enqueue(order, FirstTryAt(order));
                HealthLoop.Signal.Set();
                Log.PosUnavailable(_log, order.Header.Number, outcome.Detail);
                return null;
            case HandOverOutcomeKind.Refused:
                return NoteRefused(order, outcome);
            default:
                throw new InvalidOperationException($"There is no hand-over outcome {outcome.Kind}.");
        }
    }

    private JournalFact? NoteRefused(OrderProgress order, HandOverOutcome outcome)
    {
        var history = _refusedHandOvers.GetValueOrDefault(order.OrderId, HandOverHistory.None)
            .Then(outcome.Kind, Now);
        _refusedHandOvers[order.OrderId] = history;
        Enqueue(
            order, HandOverPolicy.NextTryAt(FirstTryAt(order), history, _chance.Jitter()) ?? Now);
        Log.PosRefused(_log, order.Header.Number, outcome.Detail);
        return order.HandOverRefused
            ? null
            : Note(JournalKind.HandOverRefused, order.OrderId, "agent", outcome.Detail);
    }
}
