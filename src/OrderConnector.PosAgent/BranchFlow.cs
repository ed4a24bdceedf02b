using System.Text.Json;
using OrderConnector.Core.Agents;
using OrderConnector.Core.Failures;
using OrderConnector.Core.Orders;
using OrderConnector.PosAgent.Collecting;
using OrderConnector.PosAgent.Issuing;
using OrderConnector.PosAgent.Journaling;
using OrderConnector.PosAgent.Signing;

namespace OrderConnector.PosAgent;

/// <summary>Everything outside the process: each side effect of the branch passes one of these.</summary>
/// <param name="Cloud">The cloud.</param>
/// <param name="Journal">The journal; only this flow appends to it.</param>
/// <param name="Tss">The TSS, at least one.</param>
/// <param name="Pos">The point of sale; null where none is configured.</param>
public sealed record BranchPorts(ICloud Cloud, IJournal Journal, IReadOnlyList<BranchTss> Tss, IPosSink? Pos);

/// <summary>Chance, given from outside so that a simulated world can replay it.</summary>
/// <param name="Jitter">0 to less than 1, spreads retries.</param>
/// <param name="Bytes">So many random bytes; salts and ids.</param>
public sealed record BranchChance(Func<double> Jitter, Func<int, byte[]> Bytes);

/// <summary>
/// The way of an order through the branch, and the order of its side effects: collect → journal it → confirm →
/// journal the verdict → release, or wait for staff → journal the intent → start → journal the number → finish →
/// journal the signature and the receipt → hand over → report. Each loop does one bounded unit of work per step and
/// waits for no other; all they share is the journal.
/// </summary>
public sealed partial class BranchFlow : IDisposable
{
    private readonly BranchPorts _ports;
    private readonly BranchSettings _settings;
    private readonly TimeProvider _time;
    private readonly BranchChance _chance;
    private readonly ILogger<BranchFlow> _log;
    private readonly BranchMemory _memory;
    private readonly SigningSite _site;
    private readonly List<TssCircuit> _circuits;
    private readonly List<SigningLane> _lanes;
    private readonly List<TssWatch> _watches;
    private readonly LineWatch _line;
    private readonly News _news = new();
    private readonly RetryClock _collectRetry;
    private readonly RetryClock _confirmRetry;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _stopReason;

    /// <summary>Folds the journal; nothing is called yet.</summary>
    public BranchFlow(
        BranchPorts ports, BranchSettings settings, TimeProvider time, BranchChance chance, ILogger<BranchFlow> log)
    {
        (_ports, _settings, _time, _chance, _log) = (ports, settings, time, chance, log);
        _collectRetry = Retry(BackoffOptions.Default);
        _confirmRetry = Retry(BackoffOptions.Default);
        _sellerRetry = Retry(BackoffOptions.Default);
        _reportRetry = Retry(BackoffOptions.Default);
        CollectLoop = new BranchLoop("collect", CollectStepAsync, () => CollectDueAt) { MayBeCutOff = true };
        ConfirmLoop = new BranchLoop("confirm", ConfirmStepAsync, () => _confirmRetry.NotBefore);
        SellerLoop = new BranchLoop("seller data", SellerStepAsync, () => _sellerRetry.NotBefore);
        HandOverLoop = new BranchLoop("hand over", HandOverStepAsync, () => HandOverDueAt);
        ReportLoop = new BranchLoop("report", ReportStepAsync, () => _reportRetry.NotBefore ?? _reportPausedUntil);
        HealthLoop = new BranchLoop("health", HealthStepAsync, () => HealthDueAt);
        _line = new LineWatch(time, _news.Tell);
        _memory = new BranchMemory(ports.Journal, WakeFor);
        _healthWasLast = Find(ports.Journal.Head.Sequence)?.Fact.Kind is JournalKind.Health;
        _site = new SigningSite(_memory, settings, time, chance, () => _stopReason is not null, log);
        _circuits = [.. ports.Tss.Select(tss => new TssCircuit(tss, _site))];
        var ready = new ReadyOrders(_memory, [.. ports.Tss.Select(tss => tss.Name)]);
        _lanes = [.. _circuits.SelectMany(circuit =>
            circuit.Tss.Clients.Select(client => new SigningLane(_site, circuit, client, ready)))];
        _watches = [.. _circuits.Select(circuit => new TssWatch(circuit, _site, () => HealthLoop.Signal.Set()))];
        TakeUpLeftovers();
    }

