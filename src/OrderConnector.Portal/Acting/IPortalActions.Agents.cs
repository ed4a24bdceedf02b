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
    Task<OrdersReassigned> ReassignOrdersAsync(
        PortalUser by, string agentId, OrderState to, string reason, CancellationToken cancellationToken);
}

/// <summary>Orders that found a new way.</summary>
/// <param name="Result">Whether they did.</param>
/// <param name="Count">How many.</param>
public sealed record OrdersReassigned(ActResult Result, int Count);
