using OrderConnector.Core.Auditing;
using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Reading;

public partial interface IPortalQueries
{
    /// <summary>An order as it stands, whichever branch it belongs to; null where there is none.</summary>
    Task<OrderPortrait?> FindPortraitAsync(OrderId id, CancellationToken cancellationToken);

    /// <summary>What people did to something, newest first.</summary>
    /// <param name="subject">An order's id, a branch's id, a user's name.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<Act>> ReadActsOnAsync(string subject, int max, CancellationToken cancellationToken);

    /// <summary>What the store keeps of the way of an order, besides what other topics know of it.</summary>
    Task<OrderStory> ReadStoryAsync(OrderId id, CancellationToken cancellationToken);
}