    /// <summary>Offers in, journaled.</summary>
    public BranchLoop CollectLoop { get; }

    /// <summary>Ownership, and release.</summary>
    public BranchLoop ConfirmLoop { get; }

    /// <summary>Who sells, by version.</summary>
    public BranchLoop SellerLoop { get; }

    /// <summary>One per EAS client; each waits for nothing but the journal and its own TSS.</summary>
    public IEnumerable<BranchLoop> SignLoops => _lanes.Select(lane => lane.Loop);

    /// <summary>One per TSS: finds out whether one that was out works again.</summary>
    public IEnumerable<BranchLoop> ProbeLoops => _circuits.Select(circuit => circuit.ProbeLoop);

    /// <summary>One per TSS: finds out each day what will become trouble.</summary>
    public IEnumerable<BranchLoop> WatchLoops => _watches.Select(watch => watch.Loop);

    /// <summary>To the point of sale.</summary>
    public BranchLoop HandOverLoop { get; }

    /// <summary>To the cloud.</summary>
    public BranchLoop ReportLoop { get; }

    /// <summary>How the branch is.</summary>
    public BranchLoop HealthLoop { get; }

    /// <summary>All of them, in the order of the order's way.</summary>
    public IReadOnlyList<BranchLoop> Loops =>
    [
        CollectLoop, ConfirmLoop, SellerLoop, .. SignLoops, .. ProbeLoops, .. WatchLoops, HandOverLoop, ReportLoop,
        HealthLoop,
    ];

    /// <summary>Why the branch must stop and a person act; null while all is well.</summary>
    public string? StopReason => _stopReason;

