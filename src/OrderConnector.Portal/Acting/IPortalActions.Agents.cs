using OrderConnector.Core.Access;
using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Acting;

public partial interface IPortalActions
{
    /// <summary>Ends an agent for good: its secret opens nothing any more. Administrators.</summary>
    Task<ActResult> RevokeAgentAsync(
        PortalUser by, string agentId, string reason, CancellationToken cancellationToken);

    /// <summary>
    /// Finds a new way for what a revoked agent had collected: Queued or TransmittedManually;
    /// <see cref="ActResult.Gone"/> where the agent is not revoked. Administrators.
    /// </summary>
    /// <param name="by">Who.</param>
    /// <param name="agentId">The revoked agent.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="only">Which of them, a page at most; null for all. What is not there any more is left out.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<OrdersReassigned> ReassignOrdersAsync(
        PortalUser by, string agentId, OrderState to, IReadOnlyList<OrderId>? only, string reason,
        CancellationToken cancellationToken);
}

/// <summary>Orders that found a new way.</summary>
/// <param name="Result">Whether they did.</param>
/// <param name="Count">How many.</param>
public sealed record OrdersReassigned(ActResult Result, int Count);
