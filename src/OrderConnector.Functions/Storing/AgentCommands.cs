using OrderConnector.Core.Agents;
using OrderConnector.Core.Orders;

namespace OrderConnector.Functions.Storing;

/// <summary>An agent asks for orders of its branch.</summary>
/// <param name="AgentId">Who.</param>
/// <param name="BranchId">Its branch.</param>
/// <param name="Request">What it said.</param>
/// <param name="Leases">Fresh fencing tokens, at least Request.Max.</param>
/// <param name="LeaseTime">How long an offer holds.</param>
/// <param name="ActivityTime">How long the agent stays the active one without a sign of life.</param>
/// <param name="Now">The moment.</param>
/// <param name="Seen">
/// The branch's last sign of life outside the store: an agent that waits at a queue is not written down each minute.
/// Null where there is none.
/// </param>
public sealed record CollectOrders(
    string AgentId,
    string BranchId,
    CollectRequest Request,
    IReadOnlyList<string> Leases,
    TimeSpan LeaseTime,
    TimeSpan ActivityTime,
    DateTimeOffset Now,
    AgentPresence? Seen = null);

/// <summary>An active agent was seen waiting.</summary>
/// <param name="AgentId">Which.</param>
/// <param name="At">When, at the latest.</param>
public sealed record AgentPresence(string AgentId, DateTimeOffset At);

/// <summary>What became of a collect.</summary>
public abstract record CollectOutcome
{
    private CollectOutcome()
    {
    }

    /// <summary>The agent is the active one; Orders may be empty.</summary>
    public sealed record Active(
        IReadOnlyList<LeasedOrder> Orders, long ReportsFrom, bool InEmergency) : CollectOutcome;

    /// <summary>Another agent is active until then, at least.</summary>
    public sealed record Standby(DateTimeOffset Until, bool InEmergency) : CollectOutcome;

    /// <summary>The journal is behind what the cloud has seen, forked, or its session was superseded: 409.</summary>
    public sealed record JournalRewound(string Detail) : CollectOutcome;

    /// <summary>One branch per case.</summary>
    public T Match<T>(Func<Active, T> active, Func<Standby, T> standby, Func<JournalRewound, T> journalRewound) =>
        this switch
        {
            Active a => active(a),
            Standby s => standby(s),
            JournalRewound r => journalRewound(r),
            _ => throw new InvalidOperationException("The hierarchy is closed."),
        };
}

/// <summary>An order offered under a lease.</summary>
/// <param name="Lease">Fencing token.</param>
/// <param name="Order">The order.</param>
/// <param name="MasterData">Version of the branch's seller data to stamp.</param>
public sealed record LeasedOrder(string Lease, StoredOrder Order, int MasterData);

/// <summary>An agent takes ownership.</summary>
public sealed record ConfirmOrders(string AgentId, string BranchId, IReadOnlyList<string> Leases, DateTimeOffset Now);

/// <summary>An agent reports.</summary>
public sealed record ReceiveReports(
    string AgentId, string BranchId, string JournalId, IReadOnlyList<Report> Reports, DateTimeOffset Now);

/// <summary>
/// What became of a batch of reports; NotOwned names sequences that were refused, nothing was stored then.
/// </summary>
/// <param name="Acknowledged">The cursor now.</param>
/// <param name="NotOwned">Reports on orders this agent does not own.</param>
public sealed record ReportOutcome(long Acknowledged, IReadOnlyList<long> NotOwned);

/// <summary>Orders of a revoked agent find a new way.</summary>
/// <param name="AgentId">The revoked agent.</param>
/// <param name="To">Queued or TransmittedManually.</param>
/// <param name="Actor">Who decided.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
/// <param name="Only">Which of them, at most <see cref="MostChosen"/>; null for all.</param>
public sealed record ReassignOrders(
    string AgentId, OrderState To, string Actor, string Reason, DateTimeOffset At, IReadOnlyList<OrderId>? Only = null)
{
    /// <summary>So many may be chosen at once: a page of them.</summary>
    public const int MostChosen = 50;

    /// <summary>Whether an order is meant.</summary>
    public bool Means(OrderId id) => Only is null || Only.Contains(id);
}
