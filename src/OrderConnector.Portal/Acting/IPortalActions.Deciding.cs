using OrderConnector.Core.Access;
using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Acting;

public partial interface IPortalActions
{
    /// <summary>
    /// Decides on an order that was held or set aside: on to its branch (Queued) or refused (Rejected). Who may act on
    /// the branch.
    /// </summary>
    /// <param name="by">Who.</param>
    /// <param name="id">The order.</param>
    /// <param name="from">Held or SetAside: what the person saw.</param>
    /// <param name="to">Queued or Rejected.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<OrderDecided> DecideOrderAsync(
        PortalUser by, OrderId id, OrderState from, OrderState to, string reason,
        CancellationToken cancellationToken);

    /// <summary>
    /// Puts a queue message that was set aside into its queue again, or leaves it for good. Who may act on the branch.
    /// </summary>
    Task<ActResult> DecideStrayAsync(
        PortalUser by, long messageId, StrayDecision decision, string? reason, CancellationToken cancellationToken);
}

/// <summary>What became of a decision on an order.</summary>
/// <param name="Result">Whether it was carried out.</param>
/// <param name="State">Where the order stands now; null where there is none to be seen.</param>
public sealed record OrderDecided(ActResult Result, OrderState? State);

/// <summary>What a person decides on a stray queue message.</summary>
public enum StrayDecision
{
    /// <summary>Back into its queue.</summary>
    Replay,

    /// <summary>Needed no more; it stays on record.</summary>
    Drop,
}
