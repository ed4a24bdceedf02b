using OrderConnector.Core.Agents;

namespace OrderConnector.PosAgent.Collecting;

/// <summary>The cloud as the agent sees it. Any call may lose its answer; each may be repeated.</summary>
public interface ICloud
{
    /// <summary>Asks for orders, waiting as long as the request says.</summary>
    Task<CloudOutcome<CollectAnswer>> CollectAsync(CollectRequest request, CancellationToken cancellationToken);

    /// <summary>Takes ownership of leased orders.</summary>
    Task<CloudOutcome<ConfirmAnswer>> ConfirmAsync(ConfirmRequest request, CancellationToken cancellationToken);

    /// <summary>Tells what the journal recorded.</summary>
    Task<CloudOutcome<ReportsAnswer>> ReportAsync(ReportsRequest request, CancellationToken cancellationToken);

    /// <summary>Fetches a version of the branch's seller data: GET /agent/v1/master-data/{version}.</summary>
    Task<CloudOutcome<SellerData>> ReadSellerDataAsync(int version, CancellationToken cancellationToken);

    /// <summary>Asks the cloud for a counter order on behalf of staff: POST /agent/v1/orders/{id}/void.</summary>
    Task<CloudOutcome<VoidAnswer>> VoidAsync(
        string orderId, StaffVoidRequest request, CancellationToken cancellationToken);
}
