using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Reading;

public partial interface IPortalQueries
{
    /// <summary>An order as it stands, whichever branch it belongs to; null where there is none.</summary>
    Task<OrderPortrait?> FindPortraitAsync(OrderId id, CancellationToken cancellationToken);

    /// <summary>What the store keeps of the way of an order, besides what other topics know of it.</summary>
    Task<OrderStory> ReadStoryAsync(OrderId id, CancellationToken cancellationToken);
}
