using OrderConnector.Core.Orders;

namespace OrderConnector.Portal.Reading;

public partial interface IPortalQueries
{
    /// <summary>Orders as they stand, in the order asked; one that is not there is left out.</summary>
    Task<IReadOnlyList<OrderRow>> ReadOrdersAsync(
        IReadOnlyList<OrderId> ids, CancellationToken cancellationToken);

    /// <summary>Ids of the channels that may post to one of these branches, null for every channel.</summary>
    Task<IReadOnlyList<string>> ReadChannelIdsAsync(
        IReadOnlyList<string>? scope, CancellationToken cancellationToken);

    /// <summary>Orders of a group, a page at a time.</summary>
    Task<OrderList> ReadOrdersAsync(OrderQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Orders that carry exactly this number, this id of ours or this id of their shop, whatever state they are in.
    /// </summary>
    /// <param name="scope">Branches to see; null for all.</param>
    /// <param name="text">As typed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<OrderRow>> FindOrdersAsync(
        IReadOnlyList<string>? scope, string text, CancellationToken cancellationToken);
}
