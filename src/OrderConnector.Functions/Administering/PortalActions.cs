using OrderConnector.Core.Access;
using OrderConnector.Functions.Delivering;
using OrderConnector.Functions.Storing;
using OrderConnector.Portal.Acting;
using OrderConnector.Portal.Reading;

namespace OrderConnector.Functions.Administering;

/// <summary>
/// What people do in the portal. The route's table has asked for the role before; it is asked for here again, with the
/// branch, so that no page can lend a right.
/// </summary>
public sealed partial class PortalActions(
    IOrderStore store, IPortalQueries queries, IDeliveryQueue queue, KeyMaker keys,
    EmergencyDesk emergencies, TimeProvider clock)
    : IPortalActions
{
    private readonly Decider _decider = new(store, queue);

    /// <summary>Before keys, agents, branches or channels change: the right, and that others hear of it.</summary>
    private async Task<ActResult?> RefuseAsync(PortalUser by, CancellationToken cancellationToken) =>
        by.Role != PortalRole.Administrator ? ActResult.NotAllowed
            : await keys.TryChangeAsync(cancellationToken) ? null
            : ActResult.Away;
}
