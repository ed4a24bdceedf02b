using OrderConnector.Core.Agents;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Intake;
using OrderConnector.Functions.Storing;

namespace OrderConnector.Functions.Collecting;

/// <summary>Stages 7 and 9: offers orders to the branch's active agent, and gives them away for good.</summary>
public sealed class OrderCollector(
    IOrderStore store, IDeliveryQueue queue, TimeProvider clock, RandomBytes random, CollectingOptions options)
{
    private const int LeaseBytes = 16;

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
            var ticket = queue.Watch(agent.BranchId);
            var outcome = await LookAsync(agent, request);
            var left = end - clock.GetUtcNow();
            var goOn = left > TimeSpan.Zero && !cancellationToken.IsCancellationRequested;
            switch (outcome)
            {
                case CollectOutcome.JournalRewound rewound:
                    return new Problem(ProblemTypes.JournalRewound, rewound.Detail);
                case CollectOutcome.Active { Orders.Count: 0 } when goOn:
                    await PauseAsync(queue.WaitAsync(ticket, Shorter(left, options.LookAgain), cancellationToken));
                    break;
                case CollectOutcome.Active active:
                    return new CollectAnswer("active", Offer(active), active.ReportsFrom);
                case CollectOutcome.Standby standby when goOn:
                    // Not woken by orders: they are not for it. It looks when the active one's time may be up.
                    var pause = Shorter(left, Shorter(options.LookAgain, standby.Until - clock.GetUtcNow()));
                    await PauseAsync(Task.Delay(Longer(pause, s_leastPause), clock, cancellationToken));
                    break;
                case CollectOutcome.Standby:
                    return new CollectAnswer("standby", [], ReportsFrom: 0);
                default:
                    throw new InvalidOperationException("The hierarchy is closed.");
            }
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

    private static readonly TimeSpan s_leastPause = TimeSpan.FromMilliseconds(100);

    // Never cancelled half way: a lease that is in the database must reach the agent's answer.
    private Task<CollectOutcome> LookAsync(EnrolledAgent agent, CollectRequest request) => store.CollectAsync(
        new CollectOrders(
            agent.Id, agent.BranchId, request, Leases(request.Max), options.LeaseTime, options.ActivityTime,
            clock.GetUtcNow()),
        CancellationToken.None);

    private static async Task PauseAsync(Task wait)
    {
        try
        {
            await wait;
        }
        catch (OperationCanceledException)
        {
            // One last look follows, then the empty answer.
        }
    }

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
