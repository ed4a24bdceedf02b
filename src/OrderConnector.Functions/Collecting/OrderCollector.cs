using OrderConnector.Core.Agents;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Collecting;

/// <summary>Stages 7 and 9: offers orders to the branch's active agent, and gives them away for good.</summary>
public sealed class OrderCollector(
    IOrderStore store, IDeliveryQueue queue, DirectoryVersion directory, TimeProvider clock, RandomBytes random,
    CollectingOptions options)
{
    private const int LeaseBytes = 16;
    private static readonly TimeSpan s_leastPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Who waits at a queue is written down once a minute, and must not lose its branch over it.</summary>
    private static readonly TimeSpan s_leastActivityAtAQueue = TimeSpan.FromSeconds(150);

    private readonly RestingAgents _resting = new(clock);

    /// <summary>Offers orders, waiting for the first as long as the request says or until the token ends.</summary>
    /// <param name="agent">The genuine caller.</param>
    /// <param name="request">What it said.</param>
    /// <param name="cancellationToken">Ends the wait with an empty answer: the agent hung up or the host stops.</param>
    public async Task<CallOutcome<CollectAnswer>> CollectAsync(
        EnrolledAgent agent, CollectRequest request, CancellationToken cancellationToken)
    {
        var faults = CollectRules.Check(request);
        if (faults.Count > 0)
        {
            return Problem.Malformed(faults);
        }

        var end = clock.GetUtcNow().AddSeconds(request.WaitSeconds);
        while (true)
        {
            // The ticket comes before the look: an order that is stored in between ends the wait at once.
            var ticket = queue.Watch(agent.BranchId, agent.Id);
            var version = await directory(CancellationToken.None);
            if (await RestAsync(agent, request, ticket, version) is not { } rest)
            {
                var outcome = await LookAsync(agent, request, ticket);
                if (Answer(agent, outcome) is { } answer)
                {
                    return answer;
                }

                rest = outcome is CollectOutcome.Standby standby
                    ? _resting.RememberStandby(agent, request, version, standby)
                    : _resting.Remember(agent, request, ticket, version, (CollectOutcome.Active)outcome);
            }

            var left = end - clock.GetUtcNow();
            if (left <= TimeSpan.Zero || cancellationToken.IsCancellationRequested)
            {
                return rest.StandbyUntil is null
                    ? new CollectAnswer("active", [], rest.Acknowledged + 1, rest.InEmergency)
                    : new CollectAnswer("standby", [], ReportsFrom: 0, rest.InEmergency);
            }

            await PauseAsync(ticket, rest, left, cancellationToken);
        }
    }

    /// <summary>Gives orders away for good, by compare-and-set on state and lease.</summary>
    public async Task<CallOutcome<ConfirmAnswer>> ConfirmAsync(
        EnrolledAgent agent, ConfirmRequest request, CancellationToken cancellationToken)
    {
        var faults = CollectRules.Check(request);
        return faults.Count > 0
            ? Problem.Malformed(faults)
            : new ConfirmAnswer(await store.ConfirmAsync(
                new ConfirmOrders(agent.Id, agent.BranchId, request.Leases, clock.GetUtcNow()), cancellationToken));
    }

    // Where announcements of all processes arrive here, what was found before holds until one does.
    private async Task<Rest?> RestAsync(
        EnrolledAgent agent, CollectRequest request, WorkTicket ticket, string? version)
    {
        if (!queue.ReachesOtherProcesses)
        {
            return null;
        }

        if (_resting.Find(agent, request, ticket, version) is { } rest)
        {
            return rest;
        }

        // A standby whose time has come asks first whether the active agent was seen waiting, which costs no SQL.
        return _resting.FindOverdue(agent, request, version) is { } overdue
            && await queue.ReadPresenceAsync(agent.BranchId, CancellationToken.None) is { } seen
            && seen.AgentId != agent.Id && seen.At + ActivityTime > clock.GetUtcNow()
            ? _resting.RememberStandby(
                agent, request, version, new CollectOutcome.Standby(seen.At + ActivityTime, overdue.InEmergency))
            : null;
    }

    // Never cancelled half way: a lease that is in the database must reach the agent's answer.
    private async Task<CollectOutcome> LookAsync(EnrolledAgent agent, CollectRequest request, WorkTicket ticket)
    {
        var seen = _resting.WasActive(agent)
            ? null
            : await queue.ReadPresenceAsync(agent.BranchId, CancellationToken.None);
        await queue.ExpectWorkAsync(CancellationToken.None);
        var outcome = await store.CollectAsync(
            new CollectOrders(
                agent.Id, agent.BranchId, request, Leases(request.Max), options.LeaseTime, ActivityTime,
                clock.GetUtcNow(), seen),
            CancellationToken.None);
        var orders = (outcome as CollectOutcome.Active)?.Orders;
        await queue.SettleAsync(
            ticket,
            new LookResult(
                orders is not null, orders?.Select(leased => leased.Order.Id).ToList() ?? [],
                orders?.Count == request.Max),
            CancellationToken.None);
        return outcome;
    }

    private CallOutcome<CollectAnswer>? Answer(EnrolledAgent agent, CollectOutcome outcome)
    {
        switch (outcome)
        {
            case CollectOutcome.JournalRewound rewound:
                _resting.Forget(agent);
                return new Problem(ProblemTypes.JournalRewound, rewound.Detail);
            case CollectOutcome.Active { Orders.Count: > 0 } active:
                _resting.Forget(agent, clock.GetUtcNow() + options.LeaseTime);
                return new CollectAnswer("active", Offer(active), active.ReportsFrom, active.InEmergency);
            default:
                return null;
        }
    }

    private async Task PauseAsync(
        WorkTicket ticket, Rest rest, TimeSpan left, CancellationToken cancellationToken)
    {
        var pause = queue.ReachesOtherProcesses ? left : Shorter(left, options.LookAgain);
        if (rest.LookAt is { } lookAt)
        {
            pause = Longer(Shorter(pause, lookAt - clock.GetUtcNow()), s_leastPause);
        }

        try
        {
            // A standby is not woken by orders: they are not for it. It looks when the active one's time may be up.
            await (rest.StandbyUntil is null
                ? queue.WaitAsync(ticket, pause, cancellationToken)
                : Task.Delay(pause, clock, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // One last look follows, then the empty answer.
        }
    }

    private TimeSpan ActivityTime => queue.ReachesOtherProcesses
        ? Longer(options.ActivityTime, s_leastActivityAtAQueue)
        : options.ActivityTime;

    private List<Delivery> Offer(CollectOutcome.Active active)
    {
        var seconds = (int)options.LeaseTime.TotalSeconds;
        return active.Orders
            .Select(leased => new Delivery(leased.Lease, seconds, DeliveredOrder.Document(leased)))
            .ToList();
    }

    private List<string> Leases(int count)
    {
        Span<byte> bytes = stackalloc byte[LeaseBytes];
        var leases = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            random(bytes);
            leases.Add(Convert.ToHexStringLower(bytes));
        }

        return leases;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