    /// <summary>Ends when there is such a reason.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Opens a new journal with its first entry; does nothing on one that has entries.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        var head = _ports.Journal.Head;
        if (_memory.Look(state => state.IsClosed))
        {
            Stop("This journal was closed by a recovery; run the agent on the one that continues it.");
        }
        else if (head.Sequence == 0)
        {
            await AppendAsync(cancellationToken, JournalData.Fact(
                JournalKind.JournalOpened, null, Now,
                new JournalOpenedData(head.Id, _settings.AgentId, head.PreviousId, 0, 1, 0, null)));
        }
    }

    // What the journal holds half done goes to the lane it was given to; whatever could have been called counts as
    // called. Where that lane is gone, what became of its start can no longer be found out.
    private void TakeUpLeftovers()
    {
        _memory.Look(state => state.At(OrderStage.Issued).ToList()).ForEach(order => _issued.Enqueue(order.OrderId));
        OrderStage[] halfDone = [OrderStage.Started, OrderStage.Intended, OrderStage.Signed, OrderStage.Unsigned];
        foreach (var order in _memory.Look(state => halfDone.SelectMany(state.At).ToList()))
        {
            var known = SigningKnowledge.AfterRestart(Now);
            var lane = _lanes.Find(lane => lane.Owns(order.Intent!));
            (lane ?? _lanes[0]).TakeUp(order, lane is null ? known.WithFailure(s_laneGone) : known);
        }
    }

    private void Stop(string reason)
    {
        _stopReason = reason;
        _stopped.TrySetResult();
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    private DateTimeOffset? CollectDueAt => _stopReason is not null || BacklogIsFull ? null
        : _collectRetry.NotBefore ?? Now;

    private bool BacklogIsFull => _memory.Look(state =>
        state.CountAt(OrderStage.Collected) + state.CountAt(OrderStage.Released)) >= _settings.MaxUnsigned;

    // Stage 7 and 8: an offer is worth nothing until it is in the journal.
    private async Task<bool> CollectStepAsync(CancellationToken cancellationToken)
    {
        if (_stopReason is not null || !_collectRetry.TryOpen() || BacklogIsFull)
        {
            return false;
        }

        var (asked, acknowledged) = (Now, Volatile.Read(ref _acknowledged));
        var request = new CollectRequest(
            _settings.Session, _ports.Journal.Head, _memory.Look(state => state.HighestOrderNumber),
            _settings.CollectMax, (int)_settings.CollectWait.TotalSeconds, acknowledged);
        var outcome = await _ports.Cloud.CollectAsync(request, cancellationToken);
        return await outcome.Match(
            async answer =>
            {
                _collectRetry.Succeed();
                _line.Heard(answer.Role, answer.Emergency);
                if (answer.Role != "standby")
                {
                    SetReportCursor(answer.ReportsFrom, acknowledged);
                }

                return await TakeOffersAsync(answer, asked, cancellationToken);
            },
            refused =>
            {
                RefuseCollect(refused.Status, refused.Type, refused.Detail);
                return Task.FromResult(false);
            },
            unavailable =>
            {
                _collectRetry.Fail(unavailable.RetryAfter);
                _line.Lost(unavailable.Detail);
                Log.CloudUnavailable(_log, "collect", unavailable.Detail);
                return Task.FromResult(false);
            });
    }

    private async Task<bool> TakeOffersAsync(
        CollectAnswer answer, DateTimeOffset asked, CancellationToken cancellationToken)
    {
        if (answer.Deliveries.Count == 0)
        {
            // A cloud that answers at once although it was asked to wait must not be asked in a tight circle.
            if (Now - asked < s_shortestEmptyWait)
            {
                _collectRetry.Fail();
            }

            return false;
        }

        var facts = answer.Deliveries.Select(Offered).OfType<JournalFact>().ToList();
        await _memory.AppendAsync(facts, cancellationToken);
        return true;
    }

    private JournalFact? Offered(Delivery delivery)
    {
        var order = delivery.Order;
        if (order.ValueKind is not JsonValueKind.Object || !order.TryGetProperty("id", out var text)
            || text.ValueKind is not JsonValueKind.String || !OrderId.TryParse(text.GetString(), out var id))
        {
            // Nothing to call it by: the lease runs out, and the cloud's alert tells that nobody collected it.
            Log.OfferWithoutId(_log);
            return null;
        }

        // Known by its id, whatever became of it: never begun a second time, only confirmed under the new lease.
        if (_memory.Recall(id.Value) is { } known && !OrderStages.MayBeginAgain(known.Stage))
        {
            return JournalData.Fact(JournalKind.LeaseRenewed, id.Value, Now, new LeaseData(delivery.Lease));
        }

        var (fiscal, personal) = OrderDocument.Part(order, Convert.ToHexStringLower(_chance.Bytes(16)));
        return JournalData.Fact(
            JournalKind.OrderCollected, id.Value, Now, new OrderCollectedData(delivery.Lease, fiscal), personal);
    }

    private void RefuseCollect(int status, string type, string detail)
    {
        if (type == "journal-rewound")
        {
            Stop("The cloud has seen more of this journal than this machine holds: it was restored from a backup, or "
                + "copied, or another process runs as this agent. Nothing is processed. Make sure that no other agent "
                + $"runs, then run 'recover'. ({detail})");
        }

        _collectRetry.Fail();
        _line.Refused(detail);
        Log.CloudRefused(_log, "collect", status, type, detail);
    }

    private JournalFact Note(JournalKind kind, string orderId, string actor, string? reason) =>
        JournalData.Fact(kind, orderId, Now, new ReportNote(actor, reason));

    private Task<IReadOnlyList<JournalEntry>> AppendAsync(
        CancellationToken cancellationToken, params IReadOnlyList<JournalFact> facts) =>
        _memory.AppendAsync(facts, cancellationToken);

    private RetryClock Retry(BackoffOptions options) => new(_time, _chance.Jitter, options);

    private static readonly SigningStep.RecordUnsigned s_laneGone = new(
        "tss-removed", "The TSS or client it was given to is no longer configured.", BeginsOutage: false);

    private static readonly TimeSpan s_shortestEmptyWait = TimeSpan.FromMilliseconds(500);
}
